/** The models of the company's purchases (BG/NBD) and amounts (gamma-gamma): fitted on the inputs of all customers, and kept. Times are in days. */
import { sql } from '../../../platform/db/sql.ts'
import { runInThread } from '../../../platform/threads/run-in-thread.ts'
import type { Context } from '../../../kernel/context.ts'
import type { BgNbdFit } from '../models/fit-bg-nbd.ts'
import { measureHoldOut } from './hold-out.ts'
import type { GammaGammaFit } from '../models/gamma-gamma.ts'

export interface Models {
  purchases: BgNbdFit | null
  spend: GammaGammaFit | null
}

/** With more customers, times are rounded to whole weeks before equal histories are taken together. */
const mostByDay = 100_000
/** Amounts are all different: with more repeat buyers, so many of them are drawn, by their ids. */
const mostSpenders = 100_000

export async function fitModels(ctx: Context, asOf: string): Promise<void> {
  const [size] = await ctx.db.rows<{ customers: number; spenders: number }>(sql`select count(*) as customers, count(*) filter (where i.purchase_days > 1) as spenders from value_inputs i where i.workspace_id = ${sql.workspace} and i.purchase_days > 0`)
  const { customers, spenders } = size ?? { customers: 0, spenders: 0 }
  const unit = sql.raw(customers > mostByDay ? '7' : '1')
  const histories = await ctx.db.rows<{ x: number; tx: number; T: number; count: number }>(sql`select i.purchase_days - 1 as x, (i.last_on - i.first_on) / ${unit} * ${unit} as tx,
      greatest((${asOf}::date - i.first_on) / ${unit} * ${unit}, (i.last_on - i.first_on) / ${unit} * ${unit}) as "T", count(*) as count
    from value_inputs i where i.workspace_id = ${sql.workspace} and i.purchase_days > 0 group by 1, 2, 3 order by 1, 2, 3`)
  await keep(ctx, 'purchases', asOf, await fit<BgNbdFit>('fit-bg-nbd.ts', 'fitBgNbd', columns(histories, ['x', 'tx', 'T', 'count'])))
  const every = Math.max(1, Math.ceil(spenders / mostSpenders))
  const spending = await ctx.db.rows<{ x: number; mean: number; count: number }>(sql`select i.purchase_days - 1 as x, (i.repeat_amount / (i.purchase_days - 1))::float8 as mean, 1 as count
    from value_inputs i where i.workspace_id = ${sql.workspace} and i.purchase_days > 1 and abs(hashtextextended(i.customer_id::text, 0)) % ${every}::int = 0 order by i.customer_id`)
  await keep(ctx, 'spend', asOf, await fit<GammaGammaFit>('gamma-gamma.ts', 'fitGammaGamma', columns(spending, ['x', 'mean', 'count'])))
  await keep(ctx, 'hold_out', asOf, await measureHoldOut(ctx, asOf))
}

/** Minutes of arithmetic at most; pages are served meanwhile. */
function fit<Fit>(file: string, name: string, of: Record<string, Float64Array>): Promise<Fit> {
  return runInThread<Fit>(new URL(`../models/${file}`, import.meta.url), name, of, { seconds: 600, megabytes: 512 })
}

export async function hasModels(ctx: Context): Promise<boolean> {
  const rows = await ctx.db.rows(sql`select 1 from value_models m where m.workspace_id = ${sql.workspace} limit 1`)
  return rows.length > 0
}

export async function loadModels(ctx: Context): Promise<Models> {
  const rows = await ctx.db.rows<{ kind: string; model: unknown }>(sql`select m.kind, m.model from value_models m where m.workspace_id = ${sql.workspace}`)
  // Written by fitModels alone.
  const kept = (kind: string) => rows.find((row) => row.kind === kind)?.model ?? null
  return { purchases: kept('purchases') as BgNbdFit | null, spend: kept('spend') as GammaGammaFit | null }
}

async function keep(ctx: Context, kind: keyof Models | 'hold_out', asOf: string, model: object | null): Promise<void> {
  await ctx.db.rows(sql`insert into value_models as m (workspace_id, kind, fitted_at, as_of, model) values (${sql.workspace}, ${kind}, ${ctx.clock.now()}, ${asOf}::date, ${JSON.stringify(model)})
    on conflict (workspace_id, kind) do update set fitted_at = excluded.fitted_at, as_of = excluded.as_of, model = excluded.model`)
}

function columns<Name extends string>(rows: readonly Record<Name, number>[], names: readonly Name[]): Record<Name, Float64Array> {
  return Object.fromEntries(names.map((name) => [name, Float64Array.from(rows, (row) => row[name])])) as Record<Name, Float64Array>
}
