import type { ReviewForExpert } from '../../../workflows/review/queries'
import { scoreSheet } from '../../../workflows/rules/scoring'
import type { Rubric } from '../../../workflows/rules/scoring'
import { fill } from '../../i18n'
import { instantText } from '../dates'
import { criterionWord } from '../options'
import { view } from '../view'
import { Facts, Hidden, Table } from './bits'

interface Sheet {
  scores: Record<string, number | null>
  vetoes: readonly string[]
  comment: string
}

const points = (hundredths: number): string => (hundredths / 100).toFixed(2)

/** What was noted, once more, before it is handed in for good. */
export async function ReviewCheck({ review }: { review: ReviewForExpert }) {
  const { w } = await view()
  const { rubric, draft, id, rev } = review
  const path = `/review/${id}`
  if (!rubric) return null
  const sheet: Sheet = draft ?? { scores: {}, vetoes: [], comment: '' }
  const vetoes = Object.fromEntries(rubric.vetoes.map(({ key }) => [key, sheet.vetoes.includes(key)]))
  const result = scoreSheet(rubric, { scores: { ...sheet.scores }, vetoes })
  const given = rubric.criteria.flatMap(({ key }) => {
    const score = sheet.scores[key]
    return typeof score === 'number' ? [[key, score] as const] : []
  })
  return (
    <>
      <h2>{w.review.checkTitle}</h2>
      <SheetTable rubric={rubric} sheet={sheet} />
      {result.ok ? <Facts items={[[w.review.weighted, points(result.sheet.weighted)]]} /> : null}
      <p className="banner">{w.review.submitNote}</p>
      <form method="post" action={`/commands/review/${id}/submit`} className="form">
        <Hidden rev={rev} next={path} back={path} />
        {given.map(([key, score]) => (
          <input key={key} type="hidden" name={`scores.${key}:number`} value={score} />
        ))}
        {sheet.vetoes.map((key) => (
          <input key={key} type="hidden" name="vetoes[]" value={key} />
        ))}
        <input type="hidden" name="comment" value={sheet.comment} />
        <input type="hidden" name="revision:number" value={draft?.revision ?? 0} />
        <div className="row">
          <button type="submit" className="primary">
            {w.review.submit}
          </button>
          <a className="button" href={path}>
            {w.review.backToScores}
          </a>
        </div>
      </form>
    </>
  )
}

async function SheetTable({ rubric, sheet }: { rubric: Rubric; sheet: Sheet }) {
  const { lang, w } = await view()
  const name = (key: string) => criterionWord(lang, key)
  return (
    <>
      <Table
        caption={w.review.rubricTitle}
        head={[w.calls.criterion, w.review.weight, w.review.score]}
        figures={[1, 2]}
        rows={[
          ...rubric.criteria.map(({ key, kind, weight }) => {
            const given = sheet.scores[key] ?? null
            if (given === null) return [name(key), `${weight}%`, w.review.missing]
            return [name(key), `${weight}%`, kind === 'deductive' ? fill(w.review.takenOff, { n: given }) : given]
          }),
          ...rubric.vetoes.map(({ key }) => [
            name(key),
            w.review.vetoes,
            sheet.vetoes.includes(key) ? w.review.raised : w.review.notRaised,
          ]),
        ]}
      />
      <Facts
        items={[
          [
            w.review.comment,
            <span key="comment" className="lines">
              {sheet.comment || w.review.missing}
            </span>,
          ],
        ]}
      />
    </>
  )
}

/** What was handed in. */
export async function ReviewSheet({ review }: { review: ReviewForExpert }) {
  const { lang, w } = await view()
  const { rubric, sheet, submittedAt } = review
  if (!rubric || !sheet) return null
  const vetoes = Object.entries(sheet.vetoes).flatMap(([key, raised]) => (raised ? [key] : []))
  return (
    <>
      <h2>{w.review.sentTitle}</h2>
      <p>
        <strong>{fill(w.review.total, { total: points(sheet.total) })}</strong>
        {submittedAt ? ` · ${w.review.sentAt} ${instantText(lang, submittedAt)}` : ''}
      </p>
      <SheetTable rubric={rubric} sheet={{ scores: sheet.scores, vetoes, comment: sheet.comment }} />
    </>
  )
}
