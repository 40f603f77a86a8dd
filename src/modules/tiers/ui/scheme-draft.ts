/** A scheme as it is edited: what is written, and what the preview is asked with. */
import type { Filter, RecordData } from '../../../web/client/records.ts'

export interface DraftLevel {
  tier: string
  service: string
}

export interface SchemeDraft {
  name: string
  /** Best first. */
  levels: DraftLevel[]
  /** By tier. */
  conditions: Record<string, Filter>
  scope: Filter
  limits: Record<Limit, number>
}

export const limitNames = ['most_up', 'most_down', 'stay_days', 'hold_days', 'hand_days'] as const
export type Limit = (typeof limitNames)[number]

export const schemesPath = 'tier-schemes'
export const runsPath = 'tier-runs'
export const movesPath = 'tier-moves'

export function draftOf(scheme: RecordData): SchemeDraft {
  const levels = Array.isArray(scheme.levels) ? scheme.levels.filter(isFilter).map(({ tier, service }) => ({ tier: String(tier), service: typeof service === 'string' ? service : '' })) : []
  const conditions = isFilter(scheme.conditions) ? scheme.conditions : {}
  return {
    name: String(scheme.name),
    levels,
    conditions: Object.fromEntries(levels.map(({ tier }) => [tier, filterOf(conditions[tier])])),
    scope: filterOf(scheme.scope),
    limits: { most_up: Number(scheme.most_up), most_down: Number(scheme.most_down), stay_days: Number(scheme.stay_days), hold_days: Number(scheme.hold_days), hand_days: Number(scheme.hand_days) },
  }
}

/** The rules alone, as the server takes them. */
export function rulesOf({ levels, conditions, scope, limits }: SchemeDraft) {
  const said = levels.flatMap(({ tier }): [string, Filter][] => {
    const condition = conditions[tier]
    return condition && Object.keys(condition).length > 0 ? [[tier, condition]] : []
  })
  return { levels: levels.map(({ tier, service }) => ({ tier, ...(service.trim() ? { service: service.trim() } : {}) })), conditions: Object.fromEntries(said), scope, ...limits }
}

/** What a company that has none may begin with: by what was bought in the window, with what such a customer gets. */
export function readyScheme(words: { name: string; services: Record<string, string> }) {
  const bought = (from: string): Filter => ({ value: { monetary: { gte: from } } })
  return {
    name: words.name,
    levels: ['vip', 'a', 'b', 'c'].map((tier) => ({ tier, service: words.services[tier] })),
    conditions: { vip: bought('200000.00'), a: bought('60000.00'), b: bought('10000.00') },
  }
}

function filterOf(value: unknown): Filter {
  return isFilter(value) ? value : {}
}

function isFilter(value: unknown): value is Filter {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
