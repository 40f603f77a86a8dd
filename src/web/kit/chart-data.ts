export type ChartKind = 'bar' | 'line' | 'pie'

/** What a chart shows, apart from how: the same rows stand in the table behind it. */
export interface ChartData {
  /** With the unit: `Amount by month (CNY)`. */
  title: string
  /** Head of the first column of the table. */
  category: string
  labels: string[]
  series: ChartSeries[]
}

export interface ChartSeries {
  name: string
  values: number[]
  format(value: number): string
}
