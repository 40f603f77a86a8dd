/** A run of the engine as a row: one at a time in a company; who finds it running after a kill goes on where it stood. */
import { today } from '../../../platform/calendar/zones.ts'
import { newId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { ratesOf, ruleNames, type Rule } from '../objects/value-rule.ts'
import type { Breaks } from './breaks.ts'

export type RunKind = 'full' | 'changed'
export type Phase = 'inputs' | 'boundaries' | 'values'

export interface Run {
  id: string
  kind: RunKind
  as_of: string
  phase: Phase
  /** The next slice of the phase. */
  part: number
  rule: Rule
  standing: Standing | null
  changed: number
  started_at: string
}

/** What the company as a whole stands at: the boundaries, and the curves drawn from the same figures. */
export interface Standing {
  breaks: Breaks
  curves: Curves | null
}

export interface Curves {
  /** Cumulative share of profit, customers from best to worst, in up to 100 steps: [share of customers, share of profit]. */
  whale: [number, number][]
  /** The same of what they bought. */
  pareto: [number, number][]
  /** Share of customers (0 to 1) that bring 80% of the amount; null where nothing was bought. */
  eighty: number | null
}

const columns = sql`r.id, r.kind, r.as_of::text as as_of, r.phase, r.part, r.rule, r.standing, r.changed, r.started_at`

/** The day that customers are valued as of: that of the rule where it lies in the past, else today. */
export async function asOfDay(ctx: Context): Promise<string> {
  const day = today(ctx.clock, ctx.workspace.timeZone)
  const [rule] = await ctx.db.rows<{ as_of: string | null }>(sql`select r.as_of::text as as_of from value_rules r where r.workspace_id = ${sql.workspace} and r.deleted_at is null order by r.created_at, r.id limit 1`)
  return rule?.as_of && rule.as_of < day ? rule.as_of : day
}

/** The run that is under way, else a new one; null while another process is at it. */
export async function beginRun(ctx: Context, kind: RunKind, asOf: string): Promise<Run> {
  const [found] = await ctx.db.rows<Run>(sql`select ${columns} from value_runs r where r.workspace_id = ${sql.workspace} and r.state = 'running'`)
  if (found && found.as_of === asOf) return found
  if (found) await endRun(ctx, found, 'stopped')
  const rule = await ruleOf(ctx)
  const [run] = await ctx.db.rows<Run>(sql`insert into value_runs as r (workspace_id, id, kind, state, as_of, phase, rule, started_at)
    values (${sql.workspace}, ${newId()}, ${kind}, 'running', ${asOf}::date, 'inputs', ${JSON.stringify(rule)}, ${ctx.clock.now()}) returning ${columns}`)
  if (!run) throw new Error('PostgreSQL answered nothing')
  return run
}

export async function moveRun(ctx: Context, run: Run, to: { phase: Phase; part: number; standing?: Standing; changed?: number }): Promise<void> {
  Object.assign(run, to)
  await ctx.db.rows(sql`update value_runs r set phase = ${to.phase}, part = ${to.part}, standing = ${JSON.stringify(run.standing)}::jsonb, changed = ${run.changed}
    where r.workspace_id = ${sql.workspace} and r.id = ${run.id}::uuid`)
}

/** With a full one go the months of those before, and the marks of what it has read. */
export async function endRun(ctx: Context, run: Run, state: 'done' | 'stopped'): Promise<void> {
  await ctx.db.rows(sql`update value_runs r set state = ${state}, ended_at = ${ctx.clock.now()}, customers = ${run.standing?.breaks.customers ?? null}
    where r.workspace_id = ${sql.workspace} and r.id = ${run.id}::uuid`)
  if (state !== 'done' || run.kind !== 'full') return
  await ctx.db.rows(sql`delete from value_marks k where k.workspace_id = ${sql.workspace} and k.marked_at < ${run.started_at}::timestamptz`)
  for (const table of ['value_moves', 'value_cohorts']) await ctx.db.rows(sql`delete from ${sql.id(table)} p where p.workspace_id = ${sql.workspace} and p.run_id <> ${run.id}::uuid`)
}

/** The newest that came to its end. */
export async function lastRun(ctx: Context, kind?: RunKind): Promise<(Run & { ended_at: string; customers: number }) | null> {
  const [run] = await ctx.db.rows<Run & { ended_at: string; customers: number }>(sql`select ${columns}, r.ended_at, r.customers from value_runs r
    where r.workspace_id = ${sql.workspace} and r.state = 'done' ${kind ? sql`and r.kind = ${kind}` : sql.empty} order by r.ended_at desc, r.id desc limit 1`)
  return run ?? null
}

/** The one that began last before it, whatever became of it. */
export async function runBefore(ctx: Context, run: Run): Promise<(Run & { state: 'running' | 'done' | 'stopped' }) | null> {
  const [before] = await ctx.db.rows<Run & { state: 'running' | 'done' | 'stopped' }>(sql`select ${columns}, r.state from value_runs r
    where r.workspace_id = ${sql.workspace} and r.id <> ${run.id}::uuid order by r.started_at desc, r.id desc limit 1`)
  return before ?? null
}

export async function ruleOf(ctx: Context): Promise<Rule> {
  const [row] = await ctx.db.rows<Record<string, unknown>>(sql`select r.* from value_rules r where r.workspace_id = ${sql.workspace} and r.deleted_at is null order by r.created_at, r.id limit 1`)
  if (!row) throw new Error('The company has no value rule')
  // All are checked where the record is written: numbers, one of three words, and rates.
  return { ...Object.fromEntries(ruleNames.map((name) => [name, Number(row[name])])), abc_by: row.abc_by, person_rates: ratesOf(row.person_rates) } as Rule
}
