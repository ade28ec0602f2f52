import { offers } from '../../workflows/engine'
import type { Held, Offer } from '../../workflows/engine'
import type { UIFieldServerProps } from 'payload'
import { engine } from '../engine'
import { actorOf, refusalCode } from './actor'
import { AlikePanel } from './AlikePanel'
import { BlindCopyPanel } from './BlindCopyPanel'
import { ChoicesPanel } from './ChoicesPanel'
import { PicturesLacking } from './PicturesLacking'
import { CommandButtons } from './CommandButtons.client'
import type { OfferedCommand } from './CommandButtons.client'
import { commandForm, startsFilled } from './command-fields'
import type { Row } from './command-fields'
import { startValues } from './command-input'
import type { CommandField, FieldValues } from './command-input'
import { pickSources } from './pick-sources'
import { titleOf } from './titles'
import { dictionary, inputWords } from './words'
import type { Dictionary } from './words'
import type { PayloadRequest } from 'payload'

type Props = UIFieldServerProps & { subject: string }

/** What stands now, who owes the next step, and what this person may do about it: first in every document. */
export async function CommandPanel({ id, req, i18n, subject }: Props) {
  if (id === undefined || !req.user) return null
  const offered = await offersFor(req, subject, String(id))
  if (!offered) return null
  const words = dictionary(i18n.language)
  const { collection, states } = engine().registry.workflow(subject)
  const row = ((await engine().store.reader.get<Held>(collection, String(id))) ?? {}) as unknown as Row
  const commands: OfferedCommand[] = []
  for (const offer of offered.commands) commands.push(await told(req, subject, offer, row, words))
  const { final = false, owes = null } = states[offered.state] ?? {}
  const { panel } = words.admin
  const next = final ? panel.final : owes === null ? panel.owesNobody : panel.owes
  return (
    <>
      <CommandButtons
        subject={subject}
        id={offered.id}
        rev={offered.rev}
        language={words.language}
        state={words.state(subject, offered.state)}
        next={next.replace('{who}', owes === null ? '' : words.role(owes))}
        commands={commands}
        states={words.states(subject)}
        verbs={words.verbs()}
        words={panel}
        inputWords={inputWords(words)}
      />
      <BlindCopyPanel subject={subject} row={row} req={req} words={words} />
      <AlikePanel subject={subject} row={row} req={req} words={words} />
      <PicturesLacking subject={subject} row={row} words={words} />
      <ChoicesPanel subject={subject} row={row} req={req} words={words} />
    </>
  )
}

async function offersFor({ user }: PayloadRequest, subject: string, id: string) {
  try {
    return await offers(engine(), actorOf(user), subject, id)
  } catch (error) {
    if (refusalCode(error) === 'not_found') return null
    throw error
  }
}

async function told(
  req: PayloadRequest,
  subject: string,
  offer: Offer,
  row: Row,
  words: Dictionary,
): Promise<OfferedCommand> {
  const { verb, allowed, tone, why } = offer
  const { command } = engine().registry.find(subject, verb)
  const form = allowed ? commandForm(command, row, words) : { fields: [], base: {}, wholes: [] }
  const filled = startsFilled.includes(`${subject}.${verb}`)
  const start = filled ? await withNames(req, form.fields, startValues(form.fields, { ...form.base, ...row })) : {}
  return {
    ...{ verb, allowed, tone, ...form, start },
    label: words.verb(subject, verb),
    ...(why ? { why: words.refusal(why.code, sayable(subject, why.params, words)) } : {}),
  }
}

/** Codes of states and roles within a refusal, as words. */
function sayable(subject: string, params: Record<string, unknown>, words: Dictionary): Record<string, unknown> {
  const state = (code: unknown) => words.state(subject, String(code))
  return {
    ...params,
    ...(typeof params.state === 'string' ? { state: state(params.state) } : {}),
    ...(Array.isArray(params.expected) ? { expected: words.join(params.expected.map(state)) } : {}),
    ...(typeof params.roles === 'string'
      ? { roles: words.join(params.roles.split(',').map((role) => words.role(role))) }
      : {}),
  }
}

async function withNames(
  req: PayloadRequest,
  fields: readonly CommandField[],
  start: FieldValues,
): Promise<FieldValues> {
  const named: Record<string, FieldValues[string]> = { ...start }
  for (const { name, kind, source = '' } of fields) {
    const collection = pickSources[source]?.collection
    const [held] = kind === 'pick' ? ((start[name] ?? []) as { id: string; label: string }[]) : []
    if (held && collection)
      named[name] = [{ id: held.id, label: (await titleOf(req, collection, held.id))?.text ?? held.id }]
  }
  return named
}
