/** The table of a report as a spreadsheet takes it from the clipboard: figures exact and without units. */
import type { Cell, ReportAnswer } from '../queries/answer.ts'

export interface TableWords {
  total: string
  before: string
}

export function tableText(answer: ReportAnswer, words: TableWords): string {
  const { rows, columns, measures, row_groups: groups } = answer
  const times = answer.before ? (['now', 'before'] as const) : (['now'] as const)
  const isPivot = columns.length > 0
  const titles = isPivot ? [...columns.map(({ names }) => names.join(' · ')), words.total] : ['']
  const heads = titles.flatMap((title) => measures.flatMap(({ label }) => times.map((when) => [title, title === '' || measures.length > 1 ? label : '', when === 'before' ? `(${words.before})` : ''].filter(Boolean).join(' '))))
  const figures = (cells: (Cell | undefined)[]) => cells.flatMap((cell) => measures.flatMap((_, at) => times.map((when) => cell?.[when]?.[at] ?? '')))
  const body = rows.map((row, at) => [...row.names.map(plain), ...figures(isPivot ? [...(answer.cells[at] ?? []), answer.row_totals[at]] : (answer.cells[at] ?? []))])
  const isTotalled = rows.length !== 1
  const total = [...groups.map((_, at) => (at === 0 ? words.total : '')), ...figures(isPivot ? [...answer.column_totals, answer.total] : [answer.total])]
  return [[...groups.map(({ label }) => plain(label)), ...heads.map(plain)], ...body, ...(isTotalled ? [total] : [])].map((cells) => cells.join('\t')).join('\n')
}

/** One cell, and no formula: what begins like one would be computed by whoever pastes it. */
function plain(text: string): string {
  const flat = text.replace(/[\t\r\n]+/g, ' ')
  return /^[=+\-@]/.test(flat) ? `'${flat}` : flat
}
