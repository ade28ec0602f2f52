import type {
  AiUse,
  ApplicantKind,
  Audience,
  Format,
  Licence,
  SupportMode,
  ThemeOrientation,
} from '../../../workflows/rules/vocabulary'
import type { BudgetLine, RichText } from '../../../workflows/rules/forms'

/** A work as its maker describes it in an application. */
export interface DemoWork {
  mode: SupportMode
  format: Format
  theme: ThemeOrientation
  audience: Audience[]
  discipline: string
  title: string
  abstract: string
  keywords: string[]
  /** Paragraphs; one that begins with `# ` is a heading, lines that begin with `- ` are a list. */
  text?: string[]
  /** Captions of a comic's pages. */
  pages?: string[]
  plan?: string
  originality: string
  references: string
  budget: BudgetLine[]
  requestedFen: number
  licence: Licence
  aiUse?: AiUse
}

/** Who applies, as the form asks. */
export interface DemoApplicant {
  applicantKind: ApplicantKind
  organisationName?: string
  contactName: string
  contactPhone: string
  town: string
}

/** The text of a work as the form keeps it. */
export const richText = (paragraphs: readonly string[]): RichText => ({
  type: 'doc',
  blocks: paragraphs.map((text) => {
    if (text.startsWith('# ')) return { type: 'heading', text: text.slice(2) }
    if (text.startsWith('- ')) return { type: 'list', text: text.replace(/^- /gm, '') }
    return { type: 'paragraph', text }
  }),
})
