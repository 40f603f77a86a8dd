/** What each customer of a slice is expected to buy: by the fitted models, else as customers of the same year do on average. */
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { forecaster, type Forecast, type History } from '../models/bg-nbd.ts'
import { expectedSpend } from '../models/gamma-gamma.ts'
import type { Rule } from '../objects/value-rule.ts'
import type { Models } from './models.ts'

/** Columns of equal length, in the order of `ids`; null where nothing can be said. */
export interface Expected {
  ids: string[]
  alive: (number | null)[]
  purchases: (number | null)[]
  spend: (number | null)[]
  lifetime: (number | null)[]
  by: string[]
}

interface Bought {
  id: string
  x: number
  tx: number
  T: number
  year: string
  mean: number
  margin_share: number | null
}

const year = 365
const quarter = year / 4

/** What the purchases of a customer come to; null without a fit. One for a whole run: it keeps what equal histories have in common. */
export type ForecastOf = ((history: History) => Forecast) | null

export function forecastOf({ purchases }: Models, rule: Rule): ForecastOf {
  if (purchases?.kind !== 'fitted') return null
  const rate = (1 + rule.discount_rate / 100) ** (1 / 4) - 1
  return forecaster(purchases.parameters, { ahead: year, discounting: { periods: rule.horizon_years * 4, length: quarter, rate } })
}

/** Only of those who ever bought. @param options.of which inputs `i` */
export async function expect(ctx: Context, options: { rule: Rule; asOf: string; models: Models; forecast: ForecastOf; of: Sql }): Promise<Expected> {
  const { rule, asOf, models, forecast, of } = options
  const { means } = models
  const rows = await ctx.db.rows<Bought>(sql`select i.customer_id as id, i.purchase_days - 1 as x, i.last_on - i.first_on as tx, ${asOf}::date - i.first_on as "T", extract(year from i.first_on)::text as year,
      (case when i.purchase_days > 1 then i.repeat_amount / (i.purchase_days - 1) else 0 end)::float8 as mean, (case when i.total_amount > 0 then least(greatest(i.total_margin / i.total_amount, -1), 1) end)::float8 as margin_share
    from value_inputs i where i.workspace_id = ${sql.workspace} and ${of} and i.purchase_days > 0 order by i.customer_id`)
  const ids = rows.map(({ id }) => id)
  const spend = models.spend?.kind === 'fitted' ? models.spend.parameters : null
  const spends = rows.map((row) => (spend ? expectedSpend(spend, row) : null))
  const forecasts = rows.map((row) => forecast?.(row) ?? null)
  const alive = forecasts.map((one) => one?.alive ?? null)
  const coming = forecasts.map((one) => one?.purchases ?? null)
  if (!forecast || !spend) {
    return { ids, alive, purchases: coming, spend: spends, lifetime: rows.map((row) => Number(means.cohorts[row.year] ?? 0) * annuity(rule)), by: rows.map(() => 'cohort') }
  }
  const lifetime = rows.map((row, index) => (forecasts[index]?.discounted ?? 0) * (spends[index] ?? 0) * (row.margin_share ?? means.margin_share ?? rule.assumed_margin / 100))
  return { ids, alive, purchases: coming, spend: spends, lifetime, by: rows.map(() => 'model') }
}

/** What one unit a year is worth today, paid at the end of each year of the horizon. */
export function annuity({ horizon_years: years, discount_rate: rate }: Pick<Rule, 'horizon_years' | 'discount_rate'>): number {
  return Array.from({ length: years }, (_, at) => (1 + rate / 100) ** -(at + 1)).reduce((sum, one) => sum + one, 0)
}
