/** What of a report is drawn on paper, as the page draws it: by axes, as parts of a whole, as steps, or by shading its table. */
import type { Language } from '../../../platform/label.ts'
import type { ReportAnswer } from '../queries/answer.ts'
import { figureText } from '../rules/names.ts'
import type { PaperDrawing } from './drawing.ts'
import type { PaperStep } from './page-definition.ts'
import { shadeOf, type Shade } from './shades.ts'

/** More lines than this nobody tells apart: then those of the time before are left to the table. */
const mostLines = 4

/** The first measure, as the page draws it. */
export function paperDrawing(language: Language, answer: ReportAnswer): PaperDrawing | null {
  const { display: kind, rows, cells, measures: [measure] } = answer
  if ((kind !== 'bar' && kind !== 'line' && kind !== 'pie') || rows.length === 0 || !measure || measure.is_time) return null
  const columns = answer.columns.length > 0 ? answer.columns : [null]
  const hasBefore = answer.before !== null && kind !== 'pie' && (kind === 'bar' || columns.length <= mostLines)
  const words = language === 'zh' ? { now: '本期', before: '上期', others: '其他' } : { now: 'now', before: 'before', others: 'All others' }
  const series = (hasBefore ? (['now', 'before'] as const) : (['now'] as const)).flatMap((when) => columns.map((entry, column) => {
    const name = entry ? entry.names.join(' · ') : measure.label
    return { name: hasBefore ? `${name} (${words[when]})` : name, values: rows.map((_, row) => valueOf(cells[row]?.[column]?.[when]?.[0])), isBefore: when === 'before', column }
  }))
  return { kind, labels: rows.map(({ names }) => names.join(' · ')), series, others: words.others }
}

/** The steps with what each comes to; all others together are named, but are no step: they would outshine every one of them. */
export function paperFunnel(language: Language, { display, rows, columns, cells, row_totals: totals, measures: [measure] }: ReportAnswer): PaperStep[] | null {
  if (display !== 'funnel' || rows.length === 0 || !measure || measure.is_time) return null
  const figures = rows.map((_, at) => (columns.length > 0 ? totals[at] : cells[at]?.[0])?.now[0] ?? null)
  const highest = Math.max(0, ...figures.map((figure, at) => (rows[at]?.is_rest ? 0 : (valueOf(figure) ?? 0))))
  return rows.map(({ names, is_rest: isRest }, at) => ({
    name: names.filter(Boolean).join(' · '),
    figure: figureText(figures[at] ?? null, measure, language),
    share: isRest || highest === 0 ? null : Math.max(0, (valueOf(figures[at]) ?? 0) / highest),
  }))
}

/** A heat map is its table with the figures of the first measure shaded; neither totals nor the time before are. */
export function paperShades({ display, rows, row_groups: groups, columns, cells, measures, before }: ReportAnswer, width: number): (Shade | null)[][] | null {
  if (display !== 'heat' || !measures[0] || measures[0].is_time) return null
  const isNamed = (row: number, column: number) => !rows[row]?.is_rest && !columns[column]?.is_rest
  const highest = Math.max(0, ...cells.flatMap((line, row) => line.map(({ now }, column) => (isNamed(row, column) ? (valueOf(now[0]) ?? 0) : 0))))
  const step = measures.length * (before ? 2 : 1)
  return cells.map((line) => {
    const shades: (Shade | null)[] = Array.from({ length: width }, () => null)
    for (const [column, { now }] of line.entries()) shades[groups.length + column * step] = shadeOf(valueOf(now[0]) ?? 0, highest)
    return shades
  })
}

function valueOf(figure: string | null | undefined): number | null {
  return figure === null || figure === undefined || !Number.isFinite(Number(figure)) ? null : Number(figure)
}
