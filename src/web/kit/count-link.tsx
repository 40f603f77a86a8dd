import { Link } from 'react-router'

import { formatNumber } from './format.ts'

/** A count that leads to exactly what it counts, for whoever has a list of it; none leads nowhere. */
export function CountLink({ path, count, filter }: { path: string | undefined; count: number; filter: Record<string, unknown> }) {
  const text = formatNumber(count)
  return path && count > 0 ? <Link to={`/${path}?${new URLSearchParams({ view: 'all', filter: JSON.stringify(filter) })}`}>{text}</Link> : <>{text}</>
}

/** The band of equal width that a probability lies in, as a filter of the field `said`, in per cent. What was said on the mean of a band lies in it. */
export function bandOf(said: number, bands: number): Record<string, unknown> {
  const band = Math.min(bands - 1, Math.floor(said * bands))
  const from = (at: number) => (at * 100) / bands
  return { said: { gte: from(band), ...(band < bands - 1 ? { lt: from(band + 1) } : {}) } }
}
