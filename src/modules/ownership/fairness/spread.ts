/**
 * How unevenly a quantity is spread over people: 0 when all have the same, near 1 when one has everything.
 * The Gini coefficient of values x1 <= ... <= xn: 2 * sum(i * xi) / (n * sum(xi)) - (n + 1) / n
 * (A. Sen, On Economic Inequality, Oxford 1973, chapter 2). 0 where there is nothing to spread; negative values count as 0.
 */
export function giniOf(values: readonly number[]): number {
  const sorted = values.map((value) => Math.max(0, value)).toSorted((one, other) => one - other)
  const total = sorted.reduce((sum, value) => sum + value, 0)
  if (total === 0) return 0
  const weighted = sorted.reduce((sum, value, index) => sum + (index + 1) * value, 0)
  return Math.max(0, (2 * weighted) / (sorted.length * total) - (sorted.length + 1) / sorted.length)
}

/** The part of the whole, 0 to 1, that the fifth of the people with the most has; at least one person. */
export function shareOfTop(values: readonly number[]): number {
  const sorted = values.map((value) => Math.max(0, value)).toSorted((one, other) => other - one)
  const total = sorted.reduce((sum, value) => sum + value, 0)
  if (total === 0) return 0
  return sorted.slice(0, Math.max(1, Math.floor(sorted.length / 5))).reduce((sum, value) => sum + value, 0) / total
}
