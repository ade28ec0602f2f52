// Starts one of the built entries (server, seed, check, migrate, appoint) with the environment it needs.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { environment, root, startedWith } from './lib/environment.mjs'

const [entry, ...args] = process.argv.slice(2)
const child = spawn(process.execPath, [...startedWith, path.join(root, `dist/${entry}.mjs`), ...args], {
  cwd: root,
  env: environment(),
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
