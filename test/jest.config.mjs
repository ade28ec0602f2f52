import { rmSync } from 'node:fs'
import path from 'node:path'
import { root } from '../bin/lib/files.mjs'
import { bundleTests } from './bundle.mjs'

process.env.TEST_RUN ??= String(process.pid)
process.env.KEPU_ROOT ??= root
process.env.PAYLOAD_SECRET ??= 'a-secret-for-tests-only-0123456789abcdef'
process.env.PAYLOAD_DISABLE_DEPENDENCY_CHECKER ??= 'true'
process.env.LOG_LEVEL ??= 'silent'

/** Made by test/run.mjs for all of a run; by a Jest that is started alone, for itself. */
async function bundles() {
  const given = process.env.KEPU_TEST_BUNDLES
  if (given) return given
  const own = path.join(root, 'dist/test', String(process.pid))
  process.once('exit', () => rmSync(own, { recursive: true, force: true }))
  await bundleTests(own)
  return own
}

/** Jest over native ES modules, which is all that Payload ships; compiled before, see bundle.mjs. */
export default {
  rootDir: root,
  roots: [await bundles()],
  testEnvironment: 'node',
  testMatch: ['**/*.test.mjs'],
  transform: {},
  // Nothing of ours takes so long by itself; a busy machine may.
  testTimeout: 600_000,
  // For the CommonJS packages that stay outside of the bundles; a name that one declares for itself cannot stand here.
  sandboxInjectedGlobals: [
    'Array',
    'BigInt',
    'Error',
    'JSON',
    'Map',
    'Math',
    'Number',
    'Object',
    'Set',
    'String',
    'Symbol',
    'Uint8Array',
  ],
  workerIdleMemoryLimit: '1GB',
}
