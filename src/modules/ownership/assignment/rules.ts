/** The rules that are on, those they choose among, and the customers or leads that are to be given away. */
import { z } from 'zod'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { conditionOf, today } from '../pool/pools.ts'
import type { Candidate, Newcomer, Rule } from './assign.ts'

export const ruleShape = z.object({
  id: z.string(),
  name: z.string(),
  condition: z.unknown(),
  departments: z.array(z.string()),
  people: z.array(z.string()),
  skills: z.array(z.string()),
  by_territory: z.boolean(),
  by_industry: z.boolean(),
  by_tier: z.boolean(),
  object: z.enum(['customer', 'lead']).default('customer'),
})

export type StoredRule = z.infer<typeof ruleShape>
type Given = StoredRule['object']

/** @param which those that are on for one object; or this one, also when it is off */
export async function storedRules(ctx: Context, asked: { only: string } | { object: Given }): Promise<StoredRule[]> {
  const which = 'only' in asked ? sql`r.id = ${asked.only}::uuid` : sql`r.is_active and r.object = ${asked.object}`
  const rows = await ctx.db.rows<StoredRule>(
    sql`select r.id, r.name, r.condition, r.department_ids as departments, r.person_ids as people, r.skills, r.by_territory, r.by_industry, r.by_tier, r.object
      from assignment_rules r where r.workspace_id = ${sql.workspace} and r.deleted_at is null and ${which} order by r.position, r.created_at, r.id`,
  )
  return rows.map((row) => ruleShape.parse(row))
}

interface Person {
  id: string
  name: string
  departments: string[]
  territories: string[]
  weight: string | null
  skills: string[]
  industries: string[]
  tiers: string[]
  turn: number
  held: number
}

export interface Field {
  rules: Rule[]
  candidates: Candidate[]
  names: ReadonlyMap<string, string>
}

/**
 * Who may get customers today: people who work here, are not away (somebody stands in for them) and not paused.
 * Who may get them is asked by what each holds of the same: customers, or leads that are open.
 * @param options.without what is not counted as held
 */
export async function fieldOf(ctx: Context, rules: readonly StoredRule[], options: { without?: Sql } = {}): Promise<Field> {
  const isLead = rules.some(({ object }) => object === 'lead')
  const held = isLead ? sql`leads c` : sql`customers c`
  const stillHeld = isLead ? sql`and c.status in ('new', 'working', 'qualified')` : sql.empty
  const people = await ctx.db.rows<Person>(sql`
    with recursive up as (
      select d.id, d.id as above, d.parent_id from departments d where d.workspace_id = ${sql.workspace} and d.deleted_at is null
      union
      select up.id, p.id, p.parent_id from up join departments p on p.workspace_id = ${sql.workspace} and p.id = up.parent_id and p.deleted_at is null
    ), down as (
      select t.id, t.id as below from territories t where t.workspace_id = ${sql.workspace} and t.deleted_at is null
      union
      select down.id, t.id from down join territories t on t.workspace_id = ${sql.workspace} and t.parent_id = down.below and t.deleted_at is null
    )
    select u.id, u.name, array(select up.above::text from up where up.id = u.department_id) as departments,
      array(select distinct down.below::text from down where down.id = any(u.territory_ids)) as territories,
      a.weight, coalesce(a.skills, '{}') as skills, coalesce(a.industries, '{}') as industries, coalesce(a.tiers, '{}') as tiers, coalesce(t.turn, 0) as turn,
      (select count(*) from ${held} where c.workspace_id = ${sql.workspace} and c.owner_id = u.id and c.deleted_at is null ${stillHeld} ${options.without ? sql`and not ${options.without}` : sql.empty}) as held
    from users u
    left join abilities a on a.workspace_id = ${sql.workspace} and a.user_id = u.id and a.deleted_at is null
    left join assignment_turns t on t.workspace_id = ${sql.workspace} and t.user_id = u.id
    where u.workspace_id = ${sql.workspace} and u.is_active and u.deleted_at is null and not coalesce(a.is_paused, false)
      and not exists (select 1 from substitutes s where s.workspace_id = ${sql.workspace} and s.user_id = u.id and ${today(ctx)}::date between s.from_day and s.to_day)
    order by u.id`)
  const named = rules.map((rule): Rule => ({ ...rule, people: new Set(people.filter((person) => isAmong(rule, person)).map(({ id }) => id)) }))
  const candidates = people.map(({ weight, territories, ...person }): Candidate => ({ ...person, weight: Math.round(Number(weight ?? 1) * 100), territories: new Set(territories) }))
  return { rules: named, candidates: candidates.filter(({ id }) => named.some((rule) => rule.people.has(id))), names: new Map(people.map(({ id, name }) => [id, name])) }
}

function isAmong(rule: StoredRule, person: Person): boolean {
  if (rule.departments.length === 0 && rule.people.length === 0) return person.weight !== null
  return rule.people.includes(person.id) || rule.departments.some((id) => person.departments.includes(id))
}

/** Places of the rules that a customer or lead fits, as an expression. @throws Problem 422 for a condition that does not fit. */
export function rulesFitting(ctx: Context, rules: readonly StoredRule[], row: string): Sql {
  const cases = rules.map((rule, place) => sql`case when ${conditionOf(ctx, rule.condition, row, rule.object)} then ${place}::int end`)
  return sql`array_remove(array[${sql.join(cases)}]::int[], null)`
}

/** In the order in which they came. @param where on the alias `c` */
export async function newcomersOf(ctx: Context, rules: readonly StoredRule[], where: Sql, options: { lock?: boolean; limit?: number } = {}): Promise<Newcomer[]> {
  const isLead = rules.some(({ object }) => object === 'lead')
  return ctx.db.rows<Newcomer>(
    sql`select c.id, ${isLead ? sql`''` : sql`c.tier`} as tier, c.industry, c.territory_id as territory, ${rulesFitting(ctx, rules, 'c')} as rules from ${isLead ? sql`leads c` : sql`customers c`}
      where c.workspace_id = ${sql.workspace} and c.deleted_at is null and ${where} order by c.created_at, c.id
      ${options.limit ? sql`limit ${options.limit}` : sql.empty} ${options.lock ? sql.raw('for no key update of c') : sql.empty}`,
  )
}
