import { defineConfig, globalIgnores } from 'eslint/config'
import reactHooks from 'eslint-plugin-react-hooks'
import ts from 'typescript'
import tseslint from 'typescript-eslint'

const TYPESCRIPT = ['**/*.ts', '**/*.tsx']
/** What runs in production. Everything else is tests, benches and scripts. */
const PRODUCT = ['workflows', 'collections', 'media', 'src'].flatMap((folder) => [
  `${folder}/**/*.ts`,
  `${folder}/**/*.tsx`,
])

/* ---- The house's own syntax rules ------------------------------------------------------------------------------- */

const WALL_CLOCK = [
  {
    selector: 'MemberExpression[object.name="Date"][property.name="now"]',
    message: 'Only workflows/engine/clock.ts reads the time: take the instant from the clock that is passed in.',
  },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.name="Date"]',
    message: 'Only workflows/engine/clock.ts reads the time: take the instant from the clock that is passed in.',
  },
]

const AT_MODULE_LEVEL = ':matches(Program, Program > ExportNamedDeclaration) > VariableDeclaration'
const MODULE_STATE = [
  {
    selector: `${AT_MODULE_LEVEL}[kind=/^(let|var)$/]`,
    message:
      'No mutable state at module level: Next loads a second copy of this module. Use workflows/engine/shared.ts.',
  },
  {
    selector: [
      'NewExpression.init[callee.name=/^(Weak)?(Map|Set)$/][arguments.length=0]',
      'ArrayExpression.init[elements.length=0]',
      'ObjectExpression.init[properties.length=0]',
    ]
      .map((empty) => `${AT_MODULE_LEVEL} > VariableDeclarator > ${empty}`)
      .join(', '),
    message:
      'An empty container at module level is mutable state, and Next loads a second copy of this module. Use workflows/engine/shared.ts.',
  },
]

/* ---- The house's own rules that need types ---------------------------------------------------------------------- */

const PAYLOAD_TYPES = new Set(['BasePayload', 'Payload'])
const LOCAL_API = new Set(
  (
    'find findByID findDistinct findVersions findVersionByID findGlobal findGlobalVersions findGlobalVersionByID ' +
    'count countVersions countGlobalVersions create update updateGlobal delete duplicate ' +
    'restoreVersion restoreGlobalVersion'
  ).split(' '),
)

const nameOf = (node) =>
  node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? node.property.name : ''

/** True for a value of Payload's own class, whatever it is called; by name where the type is unknown. */
function isPayload(services, node) {
  const type = services.getTypeAtLocation(node)
  const parts = type.isUnionOrIntersection() ? type.types : [type]
  if (parts.some((part) => PAYLOAD_TYPES.has(part.symbol?.name))) return true
  const unknown = parts.some((part) => part.flags & ts.TypeFlags.Any)
  return unknown && nameOf(node) === 'payload'
}

/** True when the argument surely has the property: written out, spread in, or required by its type. */
function surelyHas(services, node, property) {
  const symbol = services.getTypeAtLocation(node).getProperty(property)
  return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Optional) === 0
}

const house = {
  rules: {
    'no-payload-db': {
      meta: {
        type: 'problem',
        schema: [],
        messages: { db: 'payload.db passes every lock: only workflows/engine may use it.' },
      },
      create(context) {
        const services = context.sourceCode.parserServices
        const isDb = (key) => key.name === 'db' || key.value === 'db'
        return {
          MemberExpression(node) {
            if (isDb(node.property) && isPayload(services, node.object)) context.report({ node, messageId: 'db' })
          },
          ObjectPattern(node) {
            const taken = node.properties.find((property) => property.type === 'Property' && isDb(property.key))
            if (taken && isPayload(services, node)) context.report({ node: taken, messageId: 'db' })
          },
        }
      },
    },
    'name-override-access': {
      meta: {
        type: 'problem',
        schema: [],
        messages: {
          missing: 'Say overrideAccess: true or false in payload.{{method}}: Payload silently takes true.',
        },
      },
      create(context) {
        const services = context.sourceCode.parserServices
        return {
          CallExpression(node) {
            const { callee } = node
            if (callee.type !== 'MemberExpression' || !LOCAL_API.has(callee.property.name)) return
            if (!isPayload(services, callee.object)) return
            const options = node.arguments[0]
            if (options && surelyHas(services, options, 'overrideAccess')) return
            context.report({ node: callee.property, messageId: 'missing', data: { method: callee.property.name } })
          },
        }
      },
    },
  },
}

/* ---- The configuration ------------------------------------------------------------------------------------------ */

export default defineConfig(
  globalIgnores([
    'dist/',
    '.next/',
    '.data/',
    'coverage/',
    'test-results/',
    'next-env.d.ts',
    'src/payload-types.ts',
    'src/migrations/',
    '**/importMap.js',
  ]),
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: TYPESCRIPT,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true, 'ts-check': false },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true, boolean: true } }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // An index that the line above proves may be asserted; that a line proves it is for the reader to see.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Payload, Next and the engine ask for async functions where one of ours has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/prefer-regexp-exec': 'off',
    },
  },
  {
    // What runs in browsers; on the server Next's build refuses hooks.
    files: [
      'src/**/*.client.{ts,tsx}',
      'src/portal/client/**/*.{ts,tsx}',
      'src/file-choices/**/*.{ts,tsx}',
      'src/app/**/error.tsx',
    ],
    extends: [reactHooks.configs.flat.recommended],
  },
  {
    files: PRODUCT,
    plugins: { house },
    rules: {
      'house/name-override-access': 'error',
      'house/no-payload-db': 'error',
      'no-restricted-syntax': ['error', ...WALL_CLOCK, ...MODULE_STATE],
    },
  },
  { files: ['*.ts'], rules: { 'no-restricted-syntax': ['error', ...WALL_CLOCK] } },
  {
    files: ['workflows/engine/clock.ts', 'media/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...MODULE_STATE] },
  },
  { files: ['workflows/engine/**/*.ts', 'src/database.ts'], rules: { 'house/no-payload-db': 'off' } },
  {
    // The drivers' own classes are known here by their shape alone: their packages are Payload's.
    files: ['workflows/engine/store-*.ts'],
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  {
    // Payload still says `read` where the next major will say `find`.
    files: ['collections/access/*.ts'],
    rules: { '@typescript-eslint/no-deprecated': 'off' },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      // Jest's matchers (expect.any, expect.objectContaining) are typed any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
)
