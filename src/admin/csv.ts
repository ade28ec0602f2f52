const plainNumber = /^[+-]?\d+(\.\d+)?$/
/** What a spreadsheet takes for the beginning of a formula, full-width forms included. */
const formula = /^[\t\r=+\-@＝＋－＠]/

function cell(text: string): string {
  const safe = formula.test(text) && !plainNumber.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * Rows as CSV that a spreadsheet opens by a double click: UTF-8 with its mark, CRLF, and no cell that runs (RFC 4180;
 * OWASP, CSV injection).
 */
export const csv = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
