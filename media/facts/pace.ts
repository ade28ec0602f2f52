import type { Metadata } from 'sharp'

/** What browsers make of a frame that says nothing of its time, or less than anybody sees, in milliseconds. */
const UNTOLD = 100
const SHORTEST = 11

/** How long each frame of an animation stands, in milliseconds, as browsers show it. */
export const paceOf = ({ pages = 1, delay = [] }: Pick<Metadata, 'pages' | 'delay'>): number[] =>
  Array.from({ length: pages }, (_, n) => {
    const told = delay[n] ?? 0
    return told < SHORTEST ? UNTOLD : told
  })
