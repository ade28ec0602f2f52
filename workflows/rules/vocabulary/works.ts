/** The four orientations of the founding document and of Art. 3 of the law on science popularisation, and `O` for other. */
export const themeOrientations = ['S', 'E', 'N', 'H', 'O'] as const
export type ThemeOrientation = (typeof themeOrientations)[number]

/** The founding document's five key groups, and the general public. */
export const audiences = ['youth', 'farmer', 'worker', 'elderly', 'cadre', 'general'] as const
export type Audience = (typeof audiences)[number]

/** The forms of work that a call may ask for. */
export const formats = ['video', 'comic', 'article', 'game'] as const
export type Format = (typeof formats)[number]

/** How far a work was made with generative tools, as its creator declares (labelling measures of 2025-09-01). */
export const aiUses = ['none', 'assisted', 'generated'] as const
export type AiUse = (typeof aiUses)[number]

/** The licences that a creator may offer. `programme-nonexclusive`: free, non-exclusive use in the public interest. */
export const licences = ['programme-nonexclusive', 'cc-by-4.0', 'cc-by-nc-4.0'] as const
export type Licence = (typeof licences)[number]

/** What a file is to its work. Only `evidence` is never shown outside the programme. */
export const fileRoles = ['work', 'page', 'poster', 'illustration', 'subtitles', 'evidence'] as const
export type FileRole = (typeof fileRoles)[number]
