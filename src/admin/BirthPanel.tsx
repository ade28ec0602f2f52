import type { Command } from '../../workflows/engine'
import { Gutter } from '@payloadcms/ui'
import type { ListViewServerProps } from 'payload'
import { engine } from '../engine'
import { actorOf } from './actor'
import { BirthForms } from './BirthForms.client'
import { commandForm, withoutForm } from './command-fields'
import { dictionary, inputWords } from './words'

type Props = ListViewServerProps & { subject: string }

/** Before a list: what this person may bring into being here. */
export async function BirthPanel({ user, i18n, subject, collectionSlug }: Props) {
  const words = dictionary(i18n.language)
  const births: Command[] = []
  const workflow = engine().registry.workflows.find((each) => each.subject === subject)
  for (const command of workflow?.commands ?? []) if (await mayBegin(command, user)) births.push(command)
  if (births.length === 0) return null
  const { panel, birth } = words.admin
  return (
    <Gutter>
      <BirthForms
        subject={subject}
        collection={collectionSlug}
        language={words.language}
        births={births.map((command) => ({
          verb: command.verb,
          label: words.verb(subject, command.verb),
          ...commandForm(command, null, words),
        }))}
        words={panel}
        birthWords={birth}
        inputWords={inputWords(words)}
      />
    </Gutter>
  )
}

/** The permission as the engine would ask it: the button says no more and no less. */
async function mayBegin(command: Command, user: unknown): Promise<boolean> {
  if (command.from !== 'birth' || command.quiet || withoutForm.includes(`${command.subject}.${command.verb}`))
    return false
  const actor = actorOf(user)
  const facts = await command.facts(engine().store.reader, null, null, actor)
  return command.who({ actor, subject: null, facts }) === null
}
