/**
 * What a source is called in the flat folder of bundles: `test-http-walk.test` for `test/http/walk.test.ts`.
 *
 * @param {string} file relative to the project's root
 */
export const nameOf = (file) => file.replace(/\.ts$/, '').replaceAll('/', '-')
