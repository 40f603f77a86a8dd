/** One record of the demo world on its way into the database, with what happened to it since it was made. */
import type { Stored } from '../kernel/records/input.ts'
import type { Person } from './world.ts'

export interface Change {
  verb: string
  at: number
  by: Person
  before: Stored
  after: Stored
}

export interface Planted {
  object: string
  id: string
  createdAt: number
  /** Null for what a till or a nightly job wrote. */
  createdBy: Person | null
  /** Stored values as they are now. */
  values: Stored
  /** In order of time. */
  changes: Change[]
}

/** The values as they were when the record was made. */
export function valuesAtFirst({ values, changes }: Planted): Stored {
  let first = values
  for (const change of changes.toReversed()) first = { ...first, ...change.before }
  return first
}
