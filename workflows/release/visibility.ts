import type { Channel, NotBefore, Scope } from './types'

/** Who looks: the channels that they serve, and what of the catalogue they are entitled to; a missing list means all. */
export interface Viewer {
  channels: readonly Channel[]
  formats?: readonly string[]
  themes?: readonly string[]
  audiences?: readonly string[]
}

/** Residents on the portal: whatever may stand on a public web site. */
export const residents: Viewer = { channels: ['site'] }

/** Before every ISO instant: there was nothing to wait for. */
export const atOnce = ''

/**
 * From when this viewer may know of a release: ISO text, `atOnce`, or `null` for never. A viewer with several channels
 * may know when the first of them may; one without any gets only what goes to all.
 */
export function dueFor(viewer: Viewer, release: { scope: Scope; notBefore: NotBefore }): string | null {
  const { scope, notBefore } = release
  const usual = notBefore.default ?? atOnce
  if (viewer.channels.length === 0) return scope.channels === 'all' ? usual : null
  const allowed = viewer.channels.filter((each) => scope.channels === 'all' || scope.channels.includes(each))
  const dues = allowed.map((each) => {
    const own = notBefore[each]
    return own === undefined ? usual : (own ?? atOnce)
  })
  return dues.sort()[0] ?? null
}

/** Whether this viewer may know of it at the instant `now` (ISO text). */
export function isDue(viewer: Viewer, release: { scope: Scope; notBefore: NotBefore }, now: string): boolean {
  const due = dueFor(viewer, release)
  return due !== null && due <= now
}

/** All instants at which some channel's wait ends, sorted. */
export const instantsOf = (notBefore: NotBefore): string[] =>
  Object.values(notBefore)
    .filter((each) => each !== null)
    .sort()

export const dueLast = (notBefore: NotBefore): string => instantsOf(notBefore).at(-1) ?? atOnce

const within = (list: readonly string[] | undefined, value: string) => list === undefined || list.includes(value)

/** Whether the viewer is entitled to works of this kind. */
export const covers = (viewer: Viewer, work: { format: string; theme: string; audience: readonly string[] }): boolean =>
  within(viewer.formats, work.format) &&
  within(viewer.themes, work.theme) &&
  (viewer.audiences === undefined || work.audience.some((each) => within(viewer.audiences, each)))

/** A list as the text that a `contains` finds its entries in: '|youth|elderly|'. */
export const barred = (list: readonly string[]): string => `|${list.join('|')}|`

export const unbarred = (text: string): string[] => text.split('|').filter((each) => each !== '')

export const channelsText = (scope: Scope): string => barred(scope.channels === 'all' ? ['all'] : scope.channels)
