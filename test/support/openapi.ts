import { z } from 'zod'

interface Description {
  components?: { schemas?: Record<string, unknown> }
}

/** What is wrong with a real answer by the schema of that name in a served OpenAPI description; [] when it fits. */
export function misfits(description: Description, name: string, answer: unknown): string[] {
  const local = JSON.stringify({ $ref: `#/$defs/${name}`, $defs: description.components?.schemas ?? {} })
  const schema = JSON.parse(local.replaceAll('#/components/schemas/', '#/$defs/')) as Parameters<
    typeof z.fromJSONSchema
  >[0]
  const result = z.fromJSONSchema(schema).safeParse(answer)
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}
