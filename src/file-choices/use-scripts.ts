'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** Whether a script runs here: what needs one is not shown before. */
export const useScripts = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
