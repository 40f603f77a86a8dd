/** Where a customer stands, by what was bought: tier, status, credit. */
import type { Plan } from './plan.ts'
import type { Totals } from './purchases.ts'
import { randomOf } from './random.ts'
import { tierReasons } from './words/work.ts'
import { daysSince, type World } from './world.ts'
import type { Stored } from '../kernel/records/input.ts'

export type Tier = 'vip' | 'a' | 'b' | 'c' | 'potential'

/** Annual amounts in yuan from which a tier begins. */
const steps: Record<'organisation' | 'person', [Tier, number][]> = {
  organisation: [['vip', 400_000], ['a', 120_000], ['b', 30_000], ['c', 1]],
  person: [['vip', 40_000], ['a', 15_000], ['b', 4000], ['c', 1]],
}

export interface Standing {
  tier: Tier
  status: string
  values: Stored
}

export function standingOf(world: World, plan: Plan, totals: Totals): Standing {
  const random = randomOf(`${world.seed} standing`, plan.index)
  const tier = tierOf(plan, totals)
  const status = statusOf(world, plan, totals)
  const reasons = tierReasons[tier] ?? []
  const isTrusted = !plan.isPerson && (tier === 'vip' || tier === 'a' || (tier === 'b' && random.chance(0.4)))
  return {
    tier,
    status,
    values: {
      tier,
      status,
      tier_reason: reasons.length > 0 && (tier === 'vip' || tier === 'a' || random.chance(0.3)) ? random.pick(reasons) : null,
      ...(isTrusted ? creditOf(tier, totals, random.next()) : {}),
    },
  }
}

function tierOf(plan: Plan, totals: Totals): Tier {
  const annual = totals.annual / 100
  for (const [tier, from] of steps[plan.isPerson ? 'person' : 'organisation']) if (annual >= from) return tier
  return totals.purchases > 0 ? 'c' : 'potential'
}

function statusOf(world: World, plan: Plan, totals: Totals): string {
  if (totals.purchases === 0) return plan.weight > 0.9 ? 'interested' : 'potential'
  const quiet = daysSince(world, totals.lastAt)
  const patience = plan.isPerson ? 240 : 150
  if (quiet > 400) return 'lost'
  if (quiet > patience) return 'dormant'
  return plan.fate === 'came_back' && daysSince(world, totals.firstAt) > 480 ? 'won_back' : 'active'
}

function creditOf(tier: Tier, totals: Totals, chance: number): Stored {
  const limit = Math.max(10_000, Math.round(totals.annual / 100 / 6 / 10_000) * 10_000)
  const ratings = { vip: ['aaa', 'aaa', 'aa'], a: ['aa', 'aa', 'a'], b: ['a', 'b', 'b'], c: ['c'], potential: ['c'] }[tier]
  return {
    credit_limit: `${limit}.00`,
    credit_days: tier === 'vip' ? 60 : 30,
    credit_rating: ratings[Math.floor(chance * ratings.length)] ?? null,
  }
}
