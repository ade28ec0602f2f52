/**
 * The walls of the house. `npm run walls` checks them, and so does `npm test`.
 * A path is relative to the project's root; npm packages appear under node_modules/.
 */
const TYPES = '^src/payload-types\\.ts$'
const PRODUCT = '^(src|workflows|collections|media)/|^payload\\.config\\.ts$'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'rules-stand-alone',
      comment:
        'workflows/rules is the rulebook: it imports zod and other rules, nothing else (no node: module either).',
      severity: 'error',
      from: { path: '^workflows/rules/' },
      to: { pathNot: '^(workflows/rules/|node_modules/zod/)' },
    },
    {
      name: 'media-stands-alone',
      comment:
        'media/ imports nothing of ours; of packages only sharp, file-type, busboy, pdf-lib, fflate, yauzl, yazl and client-s3.',
      severity: 'error',
      from: { path: '^media/' },
      to: {
        pathNot:
          '^(media/|node_modules/(sharp|file-type|busboy|@cantoo/pdf-lib|fflate|yauzl|yazl|@aws-sdk/client-s3|@types/(node|busboy|yauzl|yazl))/)',
        dependencyTypesNot: ['core'],
      },
    },
    {
      name: 'workflows-know-no-nouns-files-or-faces',
      comment: 'workflows/ names collections by slug and reaches files as facts.',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^(collections|media|src|test|bench|bin)/|^[^/]+\\.config\\.', pathNot: TYPES },
    },
    {
      name: 'collections-know-no-faces',
      comment: 'collections/ may import workflows/rules and media/ (and each other), never src/.',
      severity: 'error',
      from: { path: '^collections/' },
      to: { path: '^(workflows/(?!rules/)|src|test|bench|bin)/?|^[^/]+\\.config\\.', pathNot: TYPES },
    },
    {
      name: 'stored-types-are-types',
      comment: 'src/payload-types.ts is the one exception, and only by `import type`.',
      severity: 'error',
      from: { path: '^(workflows|collections)/' },
      to: { path: TYPES, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nobody-imports-tests',
      comment: 'What tests and benches need of each other lives in test/support; the product never needs it.',
      severity: 'error',
      from: { pathNot: '^(test|bench)/' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'tests-need-no-bench',
      severity: 'error',
      from: { path: '^test/' },
      to: { path: '^bench/' },
    },
    {
      name: 'no-circles',
      comment:
        'Circles of values break the order of loading. Circles through `import type` alone vanish when compiled.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'A module that imports nothing and that nothing imports is dead, unless a program starts there.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '^[^/]+\\.config\\.(ts|mjs|cjs|js)$',
          '^\\.dependency-cruiser\\.cjs$',
          '^src/[^/]+\\.(ts|mjs)$',
          '^src/app/',
          '^(bin|test|bench)/',
        ],
      },
      to: {},
    },
    {
      name: 'resolvable',
      comment: 'The import names nothing that exists.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared-packages-only',
      comment: 'A package that package.json does not name may vanish with the next update of another.',
      severity: 'error',
      from: { path: PRODUCT },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-development-packages',
      comment: 'The product runs without devDependencies.',
      severity: 'error',
      from: { path: PRODUCT },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.next|\\.data|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.jsx', '.json', '.d.ts'],
    },
  },
}
