import { DefaultTemplate } from '@payloadcms/next/templates'
import { Gutter } from '@payloadcms/ui'
import { redirect } from 'next/navigation'
import type { AdminViewServerProps, PayloadRequest } from 'payload'
import type { CallRow } from '../../workflows/call/types'
import { rankingPage } from '../../workflows/ranking'
import { engine } from '../engine'
import { refusalCode } from './actor'
import { rankingReaders } from './ranking-readers'
import { hasOneOf } from './roles-of'
import { RankingTable } from './RankingTable.client'
import { shownRanking } from './shown-ranking'
import { titlesOf } from './titles'
import type { Titles } from './titles'
import { dictionary, inputWords } from './words'
import type { Dictionary } from './words'

/** The ranking of a call, with the line where the money would end, and the proposal that is made from it. */
export async function RankingView({ initPageResult, params, searchParams }: AdminViewServerProps) {
  const { req, permissions, visibleEntities, locale } = initPageResult
  // A view of our own is not behind Payload's sign-in: nothing is read before these two lines.
  if (!req.user) redirect('/admin/login?redirect=%2Fadmin%2Franking')
  if (!hasOneOf(req.user, rankingReaders)) redirect('/admin/unauthorized')
  const words = dictionary(req.i18n.language)
  const asked = searchParams?.call
  const call = typeof asked === 'string' ? asked : null
  return (
    <DefaultTemplate
      i18n={req.i18n}
      {...(locale ? { locale } : {})}
      params={params ?? {}}
      payload={req.payload}
      permissions={permissions}
      req={req}
      searchParams={searchParams ?? {}}
      user={req.user}
      visibleEntities={{ collections: visibleEntities.collections, globals: visibleEntities.globals }}
    >
      <Gutter className="kepu-ranking">{call === null ? await calls(words) : await oneCall(call, req, words)}</Gutter>
    </DefaultTemplate>
  )
}

async function calls(words: Dictionary) {
  const rows = await engine().store.reader.find<CallRow>(
    'calls',
    { state: { in: ['closed', 'open', 'concluded'] } },
    { limit: 100, sort: '-closesAt' },
  )
  return (
    <>
      <h1>{words.admin.ranking.title}</h1>
      <p>{rows.length === 0 ? words.admin.ranking.noCalls : words.admin.ranking.chooseCall}</p>
      <ul>
        {rows.map(({ id, title, state }) => (
          <li key={id}>
            <a href={`/admin/ranking?call=${encodeURIComponent(id)}`}>{title}</a> · {words.state('call', state)}
          </li>
        ))}
      </ul>
    </>
  )
}

async function pageOf(call: string) {
  try {
    return await rankingPage(engine().store.reader, call)
  } catch (error) {
    if (refusalCode(error) === 'not_found') return null
    throw error
  }
}

async function oneCall(call: string, req: PayloadRequest, words: Dictionary) {
  const page = await pageOf(call)
  if (!page) return <p>{words.refusal('not_found')}</p>
  const { ranking, panel } = words.admin
  const maySeeReviewers = hasOneOf(req.user, ['officer', 'auditor'])
  const experts = page.calibration.flatMap((mode) => mode.experts.flatMap(({ reviewer }) => reviewer ?? []))
  const names: Titles = maySeeReviewers ? await titlesOf(req, 'persons', experts) : new Map()
  return (
    <>
      <p>
        <a href="/admin/ranking">{ranking.back}</a>
      </p>
      <h1>{page.title}</h1>
      <RankingTable
        {...shownRanking(page, names, words)}
        mayPropose={hasOneOf(req.user, ['officer']) && page.callState === 'closed'}
        maySeeReviewers={maySeeReviewers}
        language={words.language}
        words={ranking}
        panel={panel}
        inputWords={inputWords(words)}
      />
    </>
  )
}
