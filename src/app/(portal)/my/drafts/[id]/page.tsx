import type { Metadata } from 'next'
import { fill } from '../../../../../i18n'
import { TimeLeft } from '../../../../../portal/components/bits'
import { DraftStanding } from '../../../../../portal/components/draft-standing'
import { Missing } from '../../../../../portal/components/missing'
import { Page } from '../../../../../portal/components/page'
import { myDraft, standingOf } from '../../../../../portal/data/drafts'
import { deadlineText } from '../../../../../portal/dates'
import { titled } from '../../../../../portal/metadata'
import { inLanguage, wordAt } from '../../../../../portal/say'
import { flashFor, look, signedIn } from '../../../../../portal/view'
import type { PageProps } from '../../../../../portal/view'

export const dynamic = 'force-dynamic'

export async function generateMetadata({ params }: PageProps<{ id: string }>): Promise<Metadata> {
  const { id } = await params
  return titled(`/my/drafts/${id}`, (await look()).w.draft.title)
}

/** The parts of an application, each with how far it is, in words. */
export default async function Draft({ params }: PageProps<{ id: string }>) {
  const { id } = await params
  const path = `/my/drafts/${id}`
  const { reader, actor, lang, now, w } = await signedIn(path)
  const draft = await myDraft(reader, actor, id)
  if (!draft) return <Missing />
  const { call, groups } = draft
  const { changeable } = standingOf(draft, now)
  const open = now >= new Date(call.opensAt) && now < new Date(call.closesAt)
  return (
    <Page path={path} flash={await flashFor(path)} back={{ href: '/my', place: w.my.title }}>
      <h1>{w.draft.title}</h1>
      <p>
        <strong>{draft.title || w.my.untitled}</strong>
        <br />
        <a href={`/calls/${call.id}`}>{inLanguage(lang, call.title, call.titleEn)}</a>
        <br />
        {fill(w.time.deadline, { day: deadlineText(lang, call.closesAt), time: '' })}{' '}
        {open ? <TimeLeft until={call.closesAt} /> : null}
      </p>
      <DraftStanding draft={draft} />
      <h2>{w.draft.list}</h2>
      <ol className="tasks">
        {groups.map(({ key, state, issues }) => (
          <li key={key}>
            <a href={`${path}/${key}`}>{wordAt(w.groups, key) ?? key}</a>
            <span className="state" data-state={state}>
              {w.draft.states[state]}
              {state === 'incomplete' ? `${w.common.colon}${fill(w.draft.problems, { n: issues.length })}` : ''}
            </span>
          </li>
        ))}
      </ol>
      <p>
        <a className={changeable ? 'button primary' : 'button'} href={`${path}/check`}>
          {changeable ? w.draft.check : w.draft.readThrough}
        </a>
      </p>
      {now < new Date(call.opensAt) ? <p>{w.draft.checkSoon}</p> : null}
    </Page>
  )
}
