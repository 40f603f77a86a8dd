/** Which SLA policy holds for a request, and which class its terms give it. */

export interface PolicyConditions {
  tiers: readonly string[]
  classes: readonly string[]
  priorities: readonly string[]
  kinds: readonly string[]
}

export interface RequestFacts {
  tier: string | null
  service_class: string | null
  priority: string
  kind: string
}

/** The first that fits, in the order given; a condition that names nothing holds for all. Null where none does. */
export function fittingPolicy<Policy extends PolicyConditions>(policies: readonly Policy[], { tier, service_class, priority, kind }: RequestFacts): Policy | null {
  const holds = (wanted: readonly string[], value: string | null) => wanted.length === 0 || (value !== null && wanted.includes(value))
  return policies.find((policy) => holds(policy.tiers, tier) && holds(policy.classes, service_class) && holds(policy.priorities, priority) && holds(policy.kinds, kind)) ?? null
}
