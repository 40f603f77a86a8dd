/** Who gets a new customer: the one with the lowest load among the able, load being the customers held by ability; among equals in turn. */

export interface Candidate {
  id: string
  /** Customers held. */
  held: number
  /** Ability in hundredths, so that loads are compared without rounding. */
  weight: number
  /** When it was this person's turn last; 0 for never. */
  turn: number
  skills: readonly string[]
  /** Empty: every industry, every tier. */
  industries: readonly string[]
  tiers: readonly string[]
  /** With all below them. */
  territories: ReadonlySet<string>
}

export interface Rule {
  id: string
  name: string
  /** Ids of those it may choose among. */
  people: ReadonlySet<string>
  skills: readonly string[]
  by_territory: boolean
  by_industry: boolean
  by_tier: boolean
}

export interface Newcomer {
  id: string
  tier: string
  industry: string | null
  territory: string | null
  /** Places of the rules whose condition it fits, in their order. */
  rules: readonly number[]
}

export interface Assigned {
  customer: string
  owner: string
  rule: string
  rule_name: string
  /** Of the chosen one, before. */
  held: number
  weight: number
  /** How many could have had it. */
  able: number
  /** Several had the lowest load; it was this one's turn. */
  is_turn: boolean
}

/**
 * One after the other, each with what those before it left: many at once are spread as one by one. The first rule with somebody able
 * decides. The same state gives the same answer; `candidates` are changed to the state after it.
 */
export function assign(newcomers: readonly Newcomer[], rules: readonly Rule[], candidates: readonly Candidate[]): { assigned: Assigned[]; left: string[] } {
  const assigned: Assigned[] = []
  const left: string[] = []
  let turn = Math.max(0, ...candidates.map((candidate) => candidate.turn))
  for (const newcomer of newcomers) {
    const found = firstOf(newcomer, rules, candidates)
    if (!found) {
      left.push(newcomer.id)
      continue
    }
    const { rule, able } = found
    const [chosen, next] = able.toSorted(byLoadAndTurn)
    if (!chosen) continue
    const is_turn = next !== undefined && compareLoads(chosen, next) === 0
    assigned.push({ customer: newcomer.id, owner: chosen.id, rule: rule.id, rule_name: rule.name, held: chosen.held, weight: chosen.weight, able: able.length, is_turn })
    chosen.held++
    chosen.turn = ++turn
  }
  return { assigned, left }
}

function firstOf(newcomer: Newcomer, rules: readonly Rule[], candidates: readonly Candidate[]): { rule: Rule; able: Candidate[] } | null {
  for (const place of newcomer.rules) {
    const rule = rules[place]
    const able = rule ? candidates.filter((candidate) => isAble(candidate, rule, newcomer)) : []
    if (rule && able.length > 0) return { rule, able }
  }
  return null
}

/** A customer without a territory or an industry asks for none, and a lead has no tier. */
export function isAble(candidate: Candidate, rule: Rule, newcomer: Newcomer): boolean {
  if (!rule.people.has(candidate.id) || candidate.weight <= 0) return false
  if (!rule.skills.every((skill) => candidate.skills.includes(skill))) return false
  if (rule.by_territory && newcomer.territory !== null && !candidate.territories.has(newcomer.territory)) return false
  if (rule.by_industry && newcomer.industry !== null && candidate.industries.length > 0 && !candidate.industries.includes(newcomer.industry)) return false
  return !rule.by_tier || newcomer.tier === '' || candidate.tiers.length === 0 || candidate.tiers.includes(newcomer.tier)
}

function byLoadAndTurn(one: Candidate, other: Candidate): number {
  return compareLoads(one, other) || one.turn - other.turn || (one.id < other.id ? -1 : 1)
}

/** held / weight of both, crosswise: whole numbers only. */
function compareLoads(one: Candidate, other: Candidate): number {
  return one.held * other.weight - other.held * one.weight
}
