import type { ReactNode } from 'react'
import { isStaff } from '../../../workflows/rules/vocabulary'
import type { Flash } from '../../flash'
import { fill } from '../../i18n'
import { view } from '../view'
import { Message } from './message'

interface Props {
  /** Of this page, to come back to after changing language or print. */
  path: string
  flash?: Flash | null
  /** Where "back" leads, and what that place is called. */
  back?: { href: string; place: string }
  /** Problems' links lead to this page unless the fields are here. */
  fieldHref?: (field: string) => string
  /** What the fields of this page are called, for the list of what was wrong. */
  labels?: Readonly<Record<string, string>>
  wide?: boolean
  children: ReactNode
}

/** Every page of the portal: head, the message of the form before, the content, and help in its one place. */
export async function Page({ path, flash = null, back, fieldHref, labels, wide = false, children }: Props) {
  const { w } = await view()
  return (
    <>
      <a className="skip" href="#main">
        {w.site.skip}
      </a>
      <Header path={path} />
      <main id="main" tabIndex={-1} className={wide ? 'wide' : undefined}>
        {back ? (
          <nav aria-label={w.nav.breadcrumb} className="back">
            <a href={back.href}>← {fill(w.nav.back, { place: back.place })}</a>
          </nav>
        ) : null}
        {flash ? <Message flash={flash} fieldHref={fieldHref} labels={labels} /> : null}
        {children}
      </main>
      <Footer />
    </>
  )
}

async function Header({ path }: { path: string }) {
  const { w, account } = await view()
  return (
    <header className="site">
      <div className="bar">
        <a className="brand" href="/">
          <strong>{w.site.name}</strong>
          <span>{w.site.programme}</span>
        </a>
        <section aria-label={w.nav.settings} className="settings">
          <Preferences path={path} />
          {account ? (
            <form method="post" action="/account/sign-out">
              <a className="who" href="/my/account">
                {fill(w.nav.signedInAs, { name: account.name || account.email })}
              </a>{' '}
              <button type="submit" className="link">
                {w.nav.signOut}
              </button>
            </form>
          ) : (
            <span>
              <a href={`/sign-in?next=${encodeURIComponent(path)}`}>{w.nav.signIn}</a>{' '}
              <a href="/register">{w.nav.register}</a>
            </span>
          )}
        </section>
      </div>
      <Nav path={path} />
    </header>
  )
}

async function Preferences({ path }: { path: string }) {
  const { w, lang, large } = await view()
  return (
    <>
      <form method="post" action="/preferences">
        <input type="hidden" name="_back" value={path} />
        <input type="hidden" name="print" value={large ? 'normal' : 'large'} />
        <button type="submit" className="link">
          {large ? w.nav.normal : w.nav.large}
        </button>
      </form>
      <form method="post" action="/preferences">
        <input type="hidden" name="_back" value={path} />
        <input type="hidden" name="lang" value={lang === 'zh' ? 'en' : 'zh'} />
        <button type="submit" className="link" lang={lang === 'zh' ? 'en' : 'zh-CN'}>
          {w.nav.toEnglish}
        </button>
      </form>
    </>
  )
}

async function Nav({ path }: { path: string }) {
  const { w, actor } = await view()
  const has = (role: (typeof actor.roles)[number]) => actor.roles.includes(role)
  const items = [
    { href: '/', text: w.nav.home, shown: true },
    { href: '/calls', text: w.nav.calls, shown: true },
    { href: '/catalogue', text: w.nav.catalogue, shown: true },
    { href: '/notices', text: w.nav.notices, shown: true },
    { href: '/my', text: w.nav.my, shown: has('creator') },
    { href: '/review', text: w.nav.review, shown: has('reviewer') },
    { href: '/admin', text: w.nav.admin, shown: isStaff(actor.roles) },
  ]
  const current = (href: string) => (href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`))
  return (
    <nav aria-label={w.nav.label} className="main">
      <ul>
        {items
          .filter(({ shown }) => shown)
          .map(({ href, text }) => (
            <li key={href}>
              <a href={href} aria-current={current(href) ? (path === href ? 'page' : 'true') : undefined}>
                {text}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  )
}

async function Footer() {
  const { w } = await view()
  const { help } = w
  return (
    <footer className="site">
      <section aria-labelledby="help">
        <h2 id="help">{help.title}</h2>
        <p>{help.place}</p>
        <p>{help.phone}</p>
        <p>{help.paper}</p>
      </section>
      <p className="soft">{help.source}</p>
    </footer>
  )
}
