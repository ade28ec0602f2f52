import type { CatalogueAsk, CataloguePage } from '../../../workflows/release/queries'
import { fill } from '../../i18n'
import { catalogueUrl } from '../catalogue-ask'
import { optionWord } from '../options'
import { view } from '../view'

const names = ['format', 'theme', 'audience'] as const

/** Filters as plain links with their counts, and what is chosen as links that take it away again. */
export async function FacetLinks({ ask, facets }: { ask: CatalogueAsk; facets: CataloguePage['facets'] }) {
  const { lang, w } = await view()
  const { catalogue } = w
  const without = (name: (typeof names)[number] | 'q') => catalogueUrl({ ...ask, [name]: undefined, after: undefined })
  const chosen = names.filter((name) => ask[name] !== undefined)
  return (
    <nav aria-label={catalogue.filters} className="facets">
      <h2>{catalogue.filters}</h2>
      {chosen.length > 0 ? (
        <p className="chips">
          {chosen.map((name) => {
            const text = optionWord(lang, name, ask[name] ?? '')
            return (
              <a key={name} href={without(name)} aria-label={fill(catalogue.removeFilter, { name: text })}>
                {text} ×
              </a>
            )
          })}
          <a href="/catalogue">{catalogue.clear}</a>
        </p>
      ) : null}
      {names.map((name) => (
        <section key={name}>
          <h3>{catalogue.facets[name]}</h3>
          <ul>
            {facets[name].map(({ value, count }) => (
              <li key={value}>
                {count > 0 || ask[name] === value ? (
                  <a
                    href={catalogueUrl({ ...ask, [name]: value, after: undefined })}
                    aria-current={ask[name] === value ? 'true' : undefined}
                  >
                    {optionWord(lang, name, value)} <span className="soft">{count}</span>
                  </a>
                ) : (
                  <span className="soft">{optionWord(lang, name, value)} 0</span>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}
