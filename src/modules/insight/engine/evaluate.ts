/**
 * The engine: three phases over slices of customers. Inputs are read from the records, boundaries found over all inputs, values computed from
 * both. Each slice is one transaction with the place of the run, so that a killed process goes on with the next; nothing is held in memory
 * but one slice. A run over changed customers reads the inputs of those alone, and computes the values of those and of whoever scores otherwise by
 * the boundaries of today: it comes to the same as a full one.
 */
import { longTransaction, transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { addDays } from '../../../platform/calendar/days.ts'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { conflict, Problem } from '../../../platform/problems.ts'
import type { Context } from '../../../kernel/context.ts'
import { findBreaks, type Breaks } from './breaks.ts'
import { drawCurves } from './curves.ts'
import { daysOfZone } from './days-of-zone.ts'
import { expect, forecastOf } from './expected.ts'
import { fitModels, hasModels, loadModels } from './models.ts'
import { isOf, refreshInputs, type Who } from './inputs.ts'
import { ratesOf, ruleNames, type Rule } from '../objects/value-rule.ts'
import { asOfDay, beginRun, endRun, lastRun, moveRun, ruleOf, runBefore, type Run, type RunKind, type Standing } from './runs.ts'
import { movedBetween, score } from './score.ts'

const customersAtOnce = 10_000
/** Slices at work at the same time: as many as a small machine has cores. */
const abreast = 2

export interface Evaluated {
  kind: RunKind
  as_of: string
  customers: number
  changed: number
}

/**
 * Computes all values, or follows what changed since the last run of the same day; where there is none, everything is computed.
 * @param options.report told which share is done (0 to 1); answers whether to go on
 * @returns null when it was stopped
 */
export async function evaluate(ctx: Context, options: { kind: RunKind; fit?: boolean; report?: (share: number) => Promise<boolean> }): Promise<Evaluated | null> {
  const report = options.report ?? (() => Promise.resolve(true))
  const day = await asOfDay(ctx)
  return alone(ctx, async () => perform(ctx, await beginRun(ctx, options.kind === 'changed' && !(await mayFollow(ctx, day)) ? 'full' : options.kind, day), options.fit ?? true, report))
}

/** What follows by itself: nothing where nothing happened, and nothing while somebody computes already. Models are fitted at night. */
export async function follow(ctx: Context): Promise<Evaluated | null> {
  return (await isBehind(ctx)) ? unlessUnderWay(() => evaluate(ctx, { kind: 'changed', fit: false })) : null
}

/** Every night: everything, with the models. */
export function evaluateNightly(ctx: Context): Promise<Evaluated | null> {
  return unlessUnderWay(() => evaluate(ctx, { kind: 'full', fit: true }))
}

async function isBehind(ctx: Context): Promise<boolean> {
  if (!(await mayFollow(ctx, await asOfDay(ctx)))) return true
  const waiting = await ctx.db.rows(sql`select 1 from value_marks k where k.workspace_id = ${sql.workspace} union all select 1 from value_runs r where r.workspace_id = ${sql.workspace} and r.state = 'running' limit 1`)
  return waiting.length > 0
}

async function unlessUnderWay(work: () => Promise<Evaluated | null>): Promise<Evaluated | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem && error.code === underWay) return null
    throw error
  }
}

const underWay = 'values_under_way'

async function perform(ctx: Context, run: Run, fit: boolean, report: (share: number) => Promise<boolean>): Promise<Evaluated | null> {
  if (run.phase === 'inputs') {
    const isThrough = run.kind === 'full' ? await readAll(ctx, run, report) : await readMarked(ctx, run)
    if (!isThrough) return stop(ctx, run)
    await moveRun(ctx, run, { phase: 'boundaries', part: 0 })
  }
  if (run.phase === 'boundaries') {
    const isFitting = run.kind === 'full' && (fit || !(await hasModels(ctx)))
    // Neither needs the other: the models are fitted in threads while PostgreSQL looks for the boundaries.
    const [standing] = await Promise.all([findStanding(ctx, run), isFitting ? fitModels(ctx, run.as_of) : null])
    await moveRun(ctx, run, { phase: 'values', part: 0, standing })
  }
  if (!(await scoreAll(ctx, run, report))) return stop(ctx, run)
  await transaction(ctx, (ctx) => endRun(ctx, run, 'done'))
  return { kind: run.kind, as_of: run.as_of, customers: run.standing?.breaks.customers ?? 0, changed: run.changed }
}

