/** Several series beside or upon each other, each against its time before. */
export interface Plot {
  kind: 'bar' | 'line' | 'pie'
  title: string
  labels: string[]
  series: PlotSeries[]
  /** Of a pie, in the order in which they are drawn. */
  parts?: Part[]
}

export interface Part {
  name: string
  value: number
  /** Which label it came from: parts are ordered by size. -1: several together. */
  from: number
  isRest?: boolean
}

export interface PlotSeries {
  name: string
  values: (number | null)[]
  /** Of the palette. */
  colour: string
  /** The time before: paler, or dashed. */
  isBefore: boolean
  /** A line to be read against, such as a target: no marks on it. */
  isPlain?: boolean
  format(value: number): string
}
