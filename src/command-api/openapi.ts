import { z } from 'zod'
import type { Command, Registry } from '../../workflows/engine'
import { words } from '../i18n'

const outcome = z.strictObject({
  id: z.string(),
  state: z.string(),
  rev: z.int(),
  answer: z.unknown(),
  at: z.iso.datetime(),
  replayed: z.boolean(),
})

/** Only the first answer shows the key itself: what is kept of it is a hash. */
const withKey = outcome.extend({ key: z.string().optional() })

const offers = z.strictObject({
  id: z.string(),
  state: z.string(),
  rev: z.int(),
  commands: z.array(
    z.strictObject({
      verb: z.string(),
      allowed: z.boolean(),
      tone: z.enum(['primary', 'plain', 'danger']),
      why: z.strictObject({ code: z.string(), params: z.record(z.string(), z.unknown()) }).optional(),
    }),
  ),
})

const problem = z.strictObject({
  type: z.string(),
  status: z.int(),
  code: z.string(),
  title: z.string(),
  title_zh: z.string(),
  title_en: z.string(),
  params: z.record(z.string(), z.unknown()),
  issues: z.array(z.strictObject({ field: z.string(), code: z.string(), title: z.string() })),
})

const description = `One POST for every command. Sign in with POST /account/sign-in and a JSON body of email and password: the answer sets the
session's cookie \`payload-token\`; send it back, or its value as \`Authorization: JWT …\`. Draw an Idempotency-Key of your own for
each command: the same key again gets the first answer, with other input 422. Send the revision that you saw as \`rev\`, and
whoever was faster is not overwritten: 409 says what changed.`

const json = (type: z.ZodType) => z.toJSONSchema(type, { unrepresentable: 'any' })
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const inPath = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } })
const answers = (name: string) => ({
  200: { description: 'done', content: { 'application/json': { schema: ref(name) } } },
  default: { description: 'refused', content: { 'application/problem+json': { schema: ref('Problem') } } },
})

/** The description of every command, made from the very schemas that check its input. */
export function commandsOpenApi(registry: Registry, serverUrl: string): object {
  const paths: Record<string, object> = { '/commands/{subject}/{id}': { get: offersOf(registry) } }
  for (const { subject, commands } of registry.workflows)
    for (const command of commands) {
      const birth = command.from === 'birth'
      paths[`/commands/${subject}/${birth ? '' : '{id}/'}${command.verb}`] = { post: operation(subject, command) }
    }
  return {
    openapi: '3.1.0',
    info: { title: 'Kepu Commons: commands', version: '1', description },
    servers: [{ url: serverUrl }],
    security: [{ session: [] }, { token: [] }, {}],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'payload-token' },
        token: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'JWT, a space, the token' },
      },
      schemas: {
        Outcome: json(outcome),
        OutcomeWithKey: json(withKey),
        Offers: json(offers),
        Problem: json(problem),
      },
    },
  }
}

const offersOf = ({ workflows }: Registry) => ({
  operationId: 'offers',
  summary: '现在可以办理什么，不能办理的原因 · What may be done now, and why not the rest',
  parameters: [
    {
      ...inPath('subject'),
      schema: { type: 'string', enum: workflows.map(({ subject }) => subject) },
    },
    inPath('id'),
  ],
  responses: answers('Offers'),
})

function operation(subject: string, command: Command) {
  const birth = command.from === 'birth'
  const input = z.toJSONSchema(command.input, { io: 'input', unrepresentable: 'any' })
  const optional = command.input.safeParse(undefined).success || command.input.safeParse({}).success
  const labels = words('zh').verbs as Record<string, Record<string, string> | undefined>
  return {
    operationId: `${subject}.${command.verb}`,
    tags: [subject],
    summary: labels[subject]?.[command.verb] ?? command.verb,
    description: `roles: ${command.roles.join(', ')}; from: ${birth ? '—' : command.from.toString()}; to: ${command.to.join(', ')}`,
    parameters: [
      {
        name: 'Idempotency-Key',
        in: 'header',
        required: true,
        schema: { type: 'string', pattern: '^[\\x21-\\x7e]{8,200}$' },
      },
      ...(birth ? [] : [inPath('id')]),
    ],
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: { input, rev: { type: 'integer' } },
            ...(optional ? {} : { required: ['input'] }),
            additionalProperties: false,
          },
        },
      },
    },
    responses: answers(subject === 'apiKey' && command.verb === 'issue' ? 'OutcomeWithKey' : 'Outcome'),
  }
}
