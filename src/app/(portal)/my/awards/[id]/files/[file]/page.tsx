import type { Metadata } from 'next'
import { myAward } from '../../../../../../../../workflows/award/queries'
import { standingOfFiles } from '../../../../../../../../workflows/file/queries'
import { filesToChoose } from '../../../../../../../../workflows/work/queries'
import type { WorkRow } from '../../../../../../../../workflows/work'
import { fill } from '../../../../../../../i18n'
import { choiceLabels } from '../../../../../../../file-choices/labels'
import { ChoicesForm } from '../../../../../../../portal/components/choices-form'
import { Missing } from '../../../../../../../portal/components/missing'
import { Page } from '../../../../../../../portal/components/page'
import { titled } from '../../../../../../../portal/metadata'
import { flashFor, look, signedIn } from '../../../../../../../portal/view'
import type { PageProps } from '../../../../../../../portal/view'

export const dynamic = 'force-dynamic'

type Params = PageProps<{ id: string; file: string }>

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { id, file } = await params
  const { v } = await look()
  return titled(`/my/awards/${id}/files/${file}`, v.fileChoices.title)
}

/** How one file of an accepted work is to be shown, as its maker proposes. */
export default async function AwardFile({ params }: Params) {
  const { id, file } = await params
  const list = `/my/awards/${id}`
  const path = `${list}/files/${file}`
  const { reader, actor, now, w, v } = await signedIn(path)
  const award = await myAward(reader, actor, id)
  const work = award?.work ? await reader.get<WorkRow>('works', award.work.id) : null
  const known = work && (await filesToChoose(reader, work)).find(({ row }) => row.id === file)
  if (!award || !work || !known) return <Missing />
  const flash = await flashFor(path)
  const { row, names, choices, seconds } = known
  const place = fill(w.award.title, { number: award.number })
  return (
    <Page path={path} flash={flash} back={{ href: list, place }} labels={choiceLabels(v.fileChoices)}>
      <h1>{v.fileChoices.title}</h1>
      <p>
        <strong>{row.name}</strong>
      </p>
      <p>{v.fileChoices.lead}</p>
      <ChoicesForm
        action={`/commands/work/${work.id}/choose`}
        file={file}
        named
        names={names}
        choices={choices}
        seconds={seconds}
        standing={(await standingOfFiles(reader, [row], now)).get(file)}
        flash={flash}
        path={path}
        next={list}
      />
    </Page>
  )
}
