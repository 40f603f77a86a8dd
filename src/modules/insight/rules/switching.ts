/** From the eight costs, 1 to 5, to means of their three kinds and the bond that is the weakest. What was not judged does not count. */
export const kinds = {
  procedural: ['economic_risk', 'evaluation', 'learning', 'setup'],
  financial: ['benefit_loss', 'monetary_loss'],
  relational: ['personal_loss', 'brand_loss'],
} as const

export type Cost = (typeof kinds)[keyof typeof kinds][number]

/** Which bond answers to which kind: what is built into the customer's work, into the terms, between people. */
const bonds = { procedural: 'structural', financial: 'financial', relational: 'social' } as const

export interface SwitchingStanding {
  procedural: number | null
  financial: number | null
  relational: number | null
  total: number | null
  strengthen: string | null
}

export function standingOf(costs: Partial<Record<Cost, number | null>>): SwitchingStanding {
  const mean = (names: readonly Cost[]) => {
    const judged = names.flatMap((name) => costs[name] ?? [])
    return judged.length === 0 ? null : Math.round((judged.reduce((sum, one) => sum + one, 0) / judged.length) * 10) / 10
  }
  const means = { procedural: mean(kinds.procedural), financial: mean(kinds.financial), relational: mean(kinds.relational) }
  const known = (Object.keys(bonds) as (keyof typeof bonds)[]).filter((kind) => means[kind] !== null)
  const weakest = known.toSorted((one, other) => (means[one] ?? 0) - (means[other] ?? 0))[0]
  return { ...means, total: mean([...kinds.procedural, ...kinds.financial, ...kinds.relational]), strengthen: weakest ? bonds[weakest] : null }
}
