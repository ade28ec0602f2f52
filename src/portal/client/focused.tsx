'use client'

import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'

/** A box that takes the focus when the page arrives, so that nobody overlooks what it says. */
export function Focused({ className, label, children }: { className: string; label: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div ref={box} tabIndex={-1} role="alert" aria-label={label} className={className}>
      {children}
    </div>
  )
}
