import type { Metadata } from 'next'
import type { Flash } from '../../../../../../flash'
import { fill } from '../../../../../../i18n'
import { AutosaveForm } from '../../../../../../portal/client/autosave-form'
import { DraftStanding } from '../../../../../../portal/components/draft-standing'
import { FilesOfDraft } from '../../../../../../portal/components/draft-files'
import { Missing } from '../../../../../../portal/components/missing'
import { Page } from '../../../../../../portal/components/page'
import { QuestionField } from '../../../../../../portal/components/question'
import { myDraft, neededNow } from '../../../../../../portal/data/drafts'
import type { DraftGroup, MyDraft } from '../../../../../../portal/data/drafts'
import { byName, entriesOf, labelsOf } from '../../../../../../portal/form/entries'
import { titled } from '../../../../../../portal/metadata'
import { wordAt } from '../../../../../../portal/say'
import { flashFor, look, signedIn, view } from '../../../../../../portal/view'
import type { PageProps } from '../../../../../../portal/view'

export const dynamic = 'force-dynamic'

type Params = PageProps<{ id: string; group: string }>

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { id, group } = await params
  const { w } = await look()
  return titled(`/my/drafts/${id}/${group}`, wordAt(w.groups, group) ?? group)
}

/** One group of questions, made from the call's frozen form. */
export default async function Group({ params }: Params) {
  const { id, group: key } = await params
  const list = `/my/drafts/${id}`
  const path = `${list}/${key}`
  const { reader, actor, lang, w } = await signedIn(path)
  const draft = await myDraft(reader, actor, id)
  const at = draft?.groups.findIndex((each) => each.key === key) ?? -1
  const group = draft?.groups[at]
  if (!draft || !group) return <Missing />
  const flash = await flashFor(path)
  const following = draft.groups[at + 1]
  return (
    <Page path={path} flash={flash} back={{ href: list, place: w.draft.list }} labels={labelsOf(group.questions, lang)}>
      <h1>{fill(w.draft.groupTitle, { n: at + 1, group: wordAt(w.groups, key) ?? key })}</h1>
      <DraftStanding draft={draft} />
      <GroupForm
        draft={draft}
        group={group}
        flash={flash}
        next={following ? `${list}/${following.key}` : `${list}/check`}
      />
      {group.questions
        .filter(({ kind }) => kind === 'files')
        .map((question) => (
          <FilesOfDraft key={question.key} question={question} draft={draft} path={path} flash={flash} />
        ))}
    </Page>
  )
}

interface FormProps {
  draft: MyDraft
  group: DraftGroup
  flash: Flash | null
  next: string
}

async function GroupForm({ draft, group, flash, next }: FormProps) {
  const { account, lang, w, v } = await view()
  const path = `/my/drafts/${draft.id}/${group.key}`
  const saved = byName(group.questions.flatMap((question) => entriesOf(question, draft.answers[question.key])))
  const typed = flash?.values
    ? Object.fromEntries(Object.entries(flash.values).map(([name, text]) => [name, [text].flat()]))
    : null
  const issues = flash?.issues ?? []
  const labels = labelsOf(group.questions, lang)
  return (
    <AutosaveForm
      action={`/drafts/${draft.id}`}
      place={`kepu:${account?.id ?? ''}:draft:${draft.id}:${group.key}`}
      revision={draft.revision}
      shape={{ kind: 'draft', questions: group.questions }}
      language={lang}
      words={w.save}
      labels={labels}
      sentences={v.answerIssues}
      signIn={`/sign-in?next=${encodeURIComponent(path)}`}
    >
      <input type="hidden" name="_group" value={group.key} />
      <input type="hidden" name="_back" value={path} />
      {group.questions.map((question) => (
        <QuestionField
          key={question.key}
          question={question}
          given={typed ?? saved}
          issues={issues}
          needed={neededNow(question, draft.answers)}
        />
      ))}
      <div className="row">
        <button type="submit" name="_next" value={next} className="primary">
          {w.draft.saveNext}
        </button>
        <button type="submit" name="_next" value={`/my/drafts/${draft.id}`}>
          {w.draft.saveList}
        </button>
      </div>
    </AutosaveForm>
  )
}
