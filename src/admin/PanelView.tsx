import { DefaultTemplate } from '@payloadcms/next/templates'
import { Gutter } from '@payloadcms/ui'
import { redirect } from 'next/navigation'
import type { AdminViewServerProps } from 'payload'
import type { ApplicationRow } from '../../workflows/application/types'
import type { CallRow } from '../../workflows/call/types'
import { engine } from '../engine'
import { PanelForm } from './PanelForm.client'
import { hasOneOf } from './roles-of'
import { dictionary } from './words'
import type { Dictionary } from './words'

/** Where an officer has panels proposed for a call, and assigns them. */
export async function PanelView({ initPageResult, params, searchParams }: AdminViewServerProps) {
  const { req, permissions, visibleEntities, locale } = initPageResult
  // A view of our own is not behind Payload's sign-in: nothing is read before these two lines.
  if (!req.user) redirect('/admin/login?redirect=%2Fadmin%2Fassigning')
  if (!hasOneOf(req.user, ['officer'])) redirect('/admin/unauthorized')
  const words = dictionary(req.i18n.language)
  const asked = searchParams?.call
  const call = typeof asked === 'string' ? await engine().store.reader.get<CallRow>('calls', asked) : null
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
      <Gutter className="kepu-ranking">{call ? oneCall(call, words) : await calls(words)}</Gutter>
    </DefaultTemplate>
  )
}

/** Calls that have applications to assign. */
async function calls(words: Dictionary) {
  const { reader } = engine().store
  const waiting = await reader.find<ApplicationRow>('applications', { state: { in: ['accepted', 'in_review'] } })
  const ids = [...new Set(waiting.map(({ call }) => call))]
  const rows = ids.length > 0 ? await reader.find<CallRow>('calls', { id: { in: ids } }, { sort: '-closesAt' }) : []
  const { title, intro, chooseCall, noCalls } = words.admin.assigning
  return (
    <>
      <h1>{title}</h1>
      <p>{intro}</p>
      <p>{rows.length === 0 ? noCalls : chooseCall}</p>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <a href={`/admin/assigning?call=${encodeURIComponent(row.id)}`}>{row.title}</a> ·{' '}
            {words.state('call', row.state)}
          </li>
        ))}
      </ul>
    </>
  )
}

function oneCall(call: CallRow, words: Dictionary) {
  const { assigning, panel } = words.admin
  return (
    <>
      <p>
        <a href="/admin/assigning">{assigning.back}</a>
      </p>
      <h1>{call.title}</h1>
      <p>{assigning.intro}</p>
      <PanelForm
        call={call.id}
        language={words.language}
        words={assigning}
        panel={panel}
        numberProblem={words.vocabulary.answerIssues.not_a_number}
      />
    </>
  )
}
