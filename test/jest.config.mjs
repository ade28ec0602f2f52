process.env.TEST_RUN ??= String(process.pid)
process.env.PAYLOAD_SECRET ??= 'a-secret-for-tests-only-0123456789abcdef'
process.env.PAYLOAD_DISABLE_DEPENDENCY_CHECKER ??= 'true'
process.env.LOG_LEVEL ??= 'silent'

/** Jest over native ES modules: Payload ships nothing else, so only our TypeScript is compiled. */
export default {
  rootDir: '..',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Nothing of ours takes so long by itself; a busy machine may.
  testTimeout: 240_000,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^@payload-config$': '<rootDir>/payload.config.ts' },
  modulePathIgnorePatterns: ['<rootDir>/.next', '<rootDir>/dist', '<rootDir>/.data'],
  // See near-globals.mjs; a name that some package declares for itself cannot stand here.
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
  transformIgnorePatterns: ['/node_modules/(?!.*drizzle-orm/entity\\.js$)'],
  transform: {
    '\\.tsx?$|drizzle-orm/entity\\.js$': [
      '<rootDir>/test/near-globals.mjs',
      {
        swcrc: false,
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
      },
    ],
  },
  workerIdleMemoryLimit: '1GB',
}
