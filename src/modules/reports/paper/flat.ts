/** A report as one table: a line for each group, a column for each figure. What the spreadsheet and the paper have in common. */
import type { Language } from '../../../platform/label.ts'
import type { Cell, MeasureHead, ReportAnswer } from '../queries/answer.ts'

export interface FlatTable {
  heads: { text: string; measure: MeasureHead | null }[]
  rows: { cells: (string | null)[] }[]
  total: (string | null)[] | null
}

const words = { total: { zh: '合计', en: 'Total' }, before: { zh: '上期', en: 'before' } }

export function flatOf(answer: ReportAnswer, language: Language): FlatTable {
  const { columns, measures, row_groups: groups, before } = answer
  const times = before ? (['now', 'before'] as const) : (['now'] as const)
  const titles = columns.length > 0 ? [...columns.map(({ names }) => names.join(' · ')), words.total[language]] : ['']
  const figures = titles.flatMap((title) => measures.flatMap((measure) => times.map((when) => ({ measure, text: [title, measures.length > 1 || title === '' ? measure.label : '', when === 'before' ? `(${words.before[language]})` : ''].filter(Boolean).join(' ') }))))
  const cellsOf = (cells: (Cell | undefined)[]) => cells.flatMap((cell) => measures.flatMap((_, at) => times.map((when) => cell?.[when]?.[at] ?? null)))
  const whole = (cells: Cell[], total: Cell | undefined) => (columns.length > 0 ? [...cells, total] : cells)
  const totals = cellsOf(columns.length > 0 ? [...answer.column_totals, answer.total] : [answer.total])
  return {
    heads: [...groups.map(({ label }) => ({ text: label, measure: null })), ...figures],
    rows: answer.rows.map((row, at) => ({ cells: [...row.names, ...cellsOf(whole(answer.cells[at] ?? [], answer.row_totals[at]))] })),
    total: groups.length > 0 && answer.rows.length === 1 ? null : [...groups.map((_, at) => (at === 0 ? words.total[language] : '')), ...totals],
  }
}
