'use client'

import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'

/**
 * Lets a table's rows be dragged to another place, where each has a form that moves it (`.moves`, with the place in `to`).
 * The buttons of those forms do the same without a pointer and without this script.
 */
export function DragOrder({ children }: { children: ReactNode }) {
  const table = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const box = table.current
    if (!box) return
    const rows = () => [...box.querySelectorAll('tbody > tr')]
    const rowOf = ({ target }: Event) => (target instanceof Element ? target.closest('tbody > tr') : null)
    for (const row of rows()) row.setAttribute('draggable', 'true')
    let dragged: Element | null = null
    const start = (event: DragEvent) => (dragged = rowOf(event))
    const over = (event: DragEvent) => {
      if (dragged && rowOf(event)) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      const [form, place] = [dragged?.querySelector<HTMLFormElement>('form.moves'), rows().indexOf(rowOf(event)!)]
      dragged = null
      if (!form || place < 0) return
      event.preventDefault()
      const to = document.createElement('input')
      Object.assign(to, { type: 'hidden', name: 'to', value: String(place) })
      form.append(to)
      form.submit()
    }
    box.addEventListener('dragstart', start)
    box.addEventListener('dragover', over)
    box.addEventListener('drop', drop)
    return () => {
      box.removeEventListener('dragstart', start)
      box.removeEventListener('dragover', over)
      box.removeEventListener('drop', drop)
    }
  })
  return <div ref={table}>{children}</div>
}
