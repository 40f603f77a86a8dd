/** What a quota may be measured by. Pure. */
import { options } from '../../../kernel/definitions/fields.ts'

export const measures = ['amount', 'margin', 'count', 'new_customers', 'visits'] as const
export type Measure = (typeof measures)[number]

export const measureOptions = options({
  amount: ['销售额', 'Sales', 'green'],
  margin: ['毛利', 'Margin', 'green'],
  count: ['赢单数', 'Opportunities won', 'blue'],
  new_customers: ['新客户数', 'New customers', 'blue'],
  visits: ['走访次数', 'Visits', 'blue'],
})

/** In the currency of the company; the others are numbers of things. */
export const moneyMeasures: readonly string[] = ['amount', 'margin'] satisfies Measure[]

/** Customers and visits are of no product. */
export const productMeasures: readonly string[] = ['amount', 'margin', 'count'] satisfies Measure[]
