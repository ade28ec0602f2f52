import { z } from 'zod'
import type { Registry } from '../../workflows/engine'
import { words } from '../i18n'

const outcome = z.object({
  id: z.string(),
  state: z.string(),
  rev: z.int(),
  answer: z.unknown(),
  at: z.iso.datetime(),
  replayed: z.boolean(),
})

/** The description of every command, made from the very schemas that check its input. */
export function commandsOpenApi(registry: Registry, serverUrl: string): object {
  const paths: Record<string, object> = {}
  const labels = words('zh').verbs as Record<string, Record<string, string> | undefined>
  for (const { subject, commands } of registry.workflows)
    for (const command of commands) {
      const birth = command.from === 'birth'
      const input = z.toJSONSchema(command.input, { io: 'input', unrepresentable: 'any' })
      paths[birth ? `/commands/${subject}/${command.verb}` : `/commands/${subject}/{id}/${command.verb}`] = {
        post: {
          operationId: `${subject}.${command.verb}`,
          tags: [subject],
          summary: labels[subject]?.[command.verb] ?? command.verb,
          description: `roles: ${command.roles.join(', ')}; from: ${birth ? '—' : command.from.toString()}; to: ${command.to.join(', ')}`,
          parameters: [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: true,
              schema: { type: 'string', minLength: 8, maxLength: 200 },
            },
            ...(birth ? [] : [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }]),
          ],
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: { input, rev: { type: 'integer' } },
                  additionalProperties: false,
                },
              },
            },
          },
          responses: {
            200: { description: 'done', content: { 'application/json': { schema: z.toJSONSchema(outcome) } } },
            default: {
              description: 'refused',
              content: { 'application/problem+json': { schema: { type: 'object' } } },
            },
          },
        },
      }
    }
  return {
    openapi: '3.1.0',
    info: { title: 'Kepu Commons: commands', version: '1' },
    servers: [{ url: serverUrl }],
    paths,
  }
}
