/** Display width: a Chinese character takes two columns. */
const width = (text) => Array.from(text).reduce((sum, sign) => sum + (sign.codePointAt(0) > 0x2e80 ? 2 : 1), 0)

/** A Markdown table that also reads well in a terminal. Columns after the first are numbers. */
export function table(head, rows) {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(3, ...all.map((row) => width(row[column]))))
  const pad = (text, column) => {
    const space = ' '.repeat(widths[column] - width(text))
    return column === 0 ? text + space : space + text
  }
  const line = (row) => `| ${row.map(pad).join(' | ')} |`
  const rule = `| ${widths.map((each, column) => (column === 0 ? '-'.repeat(each) : `${'-'.repeat(each - 1)}:`)).join(' | ')} |`
  return [line(head), rule, ...rows.map(line)].join('\n')
}
