import type { DossierView as Dossier } from '../../../workflows/review/queries'
import { optionWord } from '../options'
import { wordAt } from '../say'
import { view } from '../view'
import { Answer } from './answer'
import { Media } from './media'

/** The blind copy: answers and files, and nothing that tells whose they are. */
export async function DossierView({ dossier }: { dossier: Dossier }) {
  const { lang, w } = await view()
  const files = dossier.files.map(({ file, mime, bytes }) => ({ id: file, name: null, mime, bytes }))
  const groups = [...new Set(dossier.questions.map(({ group }) => group))]
  return (
    <>
      {dossier.files.map(({ file, mime, role, bytes, alt }, index) => (
        <Media
          key={file}
          src={`/files/${file}`}
          mime={mime}
          bytes={bytes}
          alt={alt}
          label={`${optionWord(lang, 'fileRole', role)} ${index + 1}`}
        />
      ))}
      {groups.map((group) => (
        <section key={group}>
          <h3>{wordAt(w.groups, group) ?? group}</h3>
          <dl className="answers">
            {dossier.questions
              .filter((question) => question.group === group && question.kind !== 'files')
              .map((question) => (
                <div key={question.key}>
                  <dt>{question.label[lang]}</dt>
                  <dd>
                    <Answer
                      question={{ ...question, required: false, identity: false }}
                      value={dossier.answers[question.key]}
                      files={files}
                    />
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </>
  )
}
