import { fill } from '../../i18n'
import { myUnfinishedUploads } from '../data/uploads'
import { instantText } from '../dates'
import { sizeText } from '../say'
import { view } from '../view'

/** What waits to be gone on with: the browser finds the place again once the same file is chosen. */
export async function UnfinishedUploads({ path }: { path: string }) {
  const { reader, actor, lang, w } = await view()
  const uploads = await myUnfinishedUploads(reader, actor)
  if (uploads.length === 0) return null
  return (
    <section className="panel" aria-label={w.draft.unfinished}>
      <h3>{w.draft.unfinished}</h3>
      <p className="help">{w.draft.unfinishedHelp}</p>
      <ul>
        {uploads.map(({ id, name, bytes, received, until }) => (
          <li key={id}>
            <form method="post" action={`/uploads/${id}/give-up`}>
              <input type="hidden" name="_back" value={path} />
              {fill(w.draft.unfinishedFile, {
                name: name || w.common.file,
                done: sizeText(lang, received),
                total: sizeText(lang, bytes),
                until: instantText(lang, until),
              })}{' '}
              <button type="submit" className="link" aria-label={`${w.draft.giveUp}${w.common.colon}${name}`}>
                {w.draft.giveUp}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}
