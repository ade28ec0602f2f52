import { zipSync } from 'fflate'
import type { DemoWork } from './types'

export const water: DemoWork = {
  mode: 'work_call',
  format: 'game',
  theme: 'S',
  audience: ['youth', 'general'],
  discipline: '170',
  title: '小水滴去哪儿了',
  abstract:
    '扮演一滴水，从海里出发，蒸发、成云、下雨、下渗、被树吸收再从叶子出去。走遍七个地方再回到大海，就走完了水循环。',
  keywords: ['水循环', '蒸发', '降水', '互动'],
  originality: '玩法、文字和画面均为师生原创，没有使用他人的素材和代码库。',
  references: '义务教育科学课程标准（2022年版）中“地球系统”部分。',
  budget: [{ item: 'production', amountFen: 900_000 }],
  requestedFen: 900_000,
  licence: 'cc-by-4.0',
}

const page = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>小水滴去哪儿了</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<svg viewBox="0 0 320 180" role="img" aria-labelledby="where">
<rect width="320" height="180" fill="#bfe3f7"/>
<circle cx="40" cy="34" r="16" fill="#f6b73c"/>
<path d="M150 40q8-18 28-12q18-14 34 2q22-2 22 16q0 14-18 14h-56q-18-2-10-20z" fill="#fff"/>
<path d="M130 150L215 62l70 60 35-14v72H130z" fill="#7d9c6d"/>
<path d="M215 62l-20 21 12 6 10-8 10 10 12-8z" fill="#fff"/>
<path d="M0 132q40-10 80 0t80 6l-16 42H0z" fill="#2f7fb8"/>
<path d="M214 84q-18 24-40 34t-32 24" fill="none" stroke="#2f7fb8" stroke-width="5"/>
<path d="M284 128v-18m0 0l-9 6m9-6l9 6" stroke="#5b4630" stroke-width="3"/>
<circle cx="284" cy="102" r="12" fill="#3d7a3a"/>
<path id="drop" d="M0-9q7 9 7 13a7 7 0 0 1-14 0q0-4 7-13z" fill="#0b4f8a" stroke="#fff" stroke-width="1.5"/>
</svg>
<main>
<h1 id="where" tabindex="-1"></h1>
<p id="what" aria-live="polite"></p>
<div id="ways"></div>
<p id="seen"></p>
</main>
<script type="module" src="game.mjs"></script>
</body>
</html>
`

const style = `body{margin:0;font:1.05rem/1.6 system-ui,sans-serif;color:#12283a;background:#f4f9fc}
svg{display:block;width:100%;max-height:52vh;background:#bfe3f7}
main{padding:.75rem 1rem;max-width:40rem;margin:auto}
h1{font-size:1.25rem;margin:0 0 .25rem;outline:0}
p{margin:.25rem 0 .75rem}
button{font:inherit;display:block;width:100%;margin:.5rem 0;padding:.7rem 1rem;text-align:start;border:2px solid #0b4f8a;border-radius:.4rem;background:#fff;color:#0b4f8a}
button:focus-visible{outline:3px solid #f6b73c}
#drop{transition:transform .8s}
@media (prefers-reduced-motion:reduce){#drop{transition:none}}
`

/** Where a drop can be, where that is in the picture, and what can become of it there. */
const places = `export const places = {
  sea: { name: '大海', at: [50, 150], ways: [['太阳把海面晒热', 'vapour', '蒸发：水变成看不见的水蒸气，盐留在海里。']] },
  vapour: { name: '空气', at: [90, 90], ways: [['升到高处，越来越冷', 'cloud', '凝结：水蒸气遇冷，附在细小的尘粒上，变成小水滴，聚成云。']] },
  cloud: { name: '云', at: [188, 44], ways: [
    ['小水滴越聚越大', 'river', '降水：空气托不住了，水滴落下来，顺着山坡汇进小溪。'],
    ['云里的温度低于零摄氏度', 'snow', '云里的水变成冰晶，落到山顶成了雪。'],
  ] },
  snow: { name: '山顶的雪', at: [216, 70], ways: [['天气转暖', 'river', '融化：冰雪变成水，流进小溪。']] },
  river: { name: '河流', at: [172, 118], ways: [
    ['一路流下去', 'sea', '径流：河水带着泥沙回到大海。'],
    ['渗进土里', 'ground', '下渗：水穿过土壤和石头的缝隙，成了地下水。'],
  ] },
  ground: { name: '地下', at: [240, 160], ways: [
    ['在石缝里慢慢走', 'river', '地下水从河岸渗出来，旱季的河也因此不断流。'],
    ['碰到树根', 'plant', '根把水吸进去，沿着树干一直送到叶子。'],
  ] },
  plant: { name: '树', at: [284, 102], ways: [['从叶子的气孔出去', 'vapour', '蒸腾：一棵大树，一个夏日能放出上百千克的水。']] },
}
`

const game = `import { places } from './places.mjs'

const all = Object.keys(places).length
const by = (id) => document.getElementById(id)
const journey = { place: 'sea', seen: new Set(['sea']), steps: 0 }

function go(to, said) {
  journey.place = to
  journey.seen.add(to)
  journey.steps += 1
  show(said)
  by('where').focus()
}

function show(said) {
  const { name, at, ways } = places[journey.place]
  const home = journey.place === 'sea' && journey.seen.size === all
  by('drop').setAttribute('transform', 'translate(' + at.join(' ') + ')')
  by('where').textContent = home ? '走完了水循环' : '你现在在：' + name
  by('what').textContent = said
  by('seen').textContent = '去过 ' + journey.seen.size + ' 处，共 ' + all + ' 处，走了 ' + journey.steps + ' 步。' + best(home)
  by('ways').replaceChildren(...(home ? [again()] : ways.map(([label, to, what]) => button(label, () => go(to, what)))))
}

function best(home) {
  const known = Number(localStorage.getItem('best')) || Infinity
  if (home && journey.steps < known) localStorage.setItem('best', journey.steps)
  const now = Math.min(known, home ? journey.steps : Infinity)
  return now === Infinity ? '' : '最少 ' + now + ' 步。'
}

const again = () =>
  button('再走一次', () => {
    Object.assign(journey, { seen: new Set(), steps: -1 })
    go('sea', start)
  })

function button(label, press) {
  const made = document.createElement('button')
  made.textContent = label
  made.addEventListener('click', press)
  return made
}

const start = '你是大海里的一滴水。走遍七个地方，再回到大海。'
show(start)
`

/** The game as its maker hands it in. */
export const waterGame = (): Uint8Array => {
  const text = (content: string) => new TextEncoder().encode(content)
  return zipSync(
    { 'index.html': text(page), 'style.css': text(style), 'places.mjs': text(places), 'game.mjs': text(game) },
    { mtime: new Date(2026, 2, 1) },
  )
}
