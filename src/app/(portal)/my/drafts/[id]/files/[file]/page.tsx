import type { Metadata } from 'next'
import { choosable } from '../../../../../../../../workflows/rules/choices'
import type { FileAnswer } from '../../../../../../../../workflows/rules/forms'
import { choiceLabels } from '../../../../../../../file-choices/labels'
import { ChoicesForm } from '../../../../../../../portal/components/choices-form'
import { DraftStanding } from '../../../../../../../portal/components/draft-standing'
import { Missing } from '../../../../../../../portal/components/missing'
import { Page } from '../../../../../../../portal/components/page'
import { myDraft } from '../../../../../../../portal/data/drafts'
import { fieldId } from '../../../../../../../portal/form/entries'
import { titled } from '../../../../../../../portal/metadata'
import { wordAt } from '../../../../../../../portal/say'
import { flashFor, look, signedIn } from '../../../../../../../portal/view'
import type { PageProps } from '../../../../../../../portal/view'

export const dynamic = 'force-dynamic'

type Params = PageProps<{ id: string; file: string }>

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { id, file } = await params
  const { v } = await look()
  return titled(`/my/drafts/${id}/files/${file}`, v.fileChoices.title)
}

/** How one file of a draft is to be shown. */
export default async function DraftFile({ params }: Params) {
  const { id, file } = await params
  const path = `/my/drafts/${id}/files/${file}`
  const { reader, actor, w, v } = await signedIn(path)
  const draft = await myDraft(reader, actor, id)
  const question = draft?.call.form.questions.find(({ kind }) => kind === 'files')
  const answer = ((question && draft?.answers[question.key]) as FileAnswer[] | undefined)?.find(
    (one) => one.file === file,
  )
  const known = draft?.files.find((one) => one.id === file)
  const names = answer && known ? choosable({ mime: known.mime, role: answer.role, seconds: known.seconds }) : []
  if (!draft || !question || !answer || !known || names.length === 0) return <Missing />
  const flash = await flashFor(path)
  const list = `/my/drafts/${id}/${question.group}`
  const place = wordAt(w.groups, question.group) ?? question.group
  return (
    <Page path={path} flash={flash} back={{ href: list, place }} labels={choiceLabels(v.fileChoices)}>
      <h1>{v.fileChoices.title}</h1>
      <p>
        <strong>{known.name}</strong>
      </p>
      <DraftStanding draft={draft} />
      <p>{v.fileChoices.lead}</p>
      <ChoicesForm
        action={`/drafts/${id}/files/${file}/choices`}
        file={file}
        names={names}
        choices={answer.choices ?? {}}
        seconds={known.seconds}
        standing={known.standing}
        flash={flash}
        path={path}
        next={`${list}#${fieldId(question.key)}`}
      />
    </Page>
  )
}
