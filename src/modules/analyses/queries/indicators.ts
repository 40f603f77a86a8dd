/** Indicators as they are told: of the company or of a department and all below it, each with its target and its months. */
import { addMonths, startOfMonth } from '../../../platform/calendar/days.ts'
import { sql } from '../../../platform/db/sql.ts'
import { mayAll, scopesOf } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { forbidden } from '../../../platform/problems.ts'
import { asOfDay, ruleOf } from '../../insight/index.ts'
import { monthsKept } from '../actions/keep-indicators.ts'
import type { Opens } from '../rules/answer.ts'
import { indicators, isIndicator, monthSpan, stateOf, valueOf, type Direction, type Indicator, type IndicatorKey, type IndicatorUnit, type TargetState } from '../rules/indicators.ts'
import { mayRead } from './blocks.ts'

export interface IndicatorMonth {
  month: string
  value: number | null
  /** Of how many it was told; null of sums. */
  whole: number | null
}

export interface ToldIndicator {
  key: IndicatorKey
  unit: IndicatorUnit
  direction: Direction
  months: IndicatorMonth[]
  /** The last month that is over; of what is only kept as it stands, this month. */
  current: IndicatorMonth
  target: { id: string; target: number; direction: Direction; period: string; state: TargetState } | null
  rows: Opens
  /** What else it is made of. */
  also: Opens | null
}

export interface IndicatorStanding {
  computed_at: string | null
  department: string | null
  indicators: ToldIndicator[]
  /** Whose indicators may be asked for: '' is the company. */
  departments: { id: string; name: string; depth: number }[]
  sees_company: boolean
}

interface Department { id: string; name: string; parent: string | null }

/** @param department of the caller's reach; null is the company, or for whoever may not see that the own department */
export async function indicatorsOf(ctx: Context, asked: string | null): Promise<IndicatorStanding> {
  const all = await ctx.db.rows<Department>(sql`select d.id::text as id, d.name, d.parent_id::text as parent from departments d where d.workspace_id = ${sql.workspace} and d.deleted_at is null order by d.name, d.id`)
  const seesCompany = seesAll(ctx)
  const reach = seesCompany ? treeOf(all, null, 0) : treeOf(all, reachOf(ctx), 0)
  const department = asked ?? (seesCompany ? null : ctx.actor.departmentId)
  if (department === null ? !seesCompany : !reach.some(({ id }) => id === department)) throw forbidden()
  const within = department === null ? null : treeOf(all, department, 0).map(({ id }) => id)
  const told = Object.entries(indicators).flatMap(([key, indicator]) => (isIndicator(key) && mayTell(ctx, indicator, department) ? [[key, indicator] as const] : []))
  const last = startOfMonth(await asOfDay(ctx))
  const [rows, targets, { active_months: active }] = await Promise.all([monthRows(ctx, { keys: told.map(([key]) => key), within, first: addMonths(last, 1 - monthsKept) }), targetsOf(ctx, department), ruleOf(ctx)])
  const owner = within === null ? {} : { owner: { department: { in: within } } }
  const months = Array.from({ length: monthsKept }, (_, index) => addMonths(last, index + 1 - monthsKept))
  return {
    computed_at: rows.map(({ computed_at }) => computed_at).toSorted().at(-1) ?? null, department, sees_company: seesCompany,
    departments: reach.map(({ id, name, depth }) => ({ id, name, depth })),
    indicators: told.map(([key, indicator]: readonly [IndicatorKey, Indicator]) => {
      const own = new Map(rows.filter((row) => row.indicator === key).map((row) => [row.month, row]))
      const series = months.map((month): IndicatorMonth => {
        const kept = own.get(month)
        const whole = kept?.whole === null || kept?.whole === undefined ? null : Number(kept.whole)
        return { month, value: kept ? valueOf(key, Number(kept.part), whole) : null, whole }
      })
      const current = series.at(indicator.isStanding ? -1 : -2) ?? { month: last, value: null, whole: null }
      const target = targetFor(targets, { key, month: current.month, now: last })
      return { key, unit: indicator.unit, direction: indicator.direction, months: series, current, target: target && { ...target, state: stateOf(current.value, target.target, target.direction) }, rows: indicator.rows(monthSpan(current.month), owner, active), also: indicator.also?.(monthSpan(current.month), owner) ?? null }
    }),
  }
}

