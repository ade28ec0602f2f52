import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { openAsBlob, readFileSync } from 'node:fs'
import { request } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { copyOf } from '../lib/filled.mjs'
import { short } from '../lib/numbers.mjs'
import { residentBytes, start } from '../lib/processes.mjs'
import { table } from '../lib/table.mjs'

const every = 40
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const mebibyte = 1024 ** 2
/** The longest that is taken. */
const longest = 500 * mebibyte

const kinds = ['video', 'comic', 'article', 'game']
const people = ['youth', 'farmer', 'worker', 'elderly', 'cadre', 'general']
const themes = ['S', 'E', 'N', 'H', 'O']
/** A page of the list, the same again; and lists that the server has not answered yet, each once. */
const rowsFor = (key) => {
  const headers = { authorization: `Bearer ${key}` }
  const list = (more, limit) => `/content/v1/works?limit=${limit}${more}`
  const others = Array.from({ length: 20 }, (_, n) => n + 1).flatMap((limit) =>
    kinds.flatMap((format) =>
      people.flatMap((audience) =>
        themes.map((theme) => list(`&format=${format}&audience=${audience}&theme=${theme}`, limit)),
      ),
    ),
  )
  return [
    { name: 'list, warm', paths: [list('', 20)], headers },
    { name: 'list, cold', paths: others, headers },
  ]
}

/** Pictures and a film as telephones make them, drawn once. */
async function drawn(dir, seconds) {
  const pictures = []
  for (let n = 0; n < 4; n++) {
    const noise = { type: 'gaussian', mean: 90 + 20 * n, sigma: 30 }
    const file = path.join(dir, `picture-${n}.jpg`)
    await sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#000000', noise } })
      .jpeg()
      .toFile(file)
    pictures.push(file)
  }
  const film = path.join(dir, 'film.mp4')
  const source = ['-f', 'lavfi', '-i', 'testsrc2=size=1920x1080:rate=30', '-f', 'lavfi', '-i', 'sine=frequency=440']
  const coded = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-t', String(seconds)]
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...source, ...coded, film])
  return { pictures, film }
}

