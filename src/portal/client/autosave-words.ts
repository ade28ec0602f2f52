/** All that the autosave form says, handed to it by the page: the browser carries no catalogue. */
export interface SaveWords {
  idle: string
  typing: string
  saving: string
  saved: string
  local: string
  conflict: string
  signin: string
  signinLink: string
  refused: string
  issues: string
  offer: string
  useDevice: string
  dropDevice: string
  mine: string
  theirs: string
  keepMine: string
  takeTheirs: string
  emptyText: string
  unknown: string
}

export type SaveStatus = 'idle' | 'typing' | 'saving' | 'saved' | 'local' | 'conflict' | 'signin' | 'refused'

export interface SaveState {
  status: SaveStatus
  /** Of `saved`: the server's clock. Of `refused`: why. */
  detail: string
  problems: { field: string; text: string }[]
}
