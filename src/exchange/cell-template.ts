/** Values made of several columns: `H-{row}`, `{arrival_date_year}-{arrival_date_month}-{arrival_date_day_of_month}`. */

export interface Template {
  pieces: readonly ({ text: string } | { column: number } | { row: true })[]
  columns: readonly number[]
}

/** A doubled brace stands for itself. Names the first thing in braces that is no column, where there is one. */
export function parseTemplate(text: string, columns: readonly string[]): { template: Template } | { unknown: string } {
  const pieces: ({ text: string } | { column: number } | { row: true })[] = []
  const used: number[] = []
  for (const token of text.match(/\{\{|\}\}|\{[^{}]*\}|[^{}]+|[{}]/g) ?? []) {
    const name = /^\{([^{}]+)\}$/.exec(token)?.[1]
    if (name === undefined) {
      pieces.push({ text: token === '{{' || token === '}}' ? token.charAt(0) : token })
      continue
    }
    const at = columns.indexOf(name) >= 0 ? columns.indexOf(name) : columns.indexOf(name.trim())
    if (at >= 0) {
      pieces.push({ column: at })
      used.push(at)
    } else if (name.trim() === 'row') pieces.push({ row: true })
    else return { unknown: name }
  }
  return { template: { pieces, columns: used } }
}

/** Empty where only columns are named and all of them are empty: there is nothing to say then. Without blanks around it. */
export function fillTemplate({ pieces, columns }: Template, cells: readonly string[], row: number): string {
  const saysNothing = columns.length > 0 && !pieces.some((piece) => 'row' in piece) && columns.every((at) => (cells[at] ?? '') === '')
  if (saysNothing) return ''
  let text = ''
  for (const piece of pieces) {
    if ('text' in piece) text += piece.text
    else if ('column' in piece) text += cells[piece.column] ?? ''
    else text += row
  }
  return text.trim()
}
