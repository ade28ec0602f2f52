import type { ReleasedFile, Representation, Summary } from '../../workflows/release'

export const base = '/content/v1'

const fileHref = (number: string, file: string, rendition?: string) =>
  `${base}/works/${number}/files/${file}${rendition === undefined ? '' : `?rendition=${encodeURIComponent(rendition)}`}`

/** A file with the addresses of its bytes. Ids of stored renditions stay inside. */
const presentFile = (number: string, { renditions, ...file }: ReleasedFile) => ({
  ...file,
  href: fileHref(number, file.id),
  renditions: renditions.map(({ id: _id, ...rendition }) => ({
    ...rendition,
    href: fileHref(number, file.id, rendition.name),
  })),
})

export const presentWork = (work: Representation) => ({
  ...work,
  href: `${base}/works/${work.number}`,
  files: work.files.map((file) => presentFile(work.number, file)),
})

export const presentSummary = ({ poster, ...summary }: Summary) => ({
  ...summary,
  href: `${base}/works/${summary.number}`,
  ...(poster ? { poster: { ...poster, href: fileHref(summary.number, poster.file, poster.rendition) } } : {}),
})
