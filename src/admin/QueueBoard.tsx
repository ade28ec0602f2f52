import type { WidgetServerProps } from 'payload'
import { engine } from '../engine'
import { queueOf } from '../outbox'
import { hasOneOf } from './roles-of'
import { sayWhen } from './when'
import { dictionary } from './words'

/** For those who run the system: what waits for the worker, since when, and why things were given up. */
export async function QueueBoard({ req }: WidgetServerProps) {
  if (!hasOneOf(req.user, ['admin', 'officer'])) return null
  const { language } = req.i18n
  const { admin, vocabulary } = dictionary(language)
  const { queue } = admin
  const { store, clock } = engine()
  const { lines, missing, reasons } = await queueOf(store.reader, clock.now().toISOString())
  return (
    <section className="kepu-work" aria-labelledby="kepu-queue-title">
      <h2 id="kepu-queue-title">{queue.title}</h2>
      <div className="kepu-scroll">
        <table className="kepu-table">
          <thead>
            <tr>
              {[queue.what, queue.waiting, queue.making, queue.retrying, queue.dead, queue.oldest].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ group, waiting, making, retrying, dead, oldest }) => (
              <tr key={group}>
                <th scope="row">{queue.groups[group]}</th>
                <td>{waiting}</td>
                <td>{making}</td>
                <td>{retrying}</td>
                <td>{dead}</td>
                <td>{oldest === null ? queue.none : sayWhen(oldest, language === 'en' ? 'en' : 'zh')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {missing.length === 0 ? null : (
        <>
          <h3>{queue.missing}</h3>
          <ul>
            {missing.map(({ outage, count }) => (
              <li key={outage}>
                {count} × {vocabulary.renditionReasons[outage]}
              </li>
            ))}
          </ul>
        </>
      )}
      {reasons.length === 0 ? null : (
        <>
          <h3>{queue.reasons}</h3>
          <ul>
            {reasons.map(({ reason, count }) => (
              <li key={reason}>
                {count} × <code>{reason}</code>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
