import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { fill } from '../../../../../../i18n'
import { Answer } from '../../../../../../portal/components/answer'
import { Hidden, TimeLeft } from '../../../../../../portal/components/bits'
import { Page } from '../../../../../../portal/components/page'
import { myDraft } from '../../../../../../portal/data/drafts'
import type { MyDraft } from '../../../../../../portal/data/drafts'
import { deadlineText, openingText } from '../../../../../../portal/dates'
import { fieldId, labelsOf } from '../../../../../../portal/form/entries'
import { titled } from '../../../../../../portal/metadata'
import { issueText, wordAt } from '../../../../../../portal/say'
import { flashFor, look, signedIn, view } from '../../../../../../portal/view'
import type { PageProps } from '../../../../../../portal/view'

export const dynamic = 'force-dynamic'

type Params = PageProps<{ id: string }>

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { id } = await params
  return titled(`/my/drafts/${id}/check`, (await look()).w.check.title)
}

/** Everything once more before it counts. Nothing on this page looks like success: nothing has been handed in. */
export default async function Check({ params }: Params) {
  const { id } = await params
  const list = `/my/drafts/${id}`
  const path = `${list}/check`
  const { reader, actor, lang, w } = await signedIn(path)
  const draft = await myDraft(reader, actor, id)
  if (!draft) notFound()
  const { check } = w
  const flash = await flashFor(path)
  return (
    <Page
      path={path}
      flash={flash}
      labels={labelsOf(draft.call.form.questions, lang)}
      back={{ href: list, place: w.draft.list }}
      fieldHref={(field) => hrefOf(draft, field)}
    >
      <h1>{check.title}</h1>
      {draft.application && draft.application.state !== 'correction' ? null : (
        <div className="banner">
          <strong>{check.banner}</strong>
          <p>{check.bannerText}</p>
          <p>
            {check.deadline}
            {w.common.colon}
            {deadlineText(lang, draft.application?.dueAt ?? draft.call.closesAt)}{' '}
            <TimeLeft until={draft.application?.dueAt ?? draft.call.closesAt} />
          </p>
        </div>
      )}
      {flash?.issues?.length ? null : <Problems draft={draft} />}
      {draft.groups.map((group) => (
        <section key={group.key}>
          <h2>{wordAt(w.groups, group.key) ?? group.key}</h2>
          <dl className="answers">
            {group.questions.map((question) => (
              <div key={question.key}>
                <dt>{question.label[lang]}</dt>
                <dd>
                  <Answer question={question} value={draft.answers[question.key]} files={draft.files} />
                </dd>
                <dd className="change">
                  <a
                    href={hrefOf(draft, question.key)}
                    aria-label={fill(check.changeOf, { label: question.label[lang] })}
                  >
                    {w.common.change}
                  </a>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <Submit draft={draft} />
      <p className="print-only watermark">{w.common.draftMark}</p>
    </Page>
  )
}

function hrefOf(draft: MyDraft, field: string): string {
  const key = field.split('.')[0] ?? field
  const group = draft.groups.find(({ questions }) => questions.some((question) => question.key === key))
  return group ? `/my/drafts/${draft.id}/${group.key}#${fieldId(key)}` : `/my/drafts/${draft.id}`
}

async function Problems({ draft }: { draft: MyDraft }) {
  const { lang, w } = await view()
  if (draft.issues.length === 0) return <p className="note">{w.check.ready}</p>
  const labelOf = (field: string) =>
    draft.call.form.questions.find(({ key }) => key === field.split('.')[0])?.label[lang] ?? field
  return (
    <section className="errors" aria-labelledby="problems">
      <h2 id="problems">{fill(w.check.problems, { n: draft.issues.length })}</h2>
      <p>{w.check.problemsLead}</p>
      <ul>
        {draft.issues.map(({ field, code, params }, index) => (
          <li key={index}>
            <a href={hrefOf(draft, field)}>
              {fill(w.errors.field, { label: labelOf(field), problem: issueText(lang, code, params) })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The button, or why there is none. */
async function Submit({ draft }: { draft: MyDraft }) {
  const { lang, now, w } = await view()
  const { application, call } = draft
  const correcting = application?.state === 'correction'
  const why =
    application && !correcting
      ? fill(w.check.already, { number: application.number })
      : correcting
        ? null
        : now < new Date(call.opensAt)
          ? fill(w.check.notOpen, { when: openingText(lang, call.opensAt) })
          : now >= new Date(call.closesAt)
            ? fill(w.check.closed, { when: deadlineText(lang, call.closesAt) })
            : null
  if (why)
    return (
      <p className="note">
        {why} {application ? <a href={`/my/applications/${application.id}`}>{w.my.open}</a> : null}
      </p>
    )
  const action = correcting ? `/commands/application/${application.id}/resubmit` : '/commands/application/submit'
  return (
    <form method="post" action={action} className="form submit">
      <Hidden
        next="/my/applications/{id}"
        back={`/my/drafts/${draft.id}/check`}
        {...(correcting ? { rev: application.rev } : {})}
      />
      {correcting ? null : <input type="hidden" name="draft" value={draft.id} />}
      <input type="hidden" name="revision:number" value={draft.revision} />
      <p>{w.check.binding}</p>
      <button type="submit" className="primary">
        {correcting ? w.check.resubmit : w.check.submit}
      </button>
    </form>
  )
}
