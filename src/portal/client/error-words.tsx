'use client'

import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'

export interface ErrorWords {
  title: string
  text: string
  again: string
}

const Words = createContext<ErrorWords>({ title: '', text: '', again: '' })

/** Gives the error page its words: it runs in the browser, where no catalogue is. */
export function ErrorWordsProvider({ words, children }: { words: ErrorWords; children: ReactNode }) {
  return <Words value={words}>{children}</Words>
}

export const useErrorWords = () => useContext(Words)
