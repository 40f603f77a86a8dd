/** The models of the company's purchases (BG/NBD) and amounts (gamma-gamma): fitted on the inputs of all customers, and kept. Times are in days. */
import { sql } from '../../../platform/db/sql.ts'
import { runInThread } from '../../../platform/threads/run-in-thread.ts'
import type { Context } from '../../../kernel/context.ts'
import type { BgNbdFit } from '../models/fit-bg-nbd.ts'
import { measureHoldOut } from './hold-out.ts'
import { leastMean, type GammaGammaFit } from '../models/gamma-gamma.ts'

export interface Models {
  purchases: BgNbdFit | null
  spend: GammaGammaFit | null
  means: Means
}

/** What is expected of those of whom the models say nothing. Kept with them, so that values between two fits hang on the customer's own purchases alone. */
export interface Means {
  /** Mean margin a year by the year of the first purchase. */
  cohorts: Record<string, string>
  /** Margin of all that was ever sold as a share of its amount, 0 to 1; null where nothing was sold. */
  margin_share: number | null
}

/** With more customers, times are rounded to whole weeks before equal histories are taken together. */
const mostByDay = 100_000
/** Amounts are all different: with more repeat buyers, so many of them are drawn, by their ids. */
const mostSpenders = 100_000

const mostApart = 100

/** What does not need the other is done beside it: each thread has a core of its own where there are several. */
export async function fitModels(ctx: Context, asOf: string): Promise<void> {
  const [means] = await Promise.all([meansOf(ctx), fitPurchasesAndSpend(ctx, asOf), measureHoldOut(ctx, asOf).then((told) => keep(ctx, 'hold_out', asOf, told))])
  // Last: where they are, the models are.
  await keep(ctx, 'means', asOf, means)
}

async function fitPurchasesAndSpend(ctx: Context, asOf: string): Promise<void> {
  const [size] = await ctx.db.rows<{ customers: number; spenders: number }>(sql`select count(*) as customers, count(*) filter (where i.purchase_days > 1) as spenders from value_inputs i where i.workspace_id = ${sql.workspace} and i.purchase_days > 0`)
  const { customers, spenders } = size ?? { customers: 0, spenders: 0 }
  const unit = sql.raw(customers > mostByDay ? '7' : '1')
  const histories = await ctx.db.rows<{ x: number; tx: number; T: number; count: number }>(sql`select i.purchase_days - 1 as x, (i.last_on - i.first_on) / ${unit} * ${unit} as tx,
      greatest((${asOf}::date - i.first_on) / ${unit} * ${unit}, (i.last_on - i.first_on) / ${unit} * ${unit}) as "T", count(*) as count
    from value_inputs i where i.workspace_id = ${sql.workspace} and i.purchase_days > 0 group by 1, 2, 3 order by 1, 2, 3`)
  await keep(ctx, 'purchases', asOf, await fit<BgNbdFit>('fit-bg-nbd.ts', 'fitBgNbd', columns(histories, ['x', 'tx', 'T', 'count'])))
  const every = Math.max(1, Math.ceil(spenders / mostSpenders))
  const spending = await ctx.db.rows<{ id: string; x: number; mean: number; count: number }>(sql`select i.customer_id::text as id, i.purchase_days - 1 as x, (i.repeat_amount / (i.purchase_days - 1))::float8 as mean, 1 as count
    from value_inputs i where i.workspace_id = ${sql.workspace} and i.purchase_days > 1 and abs(hashtextextended(i.customer_id::text, 0)) % ${every}::int = 0 order by i.customer_id`)
  const spend = await fit<GammaGammaFit>('gamma-gamma.ts', 'fitGammaGamma', columns<'x' | 'mean' | 'count'>(spending, ['x', 'mean', 'count']))
  // Who was left out, where they are few: its page opens the others.
  const apart = spending.filter(({ mean }) => mean < leastMean).map(({ id }) => id)
  await keep(ctx, 'spend', asOf, { ...spend, apart: apart.slice(0, mostApart) })
}

async function meansOf(ctx: Context): Promise<Means> {
  const inputs = sql`value_inputs i where i.workspace_id = ${sql.workspace}`
  const [row] = await ctx.db.rows<Means>(sql`select
    (select coalesce(json_object_agg(y.year, y.mean), '{}') from (select extract(year from i.first_on)::text as year, round(avg(i.margin), 4)::text as mean from ${inputs} and i.first_on is not null group by 1) y) as cohorts,
    (select least(greatest(sum(i.total_margin) / nullif(sum(i.total_amount), 0), 0), 1)::float8 from ${inputs} and i.total_amount > 0) as margin_share`)
  return row ?? noMeans
}

const noMeans: Means = { cohorts: {}, margin_share: null }

/** Minutes of arithmetic at most; pages are served meanwhile. */
function fit<Fit>(file: string, name: string, of: Record<string, Float64Array>): Promise<Fit> {
  return runInThread<Fit>(new URL(`../models/${file}`, import.meta.url), name, of, { seconds: 600, megabytes: 512 })
}

export async function hasModels(ctx: Context): Promise<boolean> {
  const rows = await ctx.db.rows(sql`select 1 from value_models m where m.workspace_id = ${sql.workspace} and m.kind = 'means'`)
  return rows.length > 0
}

export async function loadModels(ctx: Context): Promise<Models> {
  const rows = await ctx.db.rows<{ kind: string; model: unknown }>(sql`select m.kind, m.model from value_models m where m.workspace_id = ${sql.workspace}`)
  // Written by fitModels alone.
  const kept = (kind: string) => rows.find((row) => row.kind === kind)?.model ?? null
  return { purchases: kept('purchases') as BgNbdFit | null, spend: kept('spend') as GammaGammaFit | null, means: (kept('means') as Means | null) ?? noMeans }
}

async function keep(ctx: Context, kind: keyof Models | 'hold_out', asOf: string, model: object | null): Promise<void> {
  await ctx.db.rows(sql`insert into value_models as m (workspace_id, kind, fitted_at, as_of, model) values (${sql.workspace}, ${kind}, ${ctx.clock.now()}, ${asOf}::date, ${JSON.stringify(model)})
    on conflict (workspace_id, kind) do update set fitted_at = excluded.fitted_at, as_of = excluded.as_of, model = excluded.model`)
}

function columns<Name extends string>(rows: readonly Record<Name, number>[], names: readonly Name[]): Record<Name, Float64Array> {
  return Object.fromEntries(names.map((name) => [name, Float64Array.from(rows, (row) => row[name])])) as Record<Name, Float64Array>
}
