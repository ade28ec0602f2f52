import type { WidgetServerProps } from 'payload'
import { waitingForThem, waitingNow } from './work-list'
import { dictionary } from './words'

/** What waits for this person, as numbers that lead to the lists they were counted from. */
export async function WorkList({ req }: WidgetServerProps) {
  const { admin } = dictionary(req.i18n.language)
  const items = []
  for (const item of waitingForThem(req.user)) items.push({ item, ...(await waitingNow(req, item)) })
  return (
    <section className="kepu-work" aria-labelledby="kepu-work-title">
      <h2 id="kepu-work-title">{admin.work.title}</h2>
      {items.length === 0 ? <p>{admin.work.none}</p> : null}
      <ul>
        {items.map(({ item, count, href }) => (
          <li key={item.key} className={count === 0 ? 'kepu-work__quiet' : undefined}>
            <a href={href}>
              <strong className="kepu-number">{count}</strong> {admin.work.items[item.key]}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
