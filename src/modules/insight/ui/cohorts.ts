/** From cells that are there to a whole triangle: months in which nobody bought are zero, not missing. */
import { monthFrom } from '../../../web/kit/days.ts'

import type { CohortCell } from '../queries/cohorts.ts'

export interface CohortRow {
  /** First day of the month of the first purchase. */
  cohort: string
  /** By months since then; shares of those of the first month. */
  cells: { customers: number; amount: number; shares: { customers: number; amount: number } }[]
}

/** The newest first. @param until the day that is told for: rows end with its month */
export function trianglesOf(cells: readonly CohortCell[], until: string): CohortRow[] {
  const cohorts = [...new Set(cells.map(({ cohort }) => cohort))].sort().toReversed()
  return cohorts.map((cohort) => {
    const known = new Map(cells.filter((cell) => cell.cohort === cohort).map((cell) => [cell.age, cell]))
    const first = known.get(0)
    const row: CohortRow = { cohort, cells: [] }
    for (let age = 0; monthFrom(cohort, age) <= until || known.has(age); age++) {
      const { customers = 0, amount = '0' } = known.get(age) ?? {}
      row.cells.push({ customers, amount: Number(amount), shares: { customers: shareOf(customers, first?.customers ?? 0), amount: shareOf(Number(amount), Number(first?.amount ?? 0)) } })
    }
    return row
  })
}

function shareOf(part: number, whole: number): number {
  return whole > 0 ? Math.max(0, part / whole) : 0
}
