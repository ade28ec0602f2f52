'use client'

import { toast } from '@payloadcms/ui'
import { useRef, useState } from 'react'
import { sendCommand } from './send-command'
import type { CommandCall, Refused, Sent } from './send-command'

export type CommandState = { at: 'rest' } | { at: 'sending' } | { at: 'done' } | { at: 'refused'; refused: Refused }

interface Words {
  done: string
  unreachable: string
}

/** One command that a person is giving: its key stays the same until it is done. */
export function useCommand(words: Words) {
  const keys = useRef<Record<string, string>>({})
  const [state, setState] = useState<CommandState>({ at: 'rest' })

  const send = async (call: Omit<CommandCall, 'key'>): Promise<Sent | null> => {
    if (state.at === 'sending') return null
    setState({ at: 'sending' })
    const name = [call.subject, call.id, call.verb].join('/')
    const key = (keys.current[name] ??= crypto.randomUUID())
    const sent = await sendCommand({ ...call, key })
    if (sent.done) {
      keys.current = Object.fromEntries(Object.entries(keys.current).filter(([each]) => each !== name))
      setState({ at: 'done' })
      toast.success(words.done)
    } else {
      const { refused } = sent
      const told = refused.code === 'unreachable' ? { ...refused, title: words.unreachable } : refused
      setState({ at: 'refused', refused: told })
      toast.error(told.title)
    }
    return sent
  }
  return { state, send, reset: () => setState({ at: 'rest' }) }
}
