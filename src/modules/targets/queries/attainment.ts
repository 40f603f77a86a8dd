/**
 * How far quotas are, live. Two statements whatever there is: the quotas of the period that the caller may see, and one that counts for all
 * of them together; beside them the two small trees and the calendar.
 *
 * What a quota has attained is a figure of the quota: whoever may see the quota sees it, also where it sums records of colleagues or of
 * customers that stay closed to them. The rows behind it are an ordinary list and follow the caller's own rights.
 */
import { today } from '../../../platform/calendar/zones.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { forbidden } from '../../../platform/problems.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { allowed, naming, verdictOf } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { titleOf } from '../../../kernel/projections/columns.ts'
import { businessCalendarOf } from '../../team/index.ts'
import { measures, type Measure } from '../rules/measures.ts'
import { periodAround, periodName, type Period } from '../rules/period.ts'
import { paceOf, progressOf, type Pace, type Progress } from '../rules/progress.ts'
import { teamSums, type TeamSum } from '../rules/team-sums.ts'
import { withBelow, type Branch } from '../rules/tree.ts'
import { filterBehind, instantsOf, sources, type Narrowing } from './sources.ts'

export interface AttainmentRequest {
  period: Period
  /** Any day in it. */
  day: string
  /** All of them where left out. */
  measure?: Measure
}

interface Named {
  id: string
  /** Null where the caller may not see it. */
  name: string | null
}

export interface Attainment extends Progress {
  id: string
  measure: Measure
  holder: 'person' | 'department' | 'company'
  person: Named | null
  department: Named | null
  territory: Named | null
  product: Named | null
  target: string
  attained: string
  /** The records behind it: path of the list and its filter. */
  rows: { path: string; filter: Record<string, unknown> }
}

export interface Standing {
  name: string
  first_on: string
  last_on: string
  pace: Pace
  /** The furthest first. */
  quotas: Attainment[]
  /** Sums of the quotas of people that are narrowed by nothing, by measure. */
  teams: Partial<Record<Measure, (TeamSum & Progress)[]>>
}

const told = ['holder', 'person', 'department', 'territory', 'product', 'measure', 'period', 'first_on', 'target'] as const

/** @throws Problem 403 for whoever may not read quotas whole: figures would tell what fields do not. */
export async function attainmentOf(ctx: Context, { period, day, measure }: AttainmentRequest): Promise<Standing> {
  const object = objectOf(ctx, 'quota')
  if (!told.every((name) => readableField(ctx, object, name))) throw forbidden()
  const { first, last } = periodAround(period, day)
  const within = instantsOf({ first, last }, ctx.workspace.timeZone)
  const [quotas, trees, calendar] = await Promise.all([quotasOf(ctx, { period, first, measure }), treesOf(ctx), businessCalendarOf(ctx)])
  const narrowed = quotas.map((quota) => ({ ...quota, narrowing: narrowingOf(quota, trees) }))
  const attained = await attainedOf(ctx, narrowed, within)
  const lines = narrowed.map(({ narrowing, home: _home, ...quota }) => {
    const figures = { target: quota.target, attained: attained.get(quota.id) ?? '0' }
    return { ...quota, ...figures, ...progressOf(figures), rows: { path: objectOf(ctx, sources[quota.measure].object).path, filter: filterBehind(quota.measure, within, narrowing) } }
  })
  const parts = (of: Measure) => narrowed.filter(({ measure, person, territory, product }) => measure === of && person && !territory && !product)
    .map((quota) => ({ department: quota.home, target: quota.target, attained: attained.get(quota.id) ?? '0' }))
  return {
    name: periodName(period, first), first_on: first, last_on: last,
    pace: paceOf(calendar, { first, last }, today(ctx.clock, ctx.workspace.timeZone)),
    quotas: lines.sort((one, other) => other.percent - one.percent || (one.id < other.id ? -1 : 1)),
    teams: Object.fromEntries(measures.flatMap((of) => {
      const sums = teamSums(trees.named, parts(of))
      return sums.length > 0 ? [[of, sums.map((sum) => ({ ...sum, ...progressOf(sum) }))]] : []
    })),
  }
}

interface Quota extends Pick<Attainment, 'id' | 'measure' | 'holder' | 'person' | 'department' | 'territory' | 'product' | 'target'> {
  /** The department that the person is in. */
  home: string | null
}

async function quotasOf(ctx: Context, { period, first, measure }: { period: Period; first: string; measure?: Measure }): Promise<Quota[]> {
  const ofMeasure = measure ? sql`and c.measure = ${measure}` : sql.empty
  return ctx.db.rows<Quota>(
    sql`select c.id::text as id, c.measure, c.holder, trim_scale(c.target)::text as target, ${named(ctx, 'user', sql`c.person_id`)} as person, ${named(ctx, 'department', sql`c.department_id`)} as department,
        ${named(ctx, 'territory', sql`c.territory_id`)} as territory, ${named(ctx, 'product', sql`c.product_id`)} as product,
        (select u.department_id::text from users u where u.workspace_id = ${sql.workspace} and u.id = c.person_id) as home
      from quotas c where ${whereOf(ctx, objectOf(ctx, 'quota'), 'c', {})} and c.first_on = ${first}::date and c.period = ${period} ${ofMeasure}`,
  )
}

