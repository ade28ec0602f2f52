import type { ServerProps } from 'payload'
import { rankingReaders } from './ranking-readers'
import { hasOneOf } from './roles-of'
import { listOf, waitingForThem } from './work-list'
import { dictionary } from './words'

/** First in the navigation: the lists that the person's roles work from. */
export function RoleNav({ i18n, user }: ServerProps) {
  if (!user) return null
  const { admin } = dictionary(i18n.language)
  return (
    <div className="kepu-nav">
      <p className="kepu-nav__title">{admin.nav.title}</p>
      <ul>
        <li>
          <a href="/admin">{admin.nav.home}</a>
        </li>
        {hasOneOf(user, rankingReaders) ? (
          <li>
            <a href="/admin/ranking">{admin.nav.ranking}</a>
          </li>
        ) : null}
        {hasOneOf(user, ['officer']) ? (
          <li>
            <a href="/admin/assigning">{admin.nav.assigning}</a>
          </li>
        ) : null}
        {waitingForThem(user).map((item) => {
          const href = listOf(item)
          return href === null ? null : (
            <li key={item.key}>
              <a href={href}>{admin.work.items[item.key]}</a>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
