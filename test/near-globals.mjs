import { createHash } from 'node:crypto'
import swc from '@swc/jest'

/**
 * `@swc/jest`, and these names in each module's own scope. Otherwise each look at one of them passes through the vm that
 * the test file runs in, which costs a fifth of all time in what asks for them in every loop. CommonJS gets them by the
 * setting `sandboxInjectedGlobals`.
 */
const NAMES =
  'Array, BigInt, Float64Array, Int32Array, JSON, Map, Math, Number, Object, Set, String, Symbol, Uint8Array'

export default {
  createTransformer(options) {
    const { canInstrument, getCacheKey, process } = swc.createTransformer(options)
    return {
      canInstrument,
      getCacheKey: (...given) =>
        createHash('sha256')
          .update(NAMES + getCacheKey(...given))
          .digest('hex'),
      process(...given) {
        const { code, ...more } = process(...given)
        return { code: `const { ${NAMES} } = globalThis; ${code}`, ...more }
      },
    }
  },
}
