import { z } from 'zod'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { mayAll } from '../../../kernel/access/actor.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import type { Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { conditionOf } from '../pool/pools.ts'
import { assign, type Assigned } from './assign.ts'
import { fieldOf, newcomersOf, type StoredRule } from './rules.ts'

/** So many are given away in the simulation; of more it says so. */
const most = 20_000
const shown = 200

const ids = z.array(z.uuid()).max(200).nullish()

/** Who would get which customers or leads by a rule, also one that is not stored yet, and what everybody holds then; nothing is written. */
export const simulateAssignment = defineAction({
  name: 'simulate',
  object: 'assignment_rule',
  on: 'collection',
  label: { zh: '模拟', en: 'Simulate' },
  is_query: true,
  input: z.object({
    object: z.enum(['customer', 'lead']).default('customer'),
    name: z.string().max(200).nullish(),
    condition: z.record(z.string(), z.unknown()).nullish(),
    departments: ids,
    people: ids,
    skills: z.array(z.string().max(50)).max(50).nullish(),
    by_territory: z.boolean().nullish(),
    by_industry: z.boolean().nullish(),
    by_tier: z.boolean().nullish(),
    /** Those that nobody owns, or all of them as if they were new. */
    scope: z.enum(['unowned', 'all']).default('unowned'),
  }),
  guard: (ctx) => verdictOf(ctx, 'assignment_rule', 'change') !== false && ['customer', 'lead'].every((object) => mayAll(ctx.actor, object, 'see')),
  run: (ctx, { input: { scope, ...rule } }) =>
    simulate(ctx, {
      id: 'draft', object: rule.object, name: rule.name ?? '', condition: rule.condition ?? null, departments: rule.departments ?? [], people: rule.people ?? [], skills: rule.skills ?? [],
      by_territory: rule.by_territory ?? false, by_industry: rule.by_industry ?? false, by_tier: rule.by_tier ?? false,
    }, scope),
})

export interface Simulation {
  /** Customers or leads that the rule is for. */
  total: number
  given: number
  /** Nobody is able to take them. */
  left: number
  by_person: { person: { id: string; name: string }; weight: number; before: number; given: number; after: number }[]
  customers: { id: string; name: string; owner: { id: string; name: string }; held: number; weight: number; able: number; is_turn: boolean }[]
}

/** @throws Problem 422 for a condition that does not fit. */
export async function simulate(ctx: Context, rule: StoredRule, scope: 'unowned' | 'all'): Promise<Simulation> {
  const isLead = rule.object === 'lead'
  const those = isLead ? sql`leads c` : sql`customers c`
  const condition = conditionOf(ctx, rule.condition, 'c', rule.object)
  const fits = isLead ? sql`${condition} and c.status in ('new', 'working', 'qualified')` : condition
  const where = scope === 'unowned' ? sql`c.owner_id is null and ${fits}` : fits
  const [[count], newcomers, field] = await Promise.all([
    ctx.db.rows<{ total: number }>(sql`select count(*) as total from ${those} where c.workspace_id = ${sql.workspace} and c.deleted_at is null and ${where}`),
    newcomersOf(ctx, [rule], where, { limit: most }),
    // Given away anew, they weigh on nobody before.
    fieldOf(ctx, [rule], scope === 'all' ? { without: fits } : {}),
  ])
  const before = new Map(field.candidates.map(({ id, held }) => [id, held]))
  const { assigned, left } = assign(newcomers, field.rules, field.candidates)
  const given = Map.groupBy(assigned, ({ owner }) => owner)
  const person = (id: string) => ({ id, name: field.names.get(id) ?? '' })
  return {
    total: count?.total ?? 0,
    given: assigned.length,
    left: left.length,
    by_person: field.candidates.map(({ id, weight, held }) => ({ person: person(id), weight: weight / 100, before: before.get(id) ?? 0, given: given.get(id)?.length ?? 0, after: held })).toSorted((one, other) => other.given - one.given),
    customers: await named(ctx, those, assigned.slice(0, shown), person),
  }
}

async function named(ctx: Context, those: Sql, assigned: readonly Assigned[], person: (id: string) => { id: string; name: string }): Promise<Simulation['customers']> {
  const rows = await ctx.db.rows<{ id: string; name: string }>(sql`select c.id, c.name from ${those} where c.workspace_id = ${sql.workspace} and c.id = any(${assigned.map(({ customer }) => customer)}::uuid[])`)
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return assigned.map(({ customer, owner, held, weight, able, is_turn }) => ({ id: customer, name: names.get(customer) ?? '', owner: person(owner), held, weight: weight / 100, able, is_turn }))
}
