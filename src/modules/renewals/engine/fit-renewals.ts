/** Every night: learnt anew from the contracts that ended, and told of those that run. */
import { longTransaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { chanceOf } from '../../../platform/statistics/feature-model.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { announceAfterCommit } from '../../../kernel/history/events.ts'
import { asOfDay, fitChurnApart, reasonsFor, type ChurnFit } from '../../insight/index.ts'
import { endedContracts, featureNames, runningContracts, type Contract } from './contracts.ts'

export interface RenewalStanding {
  as_of: string
  /** That were learnt from, and how many of them ended without another. */
  contracts: number
  ended: number
  running: number
  model: ChurnFit
}

const mostReasons = 4

export function fitRenewals(ctx: Context): Promise<RenewalStanding> {
  return longTransaction(ctx, async (ctx) => {
    await ctx.db.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`renewals ${ctx.workspace.id}`}, 0))`)
    const asOf = await asOfDay(ctx)
    const ended = await endedContracts(ctx, asOf)
    const running = await runningContracts(ctx, asOf)
    const { fit: model, said } = await fitChurnApart(ended.map(({ features, churned }) => ({ features, churned: churned === true })), featureNames)
    const standing = { as_of: asOf, contracts: ended.length, ended: ended.filter(({ churned }) => churned).length, running: running.length, model }
    await keepRisks(ctx, running, standing)
    await keepLearnt(ctx, ended.map((contract, at) => ({ ...contract, said: said?.[at] ?? null })), asOf)
    await ctx.db.rows(sql`insert into renewal_models as m (workspace_id, fitted_at, as_of, contracts, ended, running, model) values (${sql.workspace}, ${ctx.clock.now()}, ${asOf}::date, ${standing.contracts}, ${standing.ended}, ${standing.running}, ${JSON.stringify(model)})
      on conflict (workspace_id) do update set fitted_at = excluded.fitted_at, as_of = excluded.as_of, contracts = excluded.contracts, ended = excluded.ended, running = excluded.running, model = excluded.model`)
    return standing
  })
}

/** Where nothing was learnt nothing is told: what was told before goes. */
async function keepRisks(ctx: Context, running: readonly Contract[], { model: fitted, as_of: asOf }: RenewalStanding): Promise<void> {
  const rows = fitted.kind !== 'fitted' ? [] : running.map(({ id, customer, ends_on, features }) => {
    const chance = chanceOf(fitted.model, features)
    const reasons = reasonsFor(fitted.model, features, mostReasons).map(({ feature, value, log_odds: odds }) => ({ feature, value, factor: Math.round(Math.exp(odds) * 100) / 100 }))
    return { id, customer, ends_on, risk: Math.round(chance * 10_000) / 100, against: Math.round((chance / fitted.base_rate) * 10) / 10, reasons }
  })
  const now = ctx.clock.now()
  await ctx.db.rows(sql`delete from contract_risks r where r.workspace_id = ${sql.workspace} and not (r.id = any(${rows.map(({ id }) => id)}::uuid[]))`)
  await ctx.db.rows(sql`insert into contract_risks as r (workspace_id, id, created_at, created_by, updated_at, updated_by, contract_id, customer_id, ends_on, risk, against_usual, reasons, as_of)
    select ${sql.workspace}, g.id, ${now}, ${ctx.actor.id}::uuid, ${now}, ${ctx.actor.id}::uuid, g.id, g.customer, g.ends_on, g.risk, g.against, g.reasons, ${asOf}::date
    from json_to_recordset(${JSON.stringify(rows)}::json) g(id uuid, customer uuid, ends_on date, risk numeric, against numeric, reasons jsonb)
    on conflict (workspace_id, id) do update set customer_id = excluded.customer_id, ends_on = excluded.ends_on, risk = excluded.risk, against_usual = excluded.against_usual, reasons = excluded.reasons, as_of = excluded.as_of, updated_at = excluded.updated_at`)
  announceAfterCommit(ctx, objectOf(ctx, 'contract_risk'))
}

/** Cut, not rounded, to two digits: none is moved into the next band of what was said. */
async function keepLearnt(ctx: Context, ended: readonly (Contract & { said: number | null })[], asOf: string): Promise<void> {
  const rows = ended.map(({ id, customer, ends_on, churned, said }) => ({ id, customer, ends_on, churned: churned === true, said: said === null ? null : Math.floor(said * 10_000) / 100 }))
  const now = ctx.clock.now()
  await ctx.db.rows(sql`delete from learnt_contracts l where l.workspace_id = ${sql.workspace} and not (l.id = any(${rows.map(({ id }) => id)}::uuid[]))`)
  await ctx.db.rows(sql`insert into learnt_contracts as l (workspace_id, id, created_at, created_by, updated_at, updated_by, contract_id, customer_id, ended_on, is_lost, said, as_of)
    select ${sql.workspace}, g.id, ${now}, ${ctx.actor.id}::uuid, ${now}, ${ctx.actor.id}::uuid, g.id, g.customer, g.ends_on, g.churned, g.said, ${asOf}::date
    from json_to_recordset(${JSON.stringify(rows)}::json) g(id uuid, customer uuid, ends_on date, churned boolean, said numeric)
    on conflict (workspace_id, id) do update set customer_id = excluded.customer_id, ended_on = excluded.ended_on, is_lost = excluded.is_lost, said = excluded.said, as_of = excluded.as_of, updated_at = excluded.updated_at, updated_by = excluded.updated_by`)
  announceAfterCommit(ctx, objectOf(ctx, 'learnt_contract'))
}
