import type { Metadata } from 'next'
import type { FileRow } from '../../../../../workflows/file/types'
import { mayRead } from '../../../../files/may-read'
import { place } from '../../../../games/place'
import { Game } from '../../../../portal/components/game'
import { Missing } from '../../../../portal/components/missing'
import { Page } from '../../../../portal/components/page'
import { titled } from '../../../../portal/metadata'
import { look, signedIn } from '../../../../portal/view'
import type { PageProps } from '../../../../portal/view'

export const dynamic = 'force-dynamic'

type Params = PageProps<{ file: string }>

const pathOf = async (params: Params['params']) => `/play/${encodeURIComponent((await params).file)}`

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return titled(await pathOf(params), (await look()).w.game.trial)
}

/** A game before its release, for whoever may read its file. */
export default async function Play({ params }: Params) {
  const path = await pathOf(params)
  const { reader, actor, account, now, w } = await signedIn(path)
  const file = await reader.get<FileRow>('files', (await params).file)
  const { origin, link } = place()
  const playable = file?.state === 'sealed' && file.kind === 'zip' && origin !== null
  if (!playable || !(await mayRead(reader, actor, file))) return <Missing />
  return (
    <Page path={path}>
      <h1>{w.game.trial}</h1>
      <p>{w.game.trialLead}</p>
      <Game
        src={link({ file: file.id, person: account.id }, now.toISOString())}
        file={file.id}
        title={file.owner === actor.id && file.name ? file.name : w.common.file}
      />
    </Page>
  )
}
