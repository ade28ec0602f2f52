/** The most rows that one file holds. */
export const mostRows = 5000

/**
 * What a list is exported with, by its collection: no names, addresses or words of persons. Dots go through a relation.
 */
export const exported: Readonly<Record<string, readonly string[]>> = {
  applications: [
    ...['number', 'title', 'state', 'mode', 'format', 'theme', 'audience', 'requestedFen', 'version'],
    ...['submittedAt', 'dueAt', 'call.title'],
  ],
  reviews: ['dossierCode', 'state', 'total', 'dueAt', 'submittedAt', 'call.title'],
  awards: ['number', 'title', 'state', 'fen', 'application.number', 'call.title', 'fund.title'],
  payments: ['awardNumber', 'award.title', 'n', 'gate', 'state', 'fen', 'paidAt', 'voucher', 'fund.title'],
}
