import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { copyOf } from '../lib/filled.mjs'
import { median, short } from '../lib/numbers.mjs'
import { start } from '../lib/processes.mjs'
import { table } from '../lib/table.mjs'

const connections = 8
const formats = ['video', 'comic', 'article', 'game']
const themes = ['S', 'E', 'N', 'H', 'O']
const audiences = ['youth', 'farmer', 'worker', 'elderly', 'cadre', 'general']
const topics = [
  '急救',
  '防汛',
  '用药',
  '营养',
  '口腔',
  '睡眠',
  '血压',
  '糖尿',
  '疫苗',
  '防火',
  '用电',
  '燃气',
  '地震',
  '滑坡',
  '雷电',
  '高温',
  '谣言',
  '反诈',
  '网络',
  '隐私',
]
const seconds = [
  '老人',
  '儿童',
  '农户',
  '工人',
  '干部',
  '学生',
  '司机',
  '孕妇',
  '邻居',
  '游客',
  '出处',
  '剂量',
  '步骤',
  '预报',
  '手电',
  '偏方',
  '线路',
  '专家',
  '数据',
  '厨房',
]

/** All choices of some of a list that are not empty. */
const choices = (list) =>
  Array.from({ length: 2 ** list.length - 1 }, (_, n) => list.filter((_each, bit) => ((n + 1) >> bit) & 1))

const query = (pairs) => new URLSearchParams(pairs).toString()

/** Filter sets that differ from one another, wide and narrow in turn. */
const filterSets = choices(audiences).flatMap((some, n) =>
  choices(themes).map((several, m) => [
    ...some.map((each) => ['audience', each]),
    ...several.map((each) => ['theme', each]),
    ['format', formats[(n + m) % formats.length]],
  ]),
)

const mixed = (list) =>
  list
    .map((each, n) => [(n * 7919) % list.length, each])
    .sort(([a], [b]) => a - b)
    .map(([, each]) => each)

const works = (pairs) => `/content/v1/works?${query([...pairs, ['limit', '20']])}`
const catalogue = (pairs) =>
  `/api/catalogue?${query([['limit', '20'], ['depth', '0'], ['sort', '-publishedSeq'], ['where[live][equals]', 'yes'], ...pairs])}`
const narrow = [
  ['where[format][equals]', 'video'],
  ['where[audience][contains]', '|youth|'],
]
const summaryOnly = [['select[summary]', 'true']]
const looked = [
  ['where[or][0][titleText][contains]', '急救'],
  ['where[or][1][bodyText][contains]', '急救'],
]

function rowsOf({ ours, alone, bare, keys, session }) {
  const by = (n) => ({ authorization: `Bearer ${keys[n]}` })
  const staff = { authorization: `JWT ${session}` }
  const same = (name, port, path, headers) => ({ name, port, kind: 'same', path, headers })
  return [
    same('ours: list 20, warm', ours, works([]), by(0)),
    {
      name: 'ours: list 20, cold',
      port: ours,
      kind: 'walk',
      starts: keys.slice(1).map((_, n) => ({ path: works([]), headers: by(n + 1) })),
    },
    same(
      'ours: filtered and sorted, warm',
      ours,
      works([
        ['format', 'video'],
        ['audience', 'youth'],
      ]),
      by(0),
    ),
    {
      name: 'ours: filtered and sorted, cold',
      port: ours,
      kind: 'walk',
      starts: mixed(filterSets).map((set) => ({ path: works(set), headers: by(0) })),
    },
    same('ours: search, warm', ours, works([['q', '急救']]), by(0)),
    {
      name: 'ours: search, cold',
      port: ours,
      kind: 'each',
      // By all clients in turn: none may search so often.
      asks: mixed(topics.flatMap((a) => seconds.map((b) => works([['q', `${a} ${b}`]])))).map((path, n) => ({
        path,
        headers: by(n % keys.length),
      })),
    },
    same('Payload behind our lock: list 20', ours, catalogue([]), staff),
    same('Payload behind our lock: filtered and sorted', ours, catalogue(narrow), staff),
    same('Payload alone: list 20', alone, catalogue([]), staff),
    same('Payload alone: list 20, summary only', alone, catalogue(summaryOnly), staff),
    same('Payload alone: filtered and sorted', alone, catalogue(narrow), staff),
    same('Payload alone: filtered, summary only', alone, catalogue([...narrow, ...summaryOnly]), staff),
    same('Payload alone: search, summary only', alone, catalogue([...looked, ...summaryOnly]), staff),
    same('bare node:http, same bytes as our list', bare, '/', {}),
  ]
}

