/** What `POST /transactions/statistics` answers. Sums are decimal strings. */
export interface StatisticsFigures {
  count: number
  sum: string
  /** Null where there is nothing to average. */
  mean: string | null
}

export interface StatisticsAnswer {
  total: StatisticsFigures
  /** Null without a period: then nothing is "before". */
  previous: StatisticsFigures | null
  by_product: { product: string; count: number; sum: string }[]
  by_month: { month: string; count: number; sum: string }[]
}
