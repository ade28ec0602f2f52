import type { FormVersion } from '../../workflows/rules/forms'
import type { Dictionary } from './words'

/** The questions of a call, in the order in which they are asked. */
export function FormView({ form, words }: { form: unknown; words: Dictionary }) {
  const { questions = [] } = form as Partial<FormVersion>
  const { admin, language } = words
  return (
    <details>
      <summary>{admin.values.questions.replace('{count}', String(questions.length))}</summary>
      <table className="kepu-table">
        <thead>
          <tr>
            <th scope="col">{admin.fields.question}</th>
            <th scope="col">{admin.fields.required}</th>
            <th scope="col">{admin.fields.identity}</th>
          </tr>
        </thead>
        <tbody>
          {questions.map(({ key, label, required, identity }) => (
            <tr key={key}>
              <td>{label[language]}</td>
              <td>{required ? admin.values.yes : admin.values.no}</td>
              <td>{identity ? admin.values.yes : admin.values.no}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
