import { Page } from '../../portal/components/page'
import { view } from '../../portal/view'

export default async function NotFound() {
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
