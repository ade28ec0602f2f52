import type { FileStanding } from '../../workflows/file/queries'

/** Where people concerned can see a file: as a picture, and as a film; null as long as that is not made. */
export function seenAt(file: string, standing: FileStanding | undefined) {
  const made = (...names: string[]) => {
    const ready = standing?.renditions?.filter(({ state }) => state === 'ready').map(({ name }) => name) ?? []
    const name = names.find((each) => ready.includes(each))
    return name === undefined ? null : `/files/${file}/${name}`
  }
  return { picture: made('image-960', 'image-320', 'poster'), film: made('video-480p') }
}
