import { formatYuan } from '../../../workflows/rules/money'
import type { MyAwardPage } from '../../../workflows/award/queries'
import { offers } from '../../../workflows/engine'
import type { Flash } from '../../flash'
import { labelText } from '../../file-words'
import { fill } from '../../i18n'
import { UploadForm } from '../client/upload-form'
import { myFiles } from '../data/files'
import { amountInWords, refusalText, sizeText, verbWord } from '../say'
import { view } from '../view'
import { Hidden } from './bits'
import { TextField, Tick } from './field'
import { UnfinishedUploads } from './unfinished-uploads'
import { uploadWords } from './upload-words'

interface Props {
  award: MyAwardPage
  flash: Flash | null
}

/** Whether this person may run the verb now; why not, when only the moment is wrong. */
async function offered(id: string, verb: string) {
  const { engine, actor } = await view()
  const { rev, commands } = await offers(engine, actor, 'award', id)
  return { rev, offer: commands.find((command) => command.verb === verb) }
}

export async function SignAgreement({ award, flash }: Props) {
  const { lang, w } = await view()
  if (award.state !== 'standing') return null
  const { rev, offer } = await offered(award.id, 'sign')
  const path = `/my/awards/${award.id}`
  if (!offer?.allowed) return <WhyNot verb="sign" why={offer?.why} />
  return (
    <section>
      <h2>{w.award.agreement}</h2>
      <p>{fill(w.award.agreementText, { amount: formatYuan(award.fen), words: amountInWords(lang, award.fen) })}</p>
      <form method="post" action={`/commands/award/${award.id}/sign`} className="form">
        <Hidden rev={rev} next={path} back={path} />
        <TextField
          name="accountHolder"
          label={w.award.accountHolder}
          help={w.award.accountHolderHelp}
          flash={flash}
          autoComplete="name"
        />
        <Tick name="agree:boolean" issueField="agree" label={w.award.agree} flash={flash} />
        <button type="submit" className="primary">
          {w.award.sign}
        </button>
      </form>
    </section>
  )
}

/** Uploading first, then choosing: both work before scripts load. */
export async function Deliver({ award, flash, uploaded }: Props & { uploaded: readonly string[] }) {
  const { reader, actor, lang, w } = await view()
  if (award.state !== 'signed') return null
  const { rev, offer } = await offered(award.id, 'deliver')
  const path = `/my/awards/${award.id}`
  const files = await myFiles(reader, actor)
  const sent = Array.isArray(flash?.answer) ? (flash.answer as string[]) : uploaded
  const chosen = [flash?.values?.['files[]'] ?? sent].flat()
  return (
    <section>
      <h2>{w.award.deliver}</h2>
      <p>{w.award.deliverLead}</p>
      <UploadForm action="/my/files" page={path} part="f-files" language={lang} words={uploadWords(w)}>
        <Hidden next={path} back={path} />
        <div className="field">
          <label htmlFor="f-upload">{w.award.upload}</label>
          <input id="f-upload" type="file" name="file" multiple required />
        </div>
        <button type="submit">{w.award.uploadButton}</button>
      </UploadForm>
      <UnfinishedUploads path={path} />
      {offer?.allowed ? (
        <form method="post" action={`/commands/award/${award.id}/deliver`} className="form">
          <Hidden rev={rev} next={path} back={path} />
          <fieldset className="field" id="f-files" tabIndex={-1}>
            <legend>{w.award.deliverChoose}</legend>
            {files.length === 0 ? <p className="empty">{w.award.noFiles}</p> : null}
            <div className="choices">
              {files.map(({ id, name, mime, bytes, standing }) => (
                <label key={id} className="choice">
                  <input type="checkbox" name="files[]" value={id} defaultChecked={chosen.includes(id)} />
                  <span>
                    {name ?? id}{' '}
                    <span className="soft">
                      {mime}, {sizeText(lang, bytes)}
                      {standing && standing.label !== 'none' ? `, ${labelText(lang, standing)}` : ''}
                    </span>
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
          <TextField name="note" label={w.award.deliverNote} required={false} rows={3} flash={flash} />
          <button type="submit" className="primary">
            {w.award.deliverButton}
          </button>
        </form>
      ) : (
        <WhyNot verb="deliver" why={offer?.why} />
      )}
    </section>
  )
}

async function WhyNot({
  verb,
  why,
}: {
  verb: string
  why: { code: string; params: Record<string, unknown> } | undefined
}) {
  const { lang, w } = await view()
  if (!why) return null
  return (
    <p className="soft">
      {fill(w.common.whyNot, { verb: verbWord(lang, 'award', verb), why: refusalText(lang, why.code, why.params) })}
    </p>
  )
}
