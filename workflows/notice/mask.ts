/**
 * How a public notice names an applicant: an organisation in full; a person by the first character, as in 张*.
 * Counts by code point, so that 𠮷野 becomes 𠮷*.
 */
export function publicName(organisation: string | null | undefined, person: string | null | undefined): string {
  const named = organisation?.trim()
  if (named) return named
  const [first = ''] = Array.from(person?.trim() ?? '')
  return `${first}*`
}
