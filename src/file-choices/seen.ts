import type { FileStanding } from '../../workflows/file/queries'
import { stillAt } from '../file-words'

/** Where people concerned can see a file: as a picture, as a film (null as long as that is not made), and moments of the film. */
export function seenAt(file: string, standing: FileStanding | undefined) {
  const ready = standing?.renditions?.filter(({ state }) => state === 'ready').map(({ name }) => name) ?? []
  const made = (...names: string[]) => {
    const name = names.find((each) => ready.includes(each))
    return name === undefined ? null : `/files/${file}/${name}`
  }
  const stills = ready
    .flatMap((name) => {
      const at = stillAt(name)
      return at === null ? [] : [{ at, src: `/files/${file}/${name}` }]
    })
    .sort((one, other) => one.at - other.at)
  return { picture: made('image-960', 'image-320', 'poster'), film: made('video-480p'), stills }
}
