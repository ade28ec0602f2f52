import type { PanelProposal } from '../../workflows/panel'
import { readRefusal } from './send-command'
import type { Refused } from './send-command'

/** What stands in the form; empty texts are not sent. */
export interface PanelForm {
  method: 'optimal' | 'random' | 'draw'
  objective: 'total' | 'bottleneck'
  minLoad: string
  maxLoad: string
  perInstitution: string
  senior: boolean
  requireDiscipline: boolean
  probabilityCap: string
  seed: string
}

export const emptyForm: PanelForm = {
  method: 'optimal',
  objective: 'total',
  minLoad: '0',
  maxLoad: '10',
  perInstitution: '',
  senior: false,
  requireDiscipline: false,
  probabilityCap: '500',
  seed: '',
}

export interface TakenOut {
  application: string
  expert: string
}

const numeric = ['minLoad', 'maxLoad', 'perInstitution', 'probabilityCap'] as const

/** The wish in the form that the server takes; `null` when a number is none. */
export function wishOf(call: string, form: PanelForm, without: readonly TakenOut[]): Record<string, unknown> | null {
  const numbers = numeric
    .map((name) => [name, form[name].trim()] as const)
    .filter(([, text]) => text !== '')
    .map(([name, text]) => [name, /^\d{1,6}$/.test(text) ? Number(text) : null] as const)
  if (numbers.some(([, value]) => value === null)) return null
  const { method, objective, senior, requireDiscipline, seed } = form
  return { call, method, objective, senior, requireDiscipline, seed, without, ...Object.fromEntries(numbers) }
}

export type Asked = { proposal: PanelProposal } | { refused: Refused } | { stopped: true }

/** Asks for a proposal; the signal stops the work on the server too. */
export async function askPanel(wish: object, language: 'zh' | 'en', signal: AbortSignal): Promise<Asked> {
  try {
    const response = await fetch('/panels', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(wish),
      signal,
    })
    const body: unknown = await response.json()
    return response.ok ? { proposal: body as PanelProposal } : { refused: readRefusal(body, language) }
  } catch {
    if (signal.aborted) return { stopped: true }
    return { refused: { code: 'unreachable', title: '', params: {}, issues: [] } }
  }
}
