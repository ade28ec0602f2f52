import type { ReviewForExpert } from '../../../workflows/review/queries'
import type { Flash } from '../../flash'
import { optionWord } from '../options'
import { view } from '../view'
import { Facts, Hidden } from './bits'
import { Commands } from './commands'
import { Tick } from './field'

/** Asked before anything of the work is shown. */
export async function ConflictQuestion({ review, flash }: { review: ReviewForExpert; flash: Flash | null }) {
  const { lang, w } = await view()
  const path = `/review/${review.id}`
  return (
    <>
      <Facts
        items={[
          [w.common.number, review.code],
          [w.application.format, optionWord(lang, 'format', review.format)],
          [w.application.mode, optionWord(lang, 'mode', review.mode)],
        ]}
      />
      <h2>{w.review.conflictTitle}</h2>
      <p>{w.review.conflictText}</p>
      <form method="post" action={`/commands/review/${review.id}/accept`} className="form panel">
        <Hidden rev={review.rev} next={path} back={path} />
        <Tick name="noConflict:boolean" issueField="noConflict" label={w.review.noConflict} flash={flash} required />
        <button type="submit" className="primary">
          {w.review.accept}
        </button>
      </form>
      <section className="panel">
        <h2>{w.review.declineTitle}</h2>
        <Commands subject="review" id={review.id} next="/review" back={path} flash={flash} only={['decline']} />
      </section>
    </>
  )
}
