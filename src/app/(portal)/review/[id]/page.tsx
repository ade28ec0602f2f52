import type { Metadata } from 'next'
import { myReview } from '../../../../../workflows/review/queries'
import type { ReviewForExpert } from '../../../../../workflows/review/queries'
import { fill } from '../../../../i18n'
import { Commands } from '../../../../portal/components/commands'
import { ConflictQuestion } from '../../../../portal/components/conflict-question'
import { Missing } from '../../../../portal/components/missing'
import { Page } from '../../../../portal/components/page'
import { ReviewCheck, ReviewSheet } from '../../../../portal/components/review-check'
import { reviewStanding } from '../../../../portal/components/review-standing'
import { ScoreForm } from '../../../../portal/components/score-form'
import { DossierView } from '../../../../portal/components/dossier-view'
import { deadlineText } from '../../../../portal/dates'
import { criterionWord } from '../../../../portal/options'
import { titled } from '../../../../portal/metadata'
import { flashFor, one, signedIn, view } from '../../../../portal/view'
import type { PageProps } from '../../../../portal/view'
import type { Flash } from '../../../../flash'

export const dynamic = 'force-dynamic'

type Params = PageProps<{ id: string }>

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { id } = await params
  const path = `/review/${id}`
  const { reader, actor, now, w } = await signedIn(path)
  const review = await myReview(reader, actor, id, now)
  return titled(path, review ? fill(w.review.item, { code: review.code }) : w.errors.notFoundTitle)
}

/** First the question of conflict; only then the work, beside its score sheet; then the sheet once more before it counts. */
export default async function Review({ params, searchParams }: Params) {
  const { id } = await params
  const path = `/review/${id}`
  const { reader, actor, now, lang, w } = await signedIn(path)
  const review = await myReview(reader, actor, id, now)
  if (!review) return <Missing />
  const flash = await flashFor(path)
  const labels = Object.fromEntries(
    (review.rubric?.criteria ?? []).map(({ key }) => [`scores.${key}`, criterionWord(lang, key)]),
  )
  const checking = one((await searchParams).check) !== undefined
  return (
    <Page
      path={path}
      flash={flash}
      labels={{ ...labels, comment: w.review.comment, noConflict: w.review.noConflict, reason: w.common.reason }}
      back={{ href: '/review', place: w.review.title }}
      wide={review.state === 'accepted' && !checking}
    >
      <h1>{review.title ?? fill(w.review.item, { code: review.code })}</h1>
      <p>
        <span className="state">{await reviewStanding(review.state)}</span>{' '}
        {review.dueAt && review.submittedAt === null
          ? fill(w.review.due, { due: deadlineText(lang, review.dueAt) })
          : null}
      </p>
      <Body review={review} checking={checking} flash={flash} />
    </Page>
  )
}

async function Body({ review, checking, flash }: { review: ReviewForExpert; checking: boolean; flash: Flash | null }) {
  const { w } = await view()
  if (review.state === 'assigned') return <ConflictQuestion review={review} flash={flash} />
  if (review.state === 'submitted') return <ReviewSheet review={review} />
  if (review.state !== 'accepted')
    return <p className="note">{fill(w.review.closedText, { state: await reviewStanding(review.state) })}</p>
  if (checking) return <ReviewCheck review={review} />
  return (
    <>
      <div className="beside">
        <section className="pane" tabIndex={0} aria-label={w.review.workTitle}>
          <h2>{w.review.workTitle}</h2>
          {review.dossier ? <DossierView dossier={review.dossier} /> : null}
        </section>
        <section className="pane" tabIndex={0} aria-label={w.review.rubricTitle}>
          <h2>{w.review.rubricTitle}</h2>
          <ScoreForm review={review} flash={flash} />
        </section>
      </div>
      <details>
        <summary>{w.review.later}</summary>
        <Commands
          subject="review"
          id={review.id}
          next="/review"
          back={`/review/${review.id}`}
          flash={flash}
          only={['decline']}
        />
      </details>
    </>
  )
}
