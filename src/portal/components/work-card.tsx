import type { Summary } from '../../../workflows/release/types'
import { fill } from '../../i18n'
import { dayOf } from '../dates'
import { optionWord } from '../options'
import { lengthText } from '../say'
import { view } from '../view'
import { publicFileUrl } from '../public-file'

/** A released work in a list. */
export async function WorkCard({ work, level = 'h3' }: { work: Summary; level?: 'h2' | 'h3' }) {
  const { lang, w } = await view()
  const { catalogue } = w
  const Heading = level
  const { poster } = work
  return (
    <article className="card work">
      {poster ? (
        <img
          src={publicFileUrl(work.number, poster.file, poster.rendition)}
          alt={poster.alt ?? ''}
          loading="lazy"
          width={320}
          height={180}
        />
      ) : null}
      <Heading>
        <a href={`/catalogue/${encodeURIComponent(work.number)}`}>{work.title}</a>
      </Heading>
      <p className="clamp">{work.abstract}</p>
      <p className="soft">
        {optionWord(lang, 'format', work.format)} · {optionWord(lang, 'theme', work.theme)} ·{' '}
        {work.audience.map((code) => optionWord(lang, 'audience', code)).join(w.common.join)}
        {work.seconds ? ` · ${fill(catalogue.seconds, { n: lengthText(lang, work.seconds) })}` : ''}
      </p>
      <p className="soft">{work.creditLine}</p>
      <p className="soft">
        {work.correctedAt
          ? fill(catalogue.corrected, { version: work.version, date: dayOf(lang, work.correctedAt) })
          : fill(catalogue.released, { date: dayOf(lang, work.releasedAt) })}
      </p>
    </article>
  )
}
