/** `lines`: every series as one; `curve`: over an axis of percent (chart-curve.ts); `flow`: a line above bars up and down (chart-flow.ts). */
export type ChartKind = 'bar' | 'line' | 'lines' | 'pie' | 'curve' | 'flow'

/** What a chart shows, apart from how: the same rows stand in the table behind it. */
export interface ChartData {
  /** With the unit: `Amount by month (CNY)`. */
  title: string
  /** Head of the first column of the table. */
  category: string
  labels: string[]
  series: ChartSeries[]
  /** Of a curve: where each label lies, in percent. */
  places?: number[]
  /** Of a curve: where something is to be read off, in percent of one axis. */
  marks?: { name: string; across?: number; up?: number }[]
}

export interface ChartSeries {
  name: string
  values: number[]
  format(value: number): string
}