async function signIn(url, { email, password }) {
  const answer = await fetch(`${url}/account/sign-in`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email, password }),
    redirect: 'manual',
  })
  const token = /payload-token=([^;]*)/.exec(answer.headers.getSetCookie().join())?.[1]
  if (!token) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`)
  return { cookie: `payload-token=${token}`, accept: 'application/json' }
}

async function sent(url, headers, files) {
  const body = new FormData()
  for (const file of files) body.append('file', await openAsBlob(file), path.basename(file))
  const answer = await fetch(`${url}/my/files`, { method: 'POST', headers, body })
  const told = await answer.json()
  if (answer.status !== 200) throw new Error(`upload: ${answer.status} ${JSON.stringify(told)}`)
  return told.files.map(({ id }) => id)
}

/** Until the last of these is made; nothing else is asked of the server by this process meanwhile. */
async function allMade(url, headers, wanted) {
  for (const [file, rendition] of wanted)
    for (;;) {
      const { status } = await fetch(`${url}/files/${file}/${rendition}`, { method: 'HEAD', headers })
      if (status === 200) break
      await wait(1000)
    }
}

async function whileMaking({ server, url, key, client, login, media, quick }) {
  const headers = await signIn(url, login)
  const polling = { verb: 'poll', port: Number(new URL(url).port), rows: rowsFor(key), every }
  const [warm, cold] = polling.rows
  const half = Math.floor(cold.paths.length / 2)
  const asking = (paths) => ({ ...polling, rows: [warm, { ...cold, paths }] })
  // What a process does for the first time takes longer, whatever else it does.
  await client.ask({ ...polling, rows: [warm] })
  await wait(2000)
  await client.ask({ verb: 'stop' })
  await client.ask(asking(cold.paths.slice(0, half)))
  await wait(quick ? 5000 : 20_000)
  const idle = await client.ask({ verb: 'stop' })
  await client.ask(asking(cold.paths.slice(half)))
  const began = performance.now()
  const [pictures, film] = [await sent(url, headers, media.pictures), await sent(url, headers, [media.film])]
  await allMade(url, headers, [
    ...pictures.flatMap((id) => ['image-320', 'image-960'].map((name) => [id, name])),
    ...film.flatMap((id) => ['poster', 'video-480p'].map((name) => [id, name])),
  ])
  const seconds = (performance.now() - began) / 1000
  const busy = await client.ask({ verb: 'stop' })
  return { idle, busy, seconds, load: os.loadavg()[0], resident: residentBytes(server.child.pid) }
}

/** Until a process has next to nothing to do: the worker has sent what the works of the bench had it send. */
async function atRest(pid, say) {
  const used = () => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
    return Number(fields[11]) + Number(fields[12])
  }
  const began = performance.now()
  for (let before = used(), after = Infinity; performance.now() - began < 120_000; before = after) {
    await wait(2000)
    after = used()
    // Hundredths of a second of processor time, in two seconds.
    if (after - before < 10) return
  }
  say('the server does not come to rest')
}

/** A film of any length: what follows its last box is free room, as its format says. */
function* lengthened(film, bytes) {
  const head = readFileSync(film)
  const room = Buffer.alloc(8)
  room.writeUInt32BE(bytes - head.length, 0)
  room.write('free', 4, 'latin1')
  yield Buffer.concat([head, room])
  const zeros = Buffer.alloc(mebibyte)
  for (let left = bytes - head.length - 8; left > 0; left -= zeros.length)
    yield zeros.subarray(0, Math.min(left, zeros.length))
}

const send = (method, address, headers, body) =>
  new Promise((resolve, reject) => {
    const asked = request(address, { method, headers }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer))
    }).on('error', reject)
    if (body) Readable.from(body).pipe(asked)
    else asked.end()
  })

/** One upload by tus, in one part, and handed in. */
async function uploaded(url, headers, film) {
  const hash = createHash('sha256')
  for (const chunk of lengthened(film, longest)) hash.update(chunk)
  const tus = { ...headers, 'tus-resumable': '1.0.0' }
  const name = Buffer.from('film.mp4').toString('base64')
  const begun = await send('POST', `${url}/uploads`, {
    ...tus,
    'upload-length': longest,
    'upload-metadata': `filename ${name}`,
  })
  const where = url + begun.headers.location
  const part = {
    ...tus,
    'upload-offset': 0,
    'content-length': longest,
    'content-type': 'application/offset+octet-stream',
  }
  const { statusCode } = await send('PATCH', where, part, lengthened(film, longest))
  if (statusCode !== 204) throw new Error(`upload: ${statusCode}`)
  const sha256 = hash.digest('hex')
  const came = performance.now()
  const answer = await fetch(`${url}/my/files`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ upload: path.basename(where), sha256 }),
  })
  const told = await answer.json()
  if (told.files?.[0]?.sha256 !== sha256) throw new Error(`upload: ${answer.status} ${JSON.stringify(told)}`)
  return (performance.now() - came) / 1000
}

/** Two uploads side by side, a gibibyte but for a fiftieth: what the server holds before and at most. */
async function flat({ server, url, login, media }) {
  const headers = await signIn(url, login)
  const { pid } = server.child
  const before = residentBytes(pid)
  let peak = before
  const watching = setInterval(() => (peak = Math.max(peak, residentBytes(pid))), 50)
  const began = performance.now()
  const sealing = await Promise.all([1, 2].map(() => uploaded(url, headers, media.film)))
  clearInterval(watching)
  return { before, peak, sealing: Math.max(...sealing), seconds: (performance.now() - began) / 1000 }
}

async function databases({ scripts, data, env, dir, quick, say }) {
  const all = [{ name: 'SQLite', url: copyOf(data, dir, 'making'), keys: data.keys, login: data }]
  if (!process.env.TEST_MONGO_URI) return all
  const address = new URL(process.env.TEST_MONGO_URI)
  address.pathname = `/bench-making-${process.pid}`
  const login = { email: 'office@example.test', password: randomBytes(18).toString('base64url') }
  const count = quick ? 500 : 2000
  say(`MongoDB with ${count} works`)
  const args = [String(count), login.email, login.password]
  const one = start(scripts.fill, { args, env: { ...env, DATABASE_URL: address.href } })
  const told = new Promise((resolve) => one.child.on('message', resolve))
  await one.line(/^done$/m)
  await one.stop()
  return [...all, { name: 'MongoDB', url: address.href, ...(await told), login }]
}

/** Whether lists are answered as ever while pictures and a film are made, and what an upload takes of memory. */
export async function making({ scripts, data, env, dir, client, quick, say }) {
  const media = await drawn(dir, quick ? 20 : 60)
  const rows = []
  const bars = []
  const notes = []
  for (const { name, url: database, keys, login } of await databases({ scripts, data, env, dir, quick, say })) {
    const own = { ...env, DATABASE_URL: database, STORAGE_DIR: path.join(dir, `files-${name}`) }
    const server = start(scripts.server, { args: ['--no-pages'], env: own })
    const [, url] = await server.line(/^ready (http:\S+)/m)
    if (process.platform === 'linux') await atRest(server.child.pid, say)
    const made = await whileMaking({ server, url, key: keys[0], client, login, media, quick })
    say(`${name}: made in ${short(made.seconds)} s`)
    const memory = await flat({ server, url, login, media })
    await server.stop()
    for (const [list, busy] of Object.entries(made.busy)) {
      const idle = made.idle[list]
      const row = (when, { polls, p50, p95, p99, max }) => [
        `${name}: ${list}, ${when}`,
        String(polls),
        ...[p50, p95, p99, max].map(short),
      ]
      rows.push(row('idle', idle), row('busy', busy))
      bars.push({
        name: `${name}: ${list}, p95 while media are made`,
        value: `${short(busy.p95 / idle.p95)}×`,
        bar: '≤ 2×',
        met: busy.p95 <= 2 * idle.p95,
      })
    }
    const mb = (bytes) => `${short(bytes / mebibyte)} MiB`
    notes.push(
      `${name}: all was made ${short(made.seconds)} s after the first byte was sent; load then ${short(made.load)}. Two uploads of 500 MiB side by side took ${short(memory.seconds)} s, from last byte to seal ${short(memory.sealing)} s; the server held ${mb(memory.before)} before and ${mb(memory.peak)} at most.`,
    )
    bars.push({
      name: `${name}: memory for 1,000 MiB that come in`,
      value: mb(memory.peak - memory.before),
      bar: '≤ 128 MiB',
      met: memory.peak - memory.before <= 128 * mebibyte,
    })
  }
  return {
    text: [table([`every ${every} ms`, 'polls', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms'], rows), ...notes].join('\n\n'),
    bars,
  }
}

export const method = `**While media are made.** Four pictures of 12 MP and a film of 1080p, 60 s, come in over HTTP and are examined and made by the server's
own worker (previews: two pictures of each, poster and 480p of the film), while the client asks at fixed instants for the list: in turn the
same page again, and a page that was not asked before. MongoDB holds fewer works. Then two films of 500 MiB, the longest that is taken, come in side by side
by tus; their bytes are a real film and free room behind it.`
