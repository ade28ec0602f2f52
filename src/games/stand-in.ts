/**
 * Runs in a game's page before anything of the game. A sandboxed page has no storage and no cookies, and asking for them
 * throws: it gets a storage that lasts as long as the page. Calls between browsers, which no policy forbids, are taken
 * away. Escape leads back to the page around it, whatever the game
 * does with its keys.
 */
export const standIn = `(() => {
  const memory = () => {
    const kept = new Map()
    const methods = {
      getItem: (name) => (kept.has(String(name)) ? kept.get(String(name)) : null),
      setItem: (name, value) => void kept.set(String(name), String(value)),
      removeItem: (name) => void kept.delete(String(name)),
      clear: () => kept.clear(),
      key: (n) => [...kept.keys()][n] ?? null,
    }
    return new Proxy(methods, {
      get: (own, name) => (name === 'length' ? kept.size : Object.hasOwn(own, name) ? own[name] : kept.get(name)),
      set: (own, name, value) => (kept.set(name, String(value)), true),
      has: (own, name) => Object.hasOwn(own, name) || kept.has(name),
      deleteProperty: (own, name) => (kept.delete(name), true),
      ownKeys: () => [...kept.keys()],
      getOwnPropertyDescriptor: (own, name) =>
        kept.has(name) ? { value: kept.get(name), enumerable: true, configurable: true, writable: true } : undefined,
    })
  }
  for (const name of ['localStorage', 'sessionStorage']) {
    try {
      window[name]
    } catch {
      Object.defineProperty(window, name, { value: memory(), configurable: true })
    }
  }
  try {
    document.cookie
  } catch {
    Object.defineProperty(document, 'cookie', { get: () => '', set: () => {}, configurable: true })
  }
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) delete window[name]
  const leave = (event) => {
    if (event.key === 'Escape' && event.isTrusted && window.parent !== window) window.parent.postMessage('kepu-leave', '*')
  }
  window.addEventListener('keydown', leave, true)
})()
`

/** Where it is served, on the origin of the games. */
export const STAND_IN = '/stand-in.js'

const TAG = Buffer.from(`<script src="${STAND_IN}"></script>`)

/** What may stand before a page's first element; its type decides how browsers lay the page out. */
const BEFORE = /^(?:\u00ef\u00bb\u00bf)?\s*(?:<!--[\s\S]*?-->\s*)*(?:<!doctype[^>]*>)?/i
const HEAD = 1024

/** A page with the stand-in as its first script, given how it begins. Its charset is null where the page says it itself. */
export function withStandIn(head: Buffer): { at: number; tag: Buffer; charset: string | null } {
  const text = head.subarray(0, HEAD).toString('latin1')
  // UTF-16 says so by its first two bytes, and is left alone.
  if (/^(?:\u00ff\u00fe|\u00fe\u00ff)/.test(text)) return { at: 0, tag: Buffer.alloc(0), charset: null }
  return { at: BEFORE.exec(text)?.[0].length ?? 0, tag: TAG, charset: /charset/i.test(text) ? null : 'utf-8' }
}
