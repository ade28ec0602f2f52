// The one command for a newcomer: builds what is not built, prepares an SQLite file, fills it with the demonstration,
// and serves everything on one port. Again without harm: what is there already is left as it is.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { environment, root, startedWith } from './lib/environment.mjs'

const began = performance.now()
const say = (line) => console.log(`[${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s] ${line}`)
const env = { SEED_DEMO: 'on', ...environment() }

/** Runs a step to its end; its last line must be the word it promises, or nothing of it is believed. */
function step(script, args, promised) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args, path.join(root, script)], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let last = ''
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk)
      last = chunk.toString().trimEnd().split('\n').at(-1) ?? last
    })
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code === 0 && (!promised || last.trim() === promised)) resolve()
      else reject(new Error(`${script} ended with ${code} and did not finish`))
    })
  })
}

async function serve() {
  const child = spawn(process.execPath, [...startedWith, path.join(root, 'dist/server.mjs')], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.stdout.on('data', (chunk) => {
    process.stdout.write(chunk)
    const url = /^ready (\S+)/m.exec(chunk.toString())?.[1]
    if (url) welcome(url)
  })
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGTERM' || signal === 'SIGINT' ? 0 : 1)))
}

function welcome(url) {
  say('就绪 · ready')
  console.log(`
  门户 portal    ${url}/
  管理 admin     ${url}/admin
  内容接口 API   ${url}/content/v1/openapi.json
  命令接口       ${url}/commands/openapi.json

  Ctrl+C 停止 · stop`)
}

try {
  say('检查构建 · checking the build')
  await step('bin/build-if-needed.mjs', [])
  say('准备数据库与演示数据 · preparing the database and the demonstration')
  await step('dist/seed.mjs', startedWith, 'seeded')
  say('启动 · starting')
  await serve()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