async function signIn(url, { email, password }) {
  const response = await fetch(`${url}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const { token } = await response.json()
  if (response.status !== 200 || !token) throw new Error(`sign-in: ${response.status}`)
  return token
}

const addressOf = async (one) => (await one.line(/^ready (http:\S+)/m))[1]

/** Lists and searches over the same works: ours, Payload's and the least that the platform can do, side by side. */
export async function contentApi({ scripts, data, env, dir, client, quick, say }) {
  const rounds = quick ? 1 : 3
  const url = copyOf(data, dir, 'content')
  const server = start(scripts.server, { args: ['--no-pages'], env: { ...env, DATABASE_URL: url } })
  const ours = await addressOf(server)
  const session = await signIn(ours, data)
  const alone = start(scripts['payload-alone'], { env: { ...env, DATABASE_URL: url } })
  const aloneUrl = await addressOf(alone)
  const first = await fetch(ours + works([]), { headers: { authorization: `Bearer ${data.keys[0]}` } })
  if (first.status !== 200) throw new Error(`the list answers ${first.status}`)
  const bytes = path.join(dir, 'bytes.json')
  writeFileSync(bytes, Buffer.from(await first.arrayBuffer()))
  const bare = start(scripts.bare, { args: [bytes], plain: true })
  const port = (address) => Number(new URL(address).port)
  const rows = rowsOf({
    ours: port(ours),
    alone: port(aloneUrl),
    bare: port(await addressOf(bare)),
    keys: data.keys,
    session,
  })
  const found = new Map(rows.map(({ name }) => [name, []]))
  const load = (row, time) => client.ask({ verb: 'load', ...row, connections, seconds: time })
  for (const row of rows) await load(row, quick ? 0.5 : 1)
  for (let round = 1; round <= rounds; round++)
    for (const row of rows) {
      const measured = await load(row, quick ? 1 : 3)
      found.get(row.name).push(measured)
      say(`${round}/${rounds} ${row.name}: ${short(measured.perSecond)}/s`)
    }
  for (const one of [server, alone, bare]) await one.stop()
  return told(found)
}

function told(found) {
  const of = (name, what) => median(found.get(name).map((each) => each[what]))
  const rate = (name) => of(name, 'perSecond')
  const plain = Math.max(rate('Payload alone: list 20'), rate('Payload behind our lock: list 20'))
  const kinder = Math.max(plain, rate('Payload alone: list 20, summary only'))
  const filtered = Math.max(
    rate('Payload alone: filtered and sorted'),
    rate('Payload behind our lock: filtered and sorted'),
  )
  const ratio = (name, other) => rate(name) / other
  return {
    text: table(
      ['8 connections', 'requests/s', 'p50 ms', 'p95 ms', 'bytes', '× Payload list'],
      [...found.keys()].map((name) => [
        name,
        ...['perSecond', 'p50', 'p95', 'bytes'].map((what) => short(of(name, what))),
        short(rate(name) / plain),
      ]),
    ),
    bars: [
      {
        name: "list, warm, against Payload's list",
        value: `${short(ratio('ours: list 20, warm', plain))}×`,
        bar: '≥ 20×',
        met: ratio('ours: list 20, warm', plain) >= 20,
      },
      {
        name: "list, cold, against Payload's list",
        value: `${short(ratio('ours: list 20, cold', plain))}×`,
        bar: '≥ 5×',
        met: ratio('ours: list 20, cold', plain) >= 5,
      },
      {
        name: 'filtered and sorted, cold, against the same of Payload',
        value: `${short(ratio('ours: filtered and sorted, cold', filtered))}×`,
        bar: '≥ 5×',
        met: ratio('ours: filtered and sorted, cold', filtered) >= 5,
      },
      {
        name: "list, warm, against Payload's list of the summary only",
        value: `${short(ratio('ours: list 20, warm', kinder))}×`,
        bar: 'for comparison',
      },
      {
        name: "list, cold, against Payload's list of the summary only",
        value: `${short(ratio('ours: list 20, cold', kinder))}×`,
        bar: 'for comparison',
      },
      {
        name: 'list, warm, against bare node:http',
        value: `${short(ratio('ours: list 20, warm', rate('bare node:http, same bytes as our list')))}×`,
        bar: 'for comparison',
      },
    ],
  }
}

export const method = `**Content API.** Payload's rows are \`${catalogue([])}\` as a signed-in officer; "alone" is Payload's own handler on
\`node:http\` with nothing of ours before it and without Next; the ratios use the faster of the two. It has no cache, so it has no warm and no
cold. "Summary only" adds \`select[summary]=true\`: the same data as our list, without the text to search in. Cold rows: each of 23 keys reads the
list from its beginning by its cursors (answers are kept per key and address), filtered ones read one filter set after another by
cursor, searches ask for another pair of words each time. The client keeps all addresses that it asked and fails on one that it asked before.
Every answer's status and length are checked, every fiftieth is parsed.`
