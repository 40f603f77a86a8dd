import { z } from 'zod'
import { addDays } from '../../../platform/calendar/days.ts'
import { sql } from '../../../platform/db/sql.ts'
import { notFound } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import type { Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { asOfDay } from '../../insight/index.ts'
import { conditionOf, decisions, type Decision } from '../queries/decide.ts'
import { figuresOf, isReadable, readableFigures, type Figure } from '../queries/figures.ts'
import { activeScheme, type Scheme } from '../queries/schemes.ts'
import { partsOf, pathsOf } from '../rules/conditions.ts'

export interface TierAnswer {
  scheme: { id: string; name: string } | null
  tier: string
  since: string | null
  /** What such a customer gets. */
  service: string | null
  /** Null for a customer that has no values yet, and where no scheme is switched on. */
  outcome: Decision['outcome'] | null
  due: string | null
  /** Until when it stays where it is, by hand or by the least of days; and when it goes down if it goes on failing. */
  kept_until: string | null
  stays_until: string | null
  goes_down_on: string | null
  /** The rule of the next better tier, and that of its own where it fails it: what holds and what is missing. */
  rules: { tier: string; parts: Part[] }[]
}

interface Part {
  /** In the language of filters; null where the reader may not read what it looks at. */
  filter: Readonly<Record<string, unknown>> | null
  is_met: boolean
  figures: Figure[]
}

/** Why the customer is in its tier, since when, and what is missing to the next one. */
export const showTier = defineAction({
  name: 'tier',
  object: 'customer',
  on: 'record',
  label: { zh: '级别说明', en: 'Why this tier' },
  is_query: true,
  input: z.strictObject({}),
  guard: (ctx) => verdictOf(ctx, 'customer', 'see') !== false,
  run: async (ctx, { id }) => {
    if (!id) throw notFound()
    return tierOf(ctx, id)
  },
})

async function tierOf(ctx: Context, id: string): Promise<TierAnswer> {
  const [customer] = await ctx.db.rows<{ tier: string; tier_until: string | null; since: string | null }>(
    sql`select c.tier, c.tier_until::text as tier_until, s.since::text as since from customers c left join tier_standings s on s.workspace_id = ${sql.workspace} and s.customer_id = c.id and s.tier = c.tier
      where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid`,
  )
  if (!customer) throw notFound()
  const scheme = await activeScheme(ctx)
  const level = scheme?.levels.find(({ tier }) => tier === customer.tier)
  const plain: TierAnswer = { scheme: scheme && { id: scheme.id, name: scheme.name }, tier: customer.tier, since: customer.since, service: level?.service ?? null, outcome: null, due: null, kept_until: null, stays_until: null, goes_down_on: null, rules: [] }
  if (!scheme) return plain
  const asOf = await asOfDay(ctx)
  const asked = rulesFor(scheme, customer.tier)
  const met = sql.join(asked.flatMap(({ parts }) => parts.map((part) => conditionOf(ctx, part, 'conditions'))))
  const [decided] = await ctx.db.rows<Decision & { figures: Record<string, unknown>; met: boolean[] }>(
    sql`select d.outcome, d.due, d.since::text as since, d.hand_on::text as hand_on, d.failing_since::text as failing_since, d.figures, d.met
      from (${decisions(ctx, scheme, { asOf, within: (one) => sql`${one} = ${id}::uuid`, also: sql`${figuresOf(ctx, scheme)} as figures, array[${met}]::boolean[] as met` })}) d`,
  )
  if (!decided) return plain
  const { outcome, due, since, hand_on: handOn, failing_since: failingSince, figures } = decided
  const holds = decided.met.values()
  const rules = asked.map(({ tier, parts }) => ({
    tier,
    parts: parts.map((part): Part => {
      const paths = pathsOf(part)
      const isWhole = paths.every((path) => isReadable(ctx, path))
      const shown = Object.fromEntries(Object.entries(figures).filter(([path]) => paths.includes(path)))
      return { filter: isWhole ? part : null, is_met: holds.next().value === true, figures: isWhole ? readableFigures(ctx, shown) : [] }
    }),
  }))
  const rank = scheme.levels.findIndex(({ tier }) => tier === customer.tier)
  return {
    ...plain, since, outcome, due,
    kept_until: outcome === 'kept' ? (customer.tier_until ?? (handOn && addDays(handOn, scheme.hand_days))) : null,
    stays_until: outcome === 'stays' ? addDays(since, scheme.stay_days) : null,
    goes_down_on: failingSince ? addDays(failingSince, scheme.hold_days) : null,
    // Its own rule is told where it fails it.
    rules: rules.filter(({ tier }) => tier !== customer.tier || scheme.levels.findIndex((one) => one.tier === due) > rank),
  }
}

/** Of the next better tier and of its own. */
function rulesFor(scheme: Scheme, tier: string): { tier: string; parts: Readonly<Record<string, unknown>>[] }[] {
  const rank = scheme.levels.findIndex((level) => level.tier === tier)
  return scheme.levels.filter(({ condition }, place) => condition !== null && rank >= 0 && (place === rank - 1 || place === rank)).map((level) => ({ tier: level.tier, parts: partsOf(level.condition ?? {}) }))
}