function named(ctx: Context, target: string, id: Sql): Sql {
  const reader = naming(ctx, target)
  return sql`case when ${id} is not null then json_build_object('id', ${id}, 'name', (select ${titleOf(reader, objectOf(ctx, target), 'x')} from ${sql.id(objectOf(ctx, target).table)} x
    where x.workspace_id = ${sql.workspace} and x.id = ${id} and ${allowed(reader, target, 'see', 'x', 'one')})) end`
}

interface Trees {
  departments: Branch[]
  territories: Branch[]
  /** Departments for whoever may know of them, and of who is in which. */
  named: (Branch & { name: string })[]
}

async function treesOf(ctx: Context): Promise<Trees> {
  const branches = (table: 'departments' | 'territories') => ctx.db.rows<Branch & { name: string }>(
    sql`select c.id::text as id, c.parent_id::text as parent, c.name from ${sql.id(table)} c where c.workspace_id = ${sql.workspace} and c.deleted_at is null order by c.name, c.id`,
    { prepared: true },
  )
  const [departments, territories] = await Promise.all([branches('departments'), branches('territories')])
  const isKnown = verdictOf(naming(ctx, 'department'), 'department', 'see') === true && readableField(ctx, objectOf(ctx, 'user'), 'department')
  return { departments, territories, named: isKnown ? departments : [] }
}

function narrowingOf({ person, department, territory, product }: Quota, trees: Trees): Narrowing {
  return {
    person: person?.id ?? null,
    departments: department ? withBelow(trees.departments, department.id) : null,
    territories: territory ? withBelow(trees.territories, territory.id) : null,
    product: product?.id ?? null,
  }
}

/** What each of the quotas has attained, all of them by one statement: the records are summed once for each measure, and then shared out. */
async function attainedOf(ctx: Context, quotas: readonly { id: string; measure: Measure; narrowing: Narrowing }[], within: { from: string; until: string }): Promise<Map<string, string>> {
  if (quotas.length === 0) return new Map()
  const given = JSON.stringify(quotas.map(({ id, measure, narrowing: { person, departments, territories, product } }) => ({ id, measure, person, among: departments, within: territories, product })))
  const facts = measures.filter((measure) => quotas.some((quota) => quota.measure === measure)).map((measure) => {
    const those = quotas.filter((quota) => quota.measure === measure)
    return factsOf(ctx, measure, within, { byTerritory: those.some(({ narrowing }) => narrowing.territories), byProduct: those.some(({ narrowing }) => narrowing.product) })
  })
  const fits = sql`f.measure = q.measure and (q.product is null or q.product = any(f.products)) and (q.within is null or f.territory = any(q.within))`
  const rows = await ctx.db.rows<{ id: string; attained: string }>(
    sql`with q as materialized (select * from json_to_recordset(${given}::json) as q(id uuid, measure text, person uuid, among uuid[], within uuid[], product uuid)),
      holders as (
        select q.id, q.person from q where q.person is not null
        union all
        select q.id, u.id from q join users u on u.workspace_id = ${sql.workspace} and u.department_id = any(q.among)),
      facts as materialized (${sql.join(facts, ' union all ')}),
      sums as (
        select q.id, sum(f.value) as attained from q join holders h on h.id = q.id join facts f on f.person = h.person and ${fits} group by q.id
        union all
        select q.id, sum(f.value) from q join facts f on ${fits} where q.person is null and q.among is null group by q.id)
      select s.id::text as id, trim_scale(s.attained)::text as attained from sums s where s.attained is not null`,
  )
  return new Map(rows.map(({ id, attained }) => [id, attained]))
}

/** By person, and by territory and products only where some quota is narrowed by them. */
function factsOf(ctx: Context, measure: Measure, within: { from: string; until: string }, by: { byTerritory: boolean; byProduct: boolean }): Sql {
  const source = sources[measure]
  const object = objectOf(ctx, source.object)
  const ofCustomer = sql`left join customers k on k.workspace_id = ${sql.workspace} and k.id = f.customer_id`
  const territory = source.territoryColumn ? sql.id('f', source.territoryColumn) : sql`k.territory_id`
  return sql`(select ${measure}::text as measure, ${sql.id('f', source.personColumn)} as person, ${by.byTerritory ? territory : sql`null::uuid`} as territory,
      ${(by.byProduct && source.products) || sql`null::uuid[]`} as products, ${source.value} as value
    from ${sql.id(object.table)} f ${by.byTerritory && !source.territoryColumn ? ofCustomer : sql.empty}
    where ${whereOf(withEveryRight(ctx), object, 'f', { filter: source.filter(within.from, within.until) })} group by 2, 3, 4)`
}
