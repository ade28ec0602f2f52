import { sayMissing } from '../../page-status'
import { view } from '../view'
import { Page } from './page'

/** What stands where nothing is. */
export async function Missing() {
  sayMissing()
  const { w } = await view()
  return (
    <Page path="/">
      <h1>{w.errors.notFoundTitle}</h1>
      <p>{w.errors.notFound}</p>
      <p>{w.errors.notFoundNext}</p>
      <p>
        <a className="button primary" href="/">
          {w.nav.home}
        </a>
      </p>
    </Page>
  )
}
