import type { DossierView as Dossier } from '../../../workflows/review/queries'
import { place } from '../../games/place'
import { optionWord } from '../options'
import { wordAt } from '../say'
import { view } from '../view'
import { Answer } from './answer'
import { Game } from './game'
import { Media } from './media'

/** The blind copy: answers and files, and nothing that tells whose they are. */
export async function DossierView({ dossier }: { dossier: Dossier }) {
  const { lang, w } = await view()
  const files = dossier.files.map(({ file, mime, bytes }) => ({ id: file, name: null, mime, bytes }))
  const groups = [...new Set(dossier.questions.map(({ group }) => group))]
  return (
    <>
      {dossier.files.map((file, index) => (
        <BlindFile key={file.file} file={file} label={`${optionWord(lang, 'fileRole', file.role)} ${index + 1}`} />
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

async function BlindFile({ file, label }: { file: Dossier['files'][number]; label: string }) {
  const { v } = await view()
  return (
    <>
      <BlindMedia file={file} label={label} />
      {file.label ? <p className="soft">{v.aiLabels[file.label]}</p> : null}
    </>
  )
}

async function BlindMedia({
  file: { file, mime, bytes, alt },
  label,
}: {
  file: Dossier['files'][number]
  label: string
}) {
  const { account, now } = await view()
  const { origin, link } = place()
  if (mime === 'application/zip' && origin !== null && account)
    return <Game src={link({ file, person: account.id }, now.toISOString())} file={file} title={label} />
  return <Media src={`/files/${file}`} mime={mime} bytes={bytes} alt={alt} label={label} />
}
