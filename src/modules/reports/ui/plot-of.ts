/** A report as a plot: the first measure is drawn, all of them stand in the table. */
import { largestParts } from '../../../web/kit/largest-parts.ts'
import { chartColours } from '../../../web/kit/theme.ts'
import { cellAt, figureOf, nameOf } from './figures.ts'

import type { Part, Plot, PlotSeries } from '../../../web/kit/plot.ts'
import type { ReportAnswer } from '../queries/answer.ts'

export interface PlotWords {
  now: string
  before: string
  others: string
}

export interface DrawnSeries extends PlotSeries {
  /** Which column it is of, and of which time. */
  column: number
}

export interface DrawnPlot extends Plot {
  series: DrawnSeries[]
  parts: Part[]
}

/** More lines than this nobody tells apart: then those of the time before are left to the table. */
const mostLines = 4

export function plotOf(answer: ReportAnswer, kind: Plot['kind'], words: PlotWords): DrawnPlot {
  const [measure] = answer.measures
  const columns = answer.columns.length > 0 ? answer.columns : [undefined]
  const hasBefore = answer.before !== null && kind !== 'pie' && (kind === 'bar' || columns.length <= mostLines)
  const times = hasBefore ? (['now', 'before'] as const) : (['now'] as const)
  const series = times.flatMap((when) => columns.map((column, at): DrawnSeries => {
    const title = column ? nameOf(column) : (measure?.label ?? '')
    return {
      name: hasBefore ? `${title} (${words[when]})` : title,
      values: answer.rows.map((_, row) => valueOf(cellAt(answer, row, at)?.[when]?.[0])),
      colour: chartColours[at % chartColours.length] ?? chartColours[0],
      isBefore: when === 'before',
      column: at,
      format: (value) => (measure ? figureOf(measure, value, true) : String(value)),
    }
  }))
  const labels = answer.rows.map(nameOf)
  const parts = kind === 'pie' ? largestParts(answer.rows.map(({ is_rest: isRest }, from) => ({ name: labels[from] ?? '', from, value: series[0]?.values[from] ?? 0, isRest })), words.others) : []
  return { kind, title: titleOf(answer), labels, series, parts }
}

export function colourOf({ isRest }: Part, at: number): string {
  return isRest ? 'var(--outline)' : (chartColours[at % chartColours.length] ?? chartColours[0])
}

/** What the colours of bars and lines mean; a pie has its key beside it, and one series needs none. */
export function legendOf(answer: ReportAnswer, words: PlotWords): { name: string; colour: string; isPale: boolean }[] {
  if (answer.display !== 'bar' && answer.display !== 'line') return []
  const { series } = plotOf(answer, answer.display, words)
  return series.length > 1 ? series.map(({ name, colour, isBefore }) => ({ name, colour, isPale: isBefore })) : []
}

/** With the unit, as every axis says it. */
export function titleOf({ measures, row_groups: rows, column_groups: columns }: ReportAnswer): string {
  const [measure] = measures
  const unit = measure?.currency ? ` (${measure.currency})` : ''
  return [`${measure?.label ?? ''}${unit}`, [...rows, ...columns].map(({ label }) => label).join(' × ')].filter(Boolean).join(' · ')
}

function valueOf(figure: string | null | undefined): number | null {
  return figure === null || figure === undefined || !Number.isFinite(Number(figure)) ? null : Number(figure)
}
