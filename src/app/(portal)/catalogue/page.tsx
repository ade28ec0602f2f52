import type { Metadata } from 'next'
import { publicCatalogue } from '../../../../workflows/release/queries'
import { fill } from '../../../i18n'
import { FacetLinks } from '../../../portal/components/facets'
import { Page } from '../../../portal/components/page'
import { WorkCard } from '../../../portal/components/work-card'
import { catalogueUrl, readAsk } from '../../../portal/catalogue-ask'
import { titled } from '../../../portal/metadata'
import { flashFor, look, view } from '../../../portal/view'
import type { PageProps } from '../../../portal/view'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  return titled('/catalogue', (await look()).w.catalogue.title)
}

/** All of the search stands in the address, so that it can be kept, shared and repeated by the API. */
export default async function Catalogue({ searchParams }: PageProps) {
  const ask = readAsk(await searchParams)
  const { reader, now, w, v } = await view()
  const { works, total, next, facets, notSearched } = await publicCatalogue(reader, ask, now)
  const { catalogue } = w
  const narrowed = ask.format ?? ask.theme ?? ask.audience ?? ask.q
  return (
    <Page path={catalogueUrl(ask)} flash={await flashFor('/catalogue')} wide>
      <h1>{catalogue.title}</h1>
      <p>{catalogue.lead}</p>
      <form method="get" action="/catalogue" role="search" className="search">
        <label htmlFor="q">{catalogue.search}</label>
        <p className="help" id="q-help">
          {catalogue.searchHelp}
        </p>
        {notSearched ? (
          <p className="error" id="q-error">
            {v.answerIssues[notSearched]}
          </p>
        ) : null}
        <div className="row">
          <input
            type="search"
            id="q"
            name="q"
            defaultValue={ask.q ?? ''}
            aria-describedby={notSearched ? 'q-help q-error' : 'q-help'}
            aria-invalid={notSearched ? true : undefined}
          />
          {(['format', 'theme', 'audience'] as const).map((name) =>
            ask[name] ? <input key={name} type="hidden" name={name} value={ask[name]} /> : null,
          )}
          <button type="submit" className="primary">
            {w.common.search}
          </button>
        </div>
      </form>
      <div className="with-side">
        <FacetLinks ask={ask} facets={facets} />
        <section aria-labelledby="found">
          <h2 id="found">
            {ask.q && !notSearched
              ? fill(catalogue.foundFor, { query: ask.q, n: total })
              : fill(catalogue.found, { n: total })}
          </h2>
          {works.length === 0 ? <p className="empty">{narrowed ? catalogue.empty : catalogue.emptyAll}</p> : null}
          <div className="cards">
            {works.map((work) => (
              <WorkCard key={work.number} work={work} />
            ))}
          </div>
          {next ? (
            <p>
              <a className="button" href={catalogueUrl({ ...ask, after: next })}>
                {catalogue.next}
              </a>
            </p>
          ) : null}
        </section>
      </div>
    </Page>
  )
}
