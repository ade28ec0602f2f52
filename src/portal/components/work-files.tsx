import { articleOf } from '../../../workflows/release/article'
import type { Representation, ReleasedFile } from '../../../workflows/release/types'
import { fill } from '../../i18n'
import { place, playedAt } from '../../games/place'
import { optionWord } from '../options'
import { publicFileUrl } from '../public-file'
import { view } from '../view'
import { Game } from './game'
import { Media } from './media'

const LOOP = 'image-loop'
const STILL = 'image-1920-jpeg'

/** What a page shows of each kind of file, best first. */
const shownFirst = ['video-720p', 'video-480p', LOOP, 'image-1920', STILL, 'audio', 'document', 'package']

const bestOf = ({ renditions }: ReleasedFile) =>
  shownFirst.flatMap((wanted) => renditions.filter(({ name }) => name === wanted))[0]

/** The form of a file that a resident who fetches it from its page has: the best of what was made of it. */
export const offered = (file: ReleasedFile): ReleasedFile['renditions'][number] | undefined =>
  bestOf(file) ?? file.renditions[0]

const stillOf = (file: ReleasedFile) => (has(file, LOOP) ? STILL : bestOf(file)?.name)

/** The slices of a strip, from its top: no phone draws all of it at once. */
const slicesOf = ({ renditions }: ReleasedFile) =>
  renditions.filter(({ name }) => /^strip-\d\d$/.test(name)).sort((a, b) => a.name.localeCompare(b.name))

const has = (file: ReleasedFile, name: string) => file.renditions.some((rendition) => rendition.name === name)

/** The form of a file that a page shows: the best of what was made of it, or the original. */
function shownOf({ number }: Representation, file: ReleasedFile) {
  const made = bestOf(file)
  const { mime, bytes, width, height } = made ?? file
  const shown = { src: publicFileUrl(number, file.id, made?.name), mime, bytes, width, height }
  if (made?.name !== LOOP) return shown
  return { ...shown, loops: true, poster: has(file, STILL) ? publicFileUrl(number, file.id, STILL) : undefined }
}

/** An illustration where the text has it. */
export async function WorkPicture({
  work,
  file,
  caption,
}: {
  work: Representation
  file: ReleasedFile
  caption: string
}) {
  const { lang } = await view()
  return (
    <Media
      {...shownOf(work, file)}
      label={caption || (file.alt ?? optionWord(lang, 'fileRole', file.role))}
      alt={file.alt ?? (caption || work.title)}
    />
  )
}

/** The files of a released work that its text does not place, in their order: a comic as a list of pages, a film with its captions. */
export async function WorkFiles({ work }: { work: Representation }) {
  const { lang, w } = await view()
  const { catalogue } = w
  const placed = new Set(articleOf(work)?.parts.flatMap((part) => (part.type === 'picture' ? [part.file.id] : [])))
  const films = work.files.filter((file) => has(file, 'poster'))
  const given = films.length > 0 ? work.files.find(({ role }) => role === 'poster') : undefined
  const shown = work.files
    .filter((file) => file.role !== 'subtitles' && file !== given && !placed.has(file.id))
    .sort((a, b) => a.position - b.position)
  const pages = shown.filter(({ role }) => role === 'page')
  const others = shown.filter(({ role }) => role !== 'page')
  const captions = work.files.find((file) => file.role === 'subtitles' && has(file, 'subtitles-vtt'))
  const media = (file: ReleasedFile, label: string, alt: string) => {
    const slices = slicesOf(file)
    if (slices.length > 0) return <Strip number={work.number} file={file} slices={slices} alt={file.alt ?? alt} />
    return (
      <Media
        {...shownOf(work, file)}
        label={label}
        alt={file.alt ?? alt}
        {...posterOf(work.number, file, given)}
        subtitles={captions ? publicFileUrl(work.number, captions.id, 'subtitles-vtt') : undefined}
      />
    )
  }
  if (shown.length === 0) return null
  return (
    <section>
      <h2>{pages.length > 0 ? catalogue.pages : catalogue.filesTitle}</h2>
      {others.map((file) => (
        <div key={file.id}>
          {has(file, 'package') ? <Played work={work} file={file.id} /> : null}
          {media(file, optionWord(lang, 'fileRole', file.role), work.title)}
        </div>
      ))}
      {pages.length > 0 ? (
        <ol className="pages">
          {pages.map((file, index) => (
            <li key={file.id} className={file.spread ? 'spread' : undefined}>
              {media(
                file,
                fill(catalogue.page, { n: index + 1 }),
                fill(catalogue.pageAlt, { title: work.title, n: index + 1 }),
              )}
            </li>
          ))}
        </ol>
      ) : null}
    </section>
  )
}

/** A game that is released, where games are played at all. */
function Played({ work, file }: { work: Representation; file: string }) {
  const src = playedAt(place().origin, work.number, file)
  return src === null ? null : <Game src={src} file={file} title={work.title} />
}

/** The picture that was handed in as the poster, else the film's own. */
function posterOf(number: string, film: ReleasedFile, given: ReleasedFile | undefined): { poster?: string } {
  if (!has(film, 'poster')) return {}
  const poster = given ? publicFileUrl(number, given.id, stillOf(given)) : publicFileUrl(number, film.id, 'poster')
  return { poster }
}

interface StripProps {
  number: string
  file: ReleasedFile
  slices: ReleasedFile['renditions']
  alt: string
}

/** The slices below each other without a gap, each fetched when it comes near; the first says what all of them show. */
function Strip({ number, file, slices, alt }: StripProps) {
  return (
    <figure className="strip">
      {slices.map(({ name, width, height }, n) => (
        <img
          key={name}
          src={publicFileUrl(number, file.id, name)}
          alt={n === 0 ? alt : ''}
          width={width}
          height={height}
          loading="lazy"
        />
      ))}
    </figure>
  )
}
