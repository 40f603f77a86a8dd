/** From how far each opportunity came to what a funnel shows. Pure. */
export interface Furthest {
  /** Place of the furthest stage among the open ones of the pipeline, from 0. */
  place: number
  standing: 'open' | 'won' | 'lost'
  count: number
}

export interface FunnelStep {
  /** So many came at least here. */
  reached: number
  /** Of these: still here or moved back from further, lost without coming further. */
  open: number
  lost: number
  /** Percent of those that reached it which came to the next stage, or for the last one were won; null where nobody reached it. */
  onward: number | null
  /** Percent of those that reached it which were won. */
  won: number | null
}

/** What was won has passed every stage, whichever it left out. Each step is reached by no more than the one before. */
export function funnelSteps(stages: number, furthest: readonly Furthest[]): { steps: FunnelStep[]; total: number; won: number; lost: number } {
  const sum = (fits: (one: Furthest) => boolean) => furthest.filter(fits).reduce((total, { count }) => total + count, 0)
  const won = sum(({ standing }) => standing === 'won')
  const reached = (place: number) => sum((one) => one.standing === 'won' || one.place >= place)
  const steps = Array.from({ length: stages }, (_, place): FunnelStep => {
    const here = reached(place)
    const next = place + 1 < stages ? reached(place + 1) : won
    const of = (standing: 'open' | 'lost') => sum((one) => one.standing === standing && one.place === place)
    return { reached: here, open: of('open'), lost: of('lost'), onward: percentOf(next, here), won: percentOf(won, here) }
  })
  return { steps, total: sum(() => true), won, lost: sum(({ standing }) => standing === 'lost') }
}

function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1000) / 10
}
