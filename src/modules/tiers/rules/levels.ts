/** The tiers of a scheme, best first, each with the filter of its rule. */
import { z } from 'zod'
import { issue, type Issue } from '../../../platform/problems.ts'

const levelsShape = z.array(z.object({ tier: z.string(), service: z.string().nullish() }))
const filterShape = z.record(z.string(), z.unknown())

export interface Level {
  tier: string
  service: string | null
  /** In the language of filters, on customers; null where everybody fits. */
  condition: Record<string, unknown> | null
}

export function levelsOf(levels: unknown, conditions: unknown): Level[] {
  const given = filterShape.catch({}).parse(conditions)
  return levelsShape.catch([]).parse(levels).map(({ tier, service }) => {
    const condition = filterShape.catch({}).parse(given[tier])
    return { tier, service: service ?? null, condition: Object.keys(condition).length > 0 ? condition : null }
  })
}

export function faultsOfLevels(levels: unknown, conditions: unknown): Issue[] {
  const known = levelsOf(levels, conditions)
  const tiers = new Set(known.map(({ tier }) => tier))
  const open = known.findIndex(({ condition }) => condition === null)
  const stray = Object.keys(filterShape.catch({}).parse(conditions)).filter((tier) => !tiers.has(tier))
  return [
    ...(known.length < 2 ? [issue('levels', 'too_few', '至少要有两个级别', 'A scheme has at least two tiers')] : []),
    ...(tiers.size < known.length ? [issue('levels', 'twice', '每个级别只能出现一次', 'A tier stands in a scheme once')] : []),
    ...(open >= 0 && open < known.length - 1 ? [issue('conditions', 'unreachable', '只有最低一级可以没有条件，否则下面的级别不会有人', 'Only the lowest tier may have no condition: nobody would come to those below')] : []),
    ...stray.map((tier) => issue(`conditions.${tier.slice(0, 40)}`, 'unknown_tier', '方案中没有这个级别', 'The scheme has no such tier')),
  ]
}
