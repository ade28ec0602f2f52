import { picturesLacking } from '../../../workflows/rules/forms'
import type { FileAnswer, RichText } from '../../../workflows/rules/forms'
import { lackingText } from '../../file-words'
import type { MyDraft } from '../data/drafts'
import { view } from '../view'

/** Said before it is handed in: the text names illustrations that are not there, and their marks would be left out. */
export async function PicturesLacking({ draft }: { draft: MyDraft }) {
  const { lang } = await view()
  const of = (kind: 'richtext' | 'files') =>
    draft.call.form.questions.filter((question) => question.kind === kind).map(({ key }) => draft.answers[key] ?? [])
  const blocks = of('richtext').flatMap((text) => (text as Partial<RichText>).blocks ?? [])
  const pictures = of('files').flatMap((files) =>
    (files as FileAnswer[]).filter(
      ({ file, role }) =>
        role === 'illustration' && draft.files.find(({ id }) => id === file)?.mime.startsWith('image/'),
    ),
  )
  const lacking = draft.answers.format === 'article' ? picturesLacking(blocks, pictures.length) : []
  return lacking.length === 0 ? null : (
    <p className="banner late" role="status">
      {lackingText(lang, lacking)}
    </p>
  )
}
