/** Placeholder until the statistics is there. */
export function StatisticsPage() {
  return null
}