/** Whether somebody is told of indicators at all. */
export function mayAskIndicators(ctx: Context): boolean {
  return seesAll(ctx) || reachOf(ctx) !== null
}

function seesAll(ctx: Context): boolean {
  return ['customer', 'transaction', 'customer_value', 'indicator_target'].every((object) => mayAll(ctx.actor, object, 'see'))
}

/** The own department where the role reaches it with all below it. */
function reachOf(ctx: Context): string | null {
  const reaches = (object: string) => scopesOf(ctx.actor, object, 'see').has('team_below') || mayAll(ctx.actor, object, 'see')
  return ['customer', 'transaction', 'customer_value', 'indicator_target'].every(reaches) ? ctx.actor.departmentId : null
}

/** Every object that its rows are of is seen as far as it is told of; every field that it follows from is read. */
function mayTell(ctx: Context, { objects, fields }: Indicator, department: string | null): boolean {
  const reaches = (object: string) => mayAll(ctx.actor, object, 'see') || (department !== null && scopesOf(ctx.actor, object, 'see').has('team_below'))
  return objects.every(reaches) && mayRead(ctx, fields)
}

function treeOf(all: readonly Department[], root: string | null, depth: number): (Department & { depth: number })[] {
  const begin = root === null ? all.filter(({ parent }) => parent === null || !all.some(({ id }) => id === parent)) : all.filter(({ id }) => id === root)
  const below = (department: Department, at: number): (Department & { depth: number })[] => [{ ...department, depth: at }, ...all.filter(({ parent }) => parent === department.id).flatMap((child) => below(child, at + 1))]
  return begin.flatMap((department) => below(department, depth))
}

interface MonthRow { indicator: string; month: string; part: string; whole: string | null; computed_at: string }

/** A month with a whole in some department and none in another has that whole. */
function monthRows(ctx: Context, { keys, within, first }: { keys: readonly string[]; within: readonly string[] | null; first: string }): Promise<MonthRow[]> {
  return ctx.db.rows<MonthRow>(sql`select k.indicator, k.month::text as month, sum(k.part)::text as part, sum(k.whole)::text as whole, to_char(max(k.computed_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as computed_at
    from indicator_months k where k.workspace_id = ${sql.workspace} and k.indicator = any(${keys}) and k.month >= ${first}::date ${within === null ? sql.empty : sql`and k.department = any(${within})`} group by 1, 2`)
}

interface Target { id: string; indicator: string; target: number; direction: Direction; period: string; kind: string; first: string; last: string }

function targetsOf(ctx: Context, department: string | null): Promise<Target[]> {
  const filter = department === null ? { scope: 'company' } : { scope: 'department', department }
  return ctx.db.rows<Target>(sql`select g.id::text as id, g.indicator, g.target::float8 as target, g.direction, g.name as period, g.period as kind, g.first_on::text as first, g.last_on::text as last from indicator_targets g where ${whereOf(ctx, objectOf(ctx, 'indicator_target'), 'g', { filter })}`)
}

const narrowness = ['month', 'quarter', 'year']

/** The narrowest that holds in the month that is told; else the one that holds now. */
function targetFor(targets: readonly Target[], { key, month, now }: { key: string; month: string; now: string }): { id: string; target: number; direction: Direction; period: string } | null {
  const own = targets.filter(({ indicator }) => indicator === key)
  const holding = (day: string) => own.filter(({ first, last }) => first <= day && day <= last).toSorted((one, other) => narrowness.indexOf(one.kind) - narrowness.indexOf(other.kind))[0]
  const found = holding(month) ?? holding(now)
  return found ? { id: found.id, target: found.target, direction: found.direction, period: found.period } : null
}
