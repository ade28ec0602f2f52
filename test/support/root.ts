/** The project's root. Tests run from bundles, so what they need of the project is not found beside them. */
export const root = process.env.KEPU_ROOT ?? process.cwd()
