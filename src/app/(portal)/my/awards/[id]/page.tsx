import type { Metadata } from 'next'
import { myAward } from '../../../../../../workflows/award/queries'
import type { MyAwardPage } from '../../../../../../workflows/award/queries'
import { filesToChoose } from '../../../../../../workflows/work/queries'
import { isMakersTurn } from '../../../../../../workflows/work'
import type { WorkRow } from '../../../../../../workflows/work'
import type { Flash } from '../../../../../flash'
import { fill } from '../../../../../i18n'
import { Deliver, SignAgreement } from '../../../../../portal/components/award-forms'
import { Facts, Hash, Money, MoneyInWords, State, Table } from '../../../../../portal/components/bits'
import { Missing } from '../../../../../portal/components/missing'
import { FileStandingView } from '../../../../../portal/components/file-standing'
import { MapsForm } from '../../../../../portal/components/maps-form'
import { Page } from '../../../../../portal/components/page'
import { myFiles } from '../../../../../portal/data/files'
import { optionWord } from '../../../../../portal/options'
import { instantText } from '../../../../../portal/dates'
import { titled } from '../../../../../portal/metadata'
import { stateWord } from '../../../../../portal/say'
import { flashFor, one, signedIn, view } from '../../../../../portal/view'
import type { PageProps } from '../../../../../portal/view'

export const dynamic = 'force-dynamic'

type Params = PageProps<{ id: string }>

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { id } = await params
  const path = `/my/awards/${id}`
  const { reader, actor, w } = await signedIn(path)
  const award = await myAward(reader, actor, id)
  return titled(path, award ? fill(w.award.title, { number: award.number }) : w.errors.notFoundTitle)
}

export default async function Award({ params, searchParams }: Params) {
  const { id } = await params
  const path = `/my/awards/${id}`
  const { reader, actor, w, v } = await signedIn(path)
  const award = await myAward(reader, actor, id)
  if (!award) return <Missing />
  const flash = await flashFor(path)
  const { next } = award
  const uploaded = one((await searchParams).uploaded)?.split(',') ?? []
  const { accountHolder, agree, deliverChoose: files, deliverNote: note, maps } = w.award
  return (
    <Page
      path={path}
      flash={flash}
      back={{ href: '/my', place: w.my.title }}
      labels={{
        ...{ accountHolder, agree, files, note },
        ...{ 'maps.shown': maps.shown, 'maps.numbers': maps.numbers, 'maps.exemption': maps.exemption },
      }}
    >
      <h1>{fill(w.award.title, { number: award.number })}</h1>
      <p>
        <strong>{award.title}</strong>
      </p>
      <p>
        <State subject="award" state={award.state} /> {w.award.steps[next.step]}{' '}
        {next.owes ? fill(w.common.nextBy, { who: next.owes === 'owner' ? w.common.you : v.roles[next.owes] }) : ''}
      </p>
      <Facts
        items={[
          [w.award.amount, <MoneyInWords key="fen" fen={award.fen} />],
          [w.award.paid, <Money key="paid" fen={award.paidFen} />],
          [
            w.award.application,
            <a key="application" href={`/my/applications/${award.application}`}>
              {w.common.view}
            </a>,
          ],
          award.notice
            ? [
                w.award.notice,
                <a key="notice" href={`/notices/${award.notice}`}>
                  {w.common.view}
                </a>,
              ]
            : null,
        ]}
      />
      <SignAgreement award={award} flash={flash} />
      <Agreement award={award} />
      <Payments award={award} />
      <Deliver award={award} flash={flash} uploaded={uploaded} />
      <Delivered award={award} />
      {award.work ? (
        <section>
          <h2>{w.award.work}</h2>
          <p>
            {award.work.number} <State subject="work" state={award.work.state} />{' '}
            {award.work.state === 'released' ? (
              <a href={`/catalogue/${encodeURIComponent(award.work.number)}`}>{w.common.view}</a>
            ) : null}
          </p>
          <Proposals award={award.id} work={award.work.id} flash={flash} path={path} />
        </section>
      ) : null}
    </Page>
  )
}

/** As long as its maker may propose how the work's files are shown, and say what there is of maps in it. */
async function Proposals({ work: id, ...asked }: { award: string; work: string; flash: Flash | null; path: string }) {
  const { reader } = await view()
  const work = await reader.get<WorkRow>('works', id)
  if (!work || !isMakersTurn(work)) return null
  return (
    <>
      <FilesToChoose award={asked.award} work={work} />
      <MapsForm work={work} flash={asked.flash} path={asked.path} />
    </>
  )
}

async function FilesToChoose({ award, work }: { award: string; work: WorkRow }) {
  const { reader, lang, v } = await view()
  const files = await filesToChoose(reader, work)
  if (files.length === 0) return null
  return (
    <>
      <p>{v.fileChoices.lead}</p>
      <ul>
        {files.map(({ row, role, choices }) => (
          <li key={row.id}>
            {optionWord(lang, 'fileRole', role)} · {row.name} ·{' '}
            {choices.alt ?? <span className="soft">{v.fileChoices.altMissing}</span>}{' '}
            <a href={`/my/awards/${award}/files/${row.id}`} aria-label={`${v.fileChoices.choose}: ${row.name ?? ''}`}>
              {v.fileChoices.choose}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

async function Agreement({ award: { agreement } }: { award: MyAwardPage }) {
  const { lang, w } = await view()
  if (!agreement) return null
  return (
    <section>
      <h2>{w.award.agreement}</h2>
      <Facts
        items={[
          [w.award.signedAt, instantText(lang, agreement.at)],
          [w.award.accountHolder, agreement.accountHolder],
          [w.award.planHash, <Hash key="hash" text={agreement.planHash} />],
        ]}
      />
    </section>
  )
}

async function Payments({ award }: { award: MyAwardPage }) {
  const { lang, w, v } = await view()
  const said = (state: string) =>
    state === 'not_yet'
      ? w.award.paymentNotYet
      : state === 'none'
        ? w.award.paymentNone
        : stateWord(lang, 'payment', state)
  return (
    <Table
      caption={`${w.award.payments} · ${v.fundingModes[award.mode]}`}
      head={[w.award.instalment, w.calls.gate, w.common.state, w.award.paidAt, w.calls.percent, w.award.amount]}
      figures={[4, 5]}
      rows={award.plan.map(({ n, percent, gate, fen, state, paidAt }) => [
        fill(w.calls.instalment, { n }),
        v.paymentGates[gate],
        said(state),
        paidAt ? instantText(lang, paidAt) : '',
        `${percent / 100}%`,
        <Money key="fen" fen={fen} />,
      ])}
    />
  )
}

async function Delivered({ award }: { award: MyAwardPage }) {
  const { w, reader, actor } = await view()
  if (award.deliverables.length === 0) return null
  const known = new Map((await myFiles(reader, actor)).map((file) => [file.id, file]))
  return (
    <Table
      caption={w.award.delivered}
      head={[w.common.version, w.common.state, w.common.files, w.award.returnedReason, w.application.hash]}
      rows={award.deliverables.map(({ version, state, files, reason, hash }) => [
        fill(w.application.versionN, { n: version }),
        <State key="state" subject="deliverable" state={state} />,
        files.map(({ file }, index) => (
          <div key={file}>
            <a href={`/files/${file}`}>
              {w.common.file} {index + 1}
            </a>
            <FileStandingView file={file} standing={known.get(file)?.standing} path={`/my/awards/${award.id}`} />
          </div>
        )),
        reason ?? '',
        <Hash key="hash" text={hash} />,
      ])}
    />
  )
}
