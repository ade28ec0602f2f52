import type { Metadata } from 'next'
import { myReviews } from '../../../../workflows/review/queries'
import type { MyReview } from '../../../../workflows/review/queries'
import { fill } from '../../../i18n'
import { Page } from '../../../portal/components/page'
import { reviewStanding } from '../../../portal/components/review-standing'
import { deadlineText } from '../../../portal/dates'
import { titled } from '../../../portal/metadata'
import { optionWord } from '../../../portal/options'
import { flashFor, look, signedIn, view } from '../../../portal/view'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  return titled('/review', (await look()).w.review.title)
}

/** An expert's own works, what is still owed first. */
export default async function Reviews() {
  const { reader, actor, now, w } = await signedIn('/review')
  const all = await myReviews(reader, actor, now)
  const owed = all.filter(({ state }) => state === 'assigned' || state === 'accepted')
  const rest = all.filter(({ state }) => state !== 'assigned' && state !== 'accepted')
  return (
    <Page path="/review" flash={await flashFor('/review')}>
      <h1>{w.review.title}</h1>
      <p>{w.review.lead}</p>
      {all.length === 0 ? <p className="empty">{w.review.empty}</p> : null}
      {[...owed, ...rest].map((review) => (
        <Item key={review.id} review={review} />
      ))}
    </Page>
  )
}

async function Item({ review }: { review: MyReview }) {
  const { lang, w } = await view()
  const { id, code, title, format, mode, dueAt, state } = review
  const owed = state === 'assigned' || state === 'accepted'
  return (
    <article className="card">
      <h2>
        <a href={`/review/${id}`}>{title ?? fill(w.review.item, { code })}</a>
      </h2>
      <p>
        <span className="state">{await reviewStanding(state)}</span> {optionWord(lang, 'format', format)} ·{' '}
        {optionWord(lang, 'mode', mode)}
        {title ? ` · ${code}` : ''}
      </p>
      {owed && dueAt ? (
        <p>
          {fill(w.review.due, { due: deadlineText(lang, dueAt) })}{' '}
          {review.overdue ? <strong>{w.review.overdue}</strong> : null}
        </p>
      ) : null}
    </article>
  )
}
