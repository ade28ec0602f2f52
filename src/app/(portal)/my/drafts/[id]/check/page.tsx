import type { Metadata } from 'next'
import { fill } from '../../../../../../i18n'
import { Answer } from '../../../../../../portal/components/answer'
import { CheckBanner, Submit } from '../../../../../../portal/components/draft-check'
import { Missing } from '../../../../../../portal/components/missing'
import { Page } from '../../../../../../portal/components/page'
import { PicturesLacking } from '../../../../../../portal/components/pictures-lacking'
import { myDraft, standingOf } from '../../../../../../portal/data/drafts'
import type { MyDraft } from '../../../../../../portal/data/drafts'
import { fieldId, labelsOf } from '../../../../../../portal/form/entries'
import { titled } from '../../../../../../portal/metadata'
import { issueText, wordAt } from '../../../../../../portal/say'
import { flashFor, signedIn, view } from '../../../../../../portal/view'
import type { PageProps } from '../../../../../../portal/view'

export const dynamic = 'force-dynamic'

type Params = PageProps<{ id: string }>

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { id } = await params
  const path = `/my/drafts/${id}/check`
  const { reader, actor, now, w } = await signedIn(path)
  const draft = await myDraft(reader, actor, id)
  return titled(path, draft && standingOf(draft, now).changeable ? w.check.title : w.check.titleClosed)
}

/** Everything once more before it counts. Nothing on this page looks like success: nothing has been handed in. */
export default async function Check({ params }: Params) {
  const { id } = await params
  const list = `/my/drafts/${id}`
  const path = `${list}/check`
  const { reader, actor, now, lang, w } = await signedIn(path)
  const draft = await myDraft(reader, actor, id)
  if (!draft) return <Missing />
  const standing = standingOf(draft, now)
  const flash = await flashFor(path)
  return (
    <Page
      path={path}
      flash={flash}
      labels={labelsOf(draft.call.form.questions, lang)}
      back={{ href: list, place: w.draft.list }}
      fieldHref={(field) => hrefOf(draft, field)}
    >
      <h1>{standing.changeable ? w.check.title : w.check.titleClosed}</h1>
      <CheckBanner draft={draft} standing={standing} />
      {standing.changeable && !flash?.issues?.length ? <Problems draft={draft} /> : null}
      {standing.changeable ? <PicturesLacking draft={draft} /> : null}
      <AllAnswers draft={draft} changeable={standing.changeable} />
      <Submit draft={draft} standing={standing} />
      {standing.submitted ? null : <p className="print-only watermark">{w.common.draftMark}</p>}
    </Page>
  )
}

async function AllAnswers({ draft, changeable }: { draft: MyDraft; changeable: boolean }) {
  const { lang, w } = await view()
  return draft.groups.map((group) => (
    <section key={group.key}>
      <h2>{wordAt(w.groups, group.key) ?? group.key}</h2>
      <dl className="answers">
        {group.questions.map((question) => (
          <div key={question.key}>
            <dt>{question.label[lang]}</dt>
            <dd>
              <Answer question={question} value={draft.answers[question.key]} files={draft.files} />
            </dd>
            {changeable ? (
              <dd className="change">
                <a
                  href={hrefOf(draft, question.key)}
                  aria-label={fill(w.check.changeOf, { label: question.label[lang] })}
                >
                  {w.common.change}
                </a>
              </dd>
            ) : null}
          </div>
        ))}
      </dl>
    </section>
  ))
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
