import path from 'node:path'
import { build } from 'esbuild'

export const root = path.resolve(import.meta.dirname, '../..')
export const folder = path.join(root, 'dist/bench')
const options = {
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  alias: { '@payload-config': path.join(root, 'payload.config.ts') },
  logLevel: 'warning',
}

/** Bundles the server as the build does, and each of the bench's own entries; gives their paths by name. */
export async function bundle() {
  const own = ['fill', 'serve-and-check', 'payload-alone', 'commits', 'scoring', 'assignment', 'odd-files']
  await build({ ...options, splitting: true, entryPoints: { server: path.join(root, 'src/server.ts') } })
  await build({
    ...options,
    entryPoints: {
      ...Object.fromEntries(own.map((name) => [name, path.join(root, `bench/entries/${name}.ts`)])),
      'panels/worker': path.join(root, 'src/panels/worker.ts'),
      'still-child': path.join(root, 'media/make/still-child.ts'),
    },
  })
  return Object.fromEntries(['server', ...own].map((name) => [name, path.join(folder, `${name}.mjs`)]))
}
