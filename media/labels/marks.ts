/**
 * Everything that a file of ours says about itself, and nothing else: all other metadata is left behind. Texts are for
 * readers of files anywhere and come from whoever asks for the rendition.
 */
export interface Marks {
  /** The written label (`writtenLabel`), or null. */
  readonly label: string | null
  readonly rights?: Rights
}

export interface Rights {
  /** The credit line that must be shown with the work. */
  readonly credit: string
  /** The licence's name, and its address where it has one. */
  readonly licence: string
  readonly licenceUrl?: string
  /** Number of the work. */
  readonly work: string
  /** The release for which the file was made. */
  readonly version: number
}

/** The same in containers that know pairs of key and text (MP4, Matroska, ID3, Vorbis comments). */
export function tagsOf({ label, rights }: Marks): Record<string, string> {
  return {
    ...(label === null ? {} : { AIGC: label }),
    ...(rights ? { artist: rights.credit, copyright: licenceText(rights), comment: versionText(rights) } : {}),
  }
}

export const licenceText = ({ licence, licenceUrl }: Rights): string =>
  licenceUrl === undefined ? licence : `${licence} ${licenceUrl}`

/** Names the very release, so that a copy in the field can be told from a newer one. */
export const versionText = ({ work, version }: Rights): string => `${work} v${version}`
