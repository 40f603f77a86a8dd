/** What the quality of service is asked of, and what it answers. */
import type { Block, Filter } from './answer.ts'

/** Days back from today, as the page offers them; kept by night where they take too long to ask live. */
export const serviceSpans = [30, 90, 365] as const

/** What was completed, what came in, and the visits that were made: each by its own day. */
export const servicePopulations = ['completed', 'received', 'visits'] as const
export type ServicePopulation = (typeof servicePopulations)[number]

export const serviceParts = ['totals', 'blocks'] as const
export type ServicePart = (typeof serviceParts)[number]

export interface ServiceAsked {
  /** Null where the days are said. */
  days: number | null
  from?: string
  until?: string
  of: ServicePopulation
  /** The figures of all, the same sorted, or both where nothing is said: a page shows the first while the second are counted. */
  part?: ServicePart
  /** Of the list of requests. */
  filter: Filter
}

export interface ServiceQuality {
  from: string
  until: string
  /** The time of the same length that ends where this one begins. */
  before: { from: string; until: string }
  computed_at: string
  is_kept: boolean
  /** Totals of all three beside the time before, and what is open now. */
  totals: Block[]
  /** Of the population that was asked for: months or weeks first, then by whom, what and why. */
  blocks: Block[]
}