function findStanding(ctx: Context, run: Run): Promise<Standing> {
  return longTransaction(ctx, async (ctx) => {
    const breaks = await findBreaks(ctx, run.rule)
    await markMoved(ctx, run, breaks)
    return { breaks, curves: run.kind === 'full' ? await drawCurves(ctx) : ((await lastRun(ctx, 'full'))?.standing?.curves ?? null) }
  })
}

/** One process at a time in a company: the lock goes with the connection, also where the process is killed. @throws Problem 409 */
function alone<Result>(ctx: Context, work: () => Promise<Result>): Promise<Result> {
  return ctx.db.withConnection(async (connection) => {
    const key = `values ${ctx.workspace.id}`
    const { rows } = await connection.query<{ is_mine: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as is_mine', [key])
    if (!rows[0]?.is_mine) throw conflict(underWay, { zh: '客户价值正在计算中', en: 'Values are being computed already' })
    try {
      return await work()
    } finally {
      await connection.query('select pg_advisory_unlock(hashtextextended($1, 0))', [key])
    }
  })
}

async function stop(ctx: Context, run: Run): Promise<null> {
  await endRun(ctx, run, 'stopped')
  return null
}

/** Windows move with the day, inputs are read by the windows and rates of a rule, and what a crash of the database took has to be read again. */
async function mayFollow(ctx: Context, day: string): Promise<boolean> {
  const last = await lastRun(ctx)
  if (last?.as_of !== day || !isSameRule(await ruleOf(ctx), last.rule)) return false
  const [kept] = await ctx.db.rows<{ is_kept: boolean }>(sql`select exists (select 1 from value_inputs i where i.workspace_id = ${sql.workspace})
    or not exists (select 1 from customers c where c.workspace_id = ${sql.workspace} and c.deleted_at is null) as is_kept`)
  return kept?.is_kept ?? false
}

async function readAll(ctx: Context, run: Run, report: (share: number) => Promise<boolean>): Promise<boolean> {
  const [slices, days] = [await slicesOf(ctx), daysOfZone(ctx.workspace.timeZone)]
  return inSlices(ctx, run, slices, async (ctx, who, number) => {
    await refreshInputs(ctx, { asOf: run.as_of, rule: run.rule, who, days, part: { run: run.id, number } })
    return 0
  }, (share) => report(share * 0.5))
}

/** Those that were marked; marks made meanwhile stay for the next run. */
async function readMarked(ctx: Context, run: Run): Promise<boolean> {
  const days = daysOfZone(ctx.workspace.timeZone)
  for (;;) {
    const read = await longTransaction(ctx, async (ctx) => {
      const marked = await ctx.db.rows<{ customer_id: string }>(sql`delete from value_marks k where k.workspace_id = ${sql.workspace} and k.customer_id in
        (select f.customer_id from value_marks f where f.workspace_id = ${sql.workspace} limit ${customersAtOnce / 2}) returning k.customer_id`)
      const ids = marked.map(({ customer_id: id }) => id)
      if (ids.length > 0) await refreshInputs(ctx, { asOf: run.as_of, rule: run.rule, who: { ids }, days })
      return ids.length
    })
    if (read === 0) return true
  }
}

type Score = (ctx: Context, who: Who) => Promise<number>

/** All, or of a run that follows the one before it only those in waiting. */
async function scoreAll(ctx: Context, run: Run, report: (share: number) => Promise<boolean>): Promise<boolean> {
  const { standing, rule, as_of: asOf } = run
  if (!standing) throw new Error('A run comes to its values by its boundaries')
  const isKept = await keepsHistory(ctx, run)
  const models = await loadModels(ctx)
  const forecast = forecastOf(models, rule)
  const scoreThem: Score = async (ctx, who) => {
    const of = isOf(who)(sql`i.customer_id`)
    const expected = await expect(ctx, { rule, asOf, models, forecast, of })
    const changed = await score(ctx, { rule, breaks: standing.breaks, asOf }, { of, expected, isKept })
    await ctx.db.rows(sql`update value_inputs i set is_waiting = false where i.workspace_id = ${sql.workspace} and ${of} and i.is_waiting`)
    return changed
  }
  if (await standingBefore(ctx, run)) return scoreWaiting(ctx, run, scoreThem)
  return inSlices(ctx, run, await slicesOf(ctx), scoreThem, (share) => report(0.5 + share * 0.5))
}

/** Values as of a day that the rule names are no history of the company, neither when they come nor when they go. */
async function keepsHistory(ctx: Context, run: Run): Promise<boolean> {
  const before = await runBefore(ctx, run)
  // A run that began before midnight may have its day from before it.
  const isOfItsDay = ({ as_of: asOf, started_at: at }: Run) => asOf >= addDays(dayOf(new Date(at), ctx.workspace.timeZone), -1)
  return isOfItsDay(run) && (before === null || isOfItsDay(before))
}

async function scoreWaiting(ctx: Context, run: Run, scoreThem: Score): Promise<boolean> {
  for (;;) {
    const scored = await longTransaction(ctx, async (ctx) => {
      const waiting = await ctx.db.rows<{ id: string }>(sql`select i.customer_id as id from value_inputs i where i.workspace_id = ${sql.workspace} and i.is_waiting limit ${customersAtOnce}`)
      return waiting.length > 0 ? { changed: await scoreThem(ctx, { ids: waiting.map(({ id }) => id) }) } : null
    })
    if (!scored) return true
    await moveRun(ctx, run, { phase: run.phase, part: run.part + 1, changed: run.changed + scored.changed })
  }
}

/** Those who score otherwise than by the boundaries of the run before wait for their values like those who were read anew. */
async function markMoved(ctx: Context, run: Run, breaks: Breaks): Promise<void> {
  const before = await standingBefore(ctx, run)
  if (!before) return
  const given = { rule: run.rule, asOf: run.as_of }
  const moved = movedBetween({ ...given, breaks: before.breaks }, { ...given, breaks })
  if (!moved) return
  // Found by a query of its own, which PostgreSQL spreads over the cores.
  const found = await ctx.db.rows<{ id: string }>(sql`select i.customer_id as id from value_inputs i where i.workspace_id = ${sql.workspace} and not i.is_waiting and ${moved}`)
  await ctx.db.rows(sql`update value_inputs i set is_waiting = true where i.workspace_id = ${sql.workspace} and i.customer_id = any(${found.map(({ id }) => id)}::uuid[])`)
}

/**
 * What the company stood at after the run before, of a run over changed customers: what it left stands for all but those in waiting. Null where all
 * are to be computed: the rule is another, or the run before was stopped half way.
 */
async function standingBefore(ctx: Context, run: Run): Promise<Standing | null> {
  if (run.kind !== 'changed') return null
  const before = await runBefore(ctx, run)
  return before?.state === 'done' && before.as_of === run.as_of && isSameRule(before.rule, run.rule) ? before.standing : null
}

function isSameRule(one: Rule, other: Rule): boolean {
  // In one form: what was kept with a run has its keys in another order, and one of before there were such rates has none.
  const rates = (rule: Rule) => JSON.stringify(ratesOf(rule.person_rates))
  return one.abc_by === other.abc_by && rates(one) === rates(other) && ruleNames.every((name) => one[name] === other[name])
}

/** Ranges of ids that cover all there are and may come, each of so many customers that it fits into memory. */
async function slicesOf(ctx: Context): Promise<Who[]> {
  const ends = await ctx.db.rows<{ id: string }>(sql`select s.id from (select c.id, row_number() over (order by c.id) as n from customers c where c.workspace_id = ${sql.workspace}) s where s.n % ${customersAtOnce} = 0 order by s.id`)
  const bounds = ends.map(({ id }) => id)
  return [...bounds, null].map((upTo, index) => ({ after: bounds[index - 1] ?? null, upTo }))
}

/** The slices from where the run stands, some at a time; the place moves on when those before it are done. */
async function inSlices(ctx: Context, run: Run, slices: Who[], work: (ctx: Context, who: Who, number: number) => Promise<number>, report: (share: number) => Promise<boolean>): Promise<boolean> {
  for (let at = run.part; at < slices.length; at += abreast) {
    const changed = await Promise.all(slices.slice(at, at + abreast).map((who, offset) => longTransaction(ctx, (ctx) => work(ctx, who, at + offset))))
    await moveRun(ctx, run, { phase: run.phase, part: Math.min(at + abreast, slices.length), changed: run.changed + changed.reduce((sum, one) => sum + one, 0) })
    if (!(await report(Math.min((at + abreast) / slices.length, 1)))) return false
  }
  return true
}
