import type { Metadata } from 'next'
import { publicWork } from '../../../../../workflows/release/queries'
import type { Version } from '../../../../../workflows/release/queries'
import { articleOf } from '../../../../../workflows/release/article'
import { ownLabel } from '../../../../../workflows/release/own-label'
import type { Representation } from '../../../../../workflows/release/types'
import { renditionName } from '../../../../file-words'
import { fill } from '../../../../i18n'
import { Facts, Hash } from '../../../../portal/components/bits'
import { Missing } from '../../../../portal/components/missing'
import { Page } from '../../../../portal/components/page'
import { RichTextView } from '../../../../portal/components/rich-text'
import { WorkFiles, WorkPicture, offered } from '../../../../portal/components/work-files'
import { dayOf } from '../../../../portal/dates'
import { titled } from '../../../../portal/metadata'
import { optionWord } from '../../../../portal/options'
import { flashFor, view } from '../../../../portal/view'
import type { PageProps } from '../../../../portal/view'

export const dynamic = 'force-dynamic'

type Params = PageProps<{ number: string }>

const numberOf = async (params: Params['params']) => decodeURIComponent((await params).number)

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const number = await numberOf(params)
  const { reader, now, w } = await view()
  const page = await publicWork(reader, number, now)
  if (!page) return titled(`/catalogue/${encodeURIComponent(number)}`, w.errors.notFoundTitle)
  const title = page.state === 'released' ? page.work.title : fill(w.catalogue.item, { number })
  return titled(`/catalogue/${encodeURIComponent(number)}`, title)
}

/** A released work. One that was withdrawn is told as such, and never "not found". */
export default async function Work({ params }: Params) {
  const number = await numberOf(params)
  const { reader, now, lang, w } = await view()
  const page = await publicWork(reader, number, now)
  if (!page) return <Missing />
  const path = `/catalogue/${encodeURIComponent(number)}`
  const { catalogue } = w
  const corrected = page.history.at(-1)
  return (
    <Page path={path} flash={await flashFor(path)} back={{ href: '/catalogue', place: catalogue.title }}>
      {page.state === 'withdrawn' ? (
        <div className="errors">
          <h1>{catalogue.withdrawnTitle}</h1>
          <p>
            {w.catalogue.number} {page.number}
          </p>
          <p>{fill(catalogue.withdrawnText, { date: dayOf(lang, page.at) })}</p>
          {page.reason ? <p>{fill(catalogue.withdrawnReason, { reason: page.reason })}</p> : null}
        </div>
      ) : (
        <article>
          <h1>{page.work.title}</h1>
          <p className="soft">
            {optionWord(lang, 'format', page.work.format)} ·{' '}
            {fill(catalogue.released, { date: dayOf(lang, page.releasedAt) })}
          </p>
          {page.correctedAt ? (
            <p className="banner">
              {fill(catalogue.corrected, { version: page.work.version, date: dayOf(lang, page.correctedAt) })}
              {w.common.colon}
              {fill(catalogue.correctedText, { reason: corrected?.reason ?? '' })}
            </p>
          ) : null}
          <p className="lead">{page.work.abstract}</p>
          <Rights work={page.work} />
          <Body work={page.work} />
          <WorkFiles work={page.work} />
          <Transcript work={page.work} />
          {page.work.references ? (
            <section>
              <h2>{catalogue.references}</h2>
              <p className="lines">{page.work.references}</p>
            </section>
          ) : null}
          <About work={page.work} />
        </article>
      )}
      <History history={page.history} />
    </Page>
  )
}

/** The text, with the illustrations where it places them. */
async function Body({ work }: { work: Representation }) {
  const { w } = await view()
  const article = articleOf(work)
  if (article === null) return null
  return (
    <section>
      <h2>{w.catalogue.body}</h2>
      {article.parts.map((part, index) =>
        part.type === 'picture' ? (
          <WorkPicture key={index} work={work} file={part.file} caption={part.caption} />
        ) : (
          <RichTextView key={index} text={{ type: 'doc', blocks: [part] }} />
        ),
      )}
    </section>
  )
}

/** What is said in the films, for those who read or have it read to them. */
async function Transcript({ work }: { work: Representation }) {
  const { w } = await view()
  const said = work.files.flatMap(({ transcript }) => (transcript === undefined ? [] : [transcript]))
  if (said.length === 0) return null
  return (
    <details>
      <summary>{w.catalogue.transcript}</summary>
      <div className="prose">
        {said
          .flatMap((text) => text.split('\n\n'))
          .map((paragraph, index) => (
            <p className="lines" key={index}>
              {paragraph}
            </p>
          ))}
      </div>
    </details>
  )
}

/** Who is to be named, with the approval numbers of maps, and what may be done, in one sentence each. */
async function Rights({ work }: { work: Representation }) {
  const { lang, w, v } = await view()
  const { catalogue } = w
  return (
    <section className="panel" aria-label={catalogue.licence}>
      <Facts
        items={[
          [catalogue.credit, <strong key="credit">{work.creditLine}</strong>],
          [
            catalogue.licence,
            `${optionWord(lang, 'licence', work.licence.code)}${w.common.colon}${v.licenceMeanings[work.licence.code]}`,
          ],
          [catalogue.aiUse, await aiUseText(work)],
          work.maps?.exemption ? [catalogue.mapExemption, work.maps.exemption] : null,
        ]}
      />
      <p className="soft">{catalogue.copyCredit}</p>
    </section>
  )
}

/** What its makers say, and what the files say of themselves, whatever its makers say. */
async function aiUseText(work: Representation): Promise<string> {
  const { lang, w, v } = await view()
  const use = optionWord(lang, 'aiUse', work.aiUse)
  const label = ownLabel(work)
  return label === null ? use : fill(w.catalogue.aiSaid, { use, label: v.aiLabels[label] })
}

async function About({ work }: { work: Representation }) {
  const { lang, w } = await view()
  const { catalogue } = w
  const { funding } = work
  return (
    <section>
      <h2>{catalogue.about}</h2>
      <Facts
        items={[
          [catalogue.number, work.number],
          [w.common.version, String(work.version)],
          [catalogue.facets.theme, optionWord(lang, 'theme', work.theme)],
          [
            catalogue.facets.audience,
            work.audience.map((code) => optionWord(lang, 'audience', code)).join(w.common.join),
          ],
          work.keywords.length > 0 ? [catalogue.keywords, work.keywords.join(w.common.join)] : null,
          [
            catalogue.funding,
            funding.funded
              ? fill(catalogue.funded, { programme: funding.programme, call: funding.call, award: funding.awardNumber })
              : catalogue.notFunded,
          ],
          ...work.files.map((file, index) => {
            const made = offered(file)
            const { sha256 } = made ?? file
            const what = made ? renditionName(lang, made.name) : catalogue.original
            return [fill(catalogue.hash, { n: index + 1, what }), <Hash key={file.id} text={sha256} />] as const
          }),
        ]}
      />
    </section>
  )
}

async function History({ history }: { history: readonly Version[] }) {
  const { lang, w, v } = await view()
  if (history.length < 2) return null
  return (
    <section>
      <h2>{w.catalogue.history}</h2>
      <ol className="timeline">
        {history.map(({ version, kind, at, reason }) => (
          <li key={`${version} ${kind}`}>
            {v.releaseKinds[kind]} · {fill(w.application.versionN, { n: version })} ·{' '}
            <time dateTime={at}>{dayOf(lang, at)}</time>
            {reason ? ` · ${reason}` : ''}
          </li>
        ))}
      </ol>
    </section>
  )
}
