// Builds the server's entries with esbuild and the pages with Next, side by side.
import { spawn } from 'node:child_process'
import { build } from 'esbuild'

const entries = [
  'src/server.ts',
  'src/panels/worker.ts',
  'src/seed/index.ts',
  'src/check.ts',
  'src/migrate.ts',
  'src/appoint.ts',
  // Started by the others, from the folder that they lie in.
  'media/make/still-child.ts',
]

const bundled = build({
  entryPoints: Object.fromEntries(
    entries.map((path) => [path.replace(/^(src|media\/make)\//, '').replace(/(\/index)?\.ts$/, ''), path]),
  ),
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: 'linked',
  alias: { '@payload-config': './payload.config.ts' },
  logLevel: 'warning',
})

const pages = () =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
    })
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`next build ended with ${code}`))))
  })

await Promise.all([bundled, process.argv.includes('--server-only') ? null : pages()])
console.log('built')
