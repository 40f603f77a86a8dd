/** The records behind a group, in the filter language of the lists: what a figure counts and what it opens are one thing. */
import { bucketAfter, type Span } from '../rules/period.ts'
import { isReferenceValue, type Filter, type PlannedGroup } from './plan.ts'

/** @param value as the aggregate answered it; of times the first day of the bucket. @param within cuts the first and last bucket of a period */
export function filterOfValue({ path, field, unit }: PlannedGroup, value: unknown, within: Span | null): Filter {
  if (unit && typeof value === 'string') {
    const end = bucketAfter(unit, value)
    return { [path]: { gte: within && within.from > value ? within.from : value, lt: within && within.to < end ? within.to : end } }
  }
  // Also what lies on a record that is not there or not seen: the aggregate counts that as nothing.
  if (value === null || value === undefined) return { not: { [field.target ? `${path}.id` : path]: { is_empty: false } } }
  return { [path]: isReferenceValue(value) ? value.id : value }
}

export function filterOfSpan(path: string, { from, to }: Span): Filter {
  return { [path]: { gte: from, lt: to } }
}

/** All of them; what asks nothing is left out. */
export function all(filters: readonly Filter[]): Filter {
  const asking = filters.filter((filter) => Object.keys(filter).length > 0)
  const names = asking.flatMap((filter) => Object.keys(filter))
  // One object where no name stands twice: that is how people read it in the list.
  if (new Set(names).size === names.length) return Object.fromEntries(asking.flatMap((filter) => Object.entries(filter)))
  return { and: asking }
}

/** A filter may have so many conditions. */
const mostNamed = 60

/** Everything but these; null where there are too many of them to be named. */
export function noneOf(filters: readonly (Filter | null)[]): Filter | null {
  const known = filters.filter((filter) => filter !== null)
  return known.length < filters.length || known.length > mostNamed ? null : { not: { or: known } }
}

/** One of these values, for groups of a single field. */
export function anyOf(group: PlannedGroup, values: readonly unknown[], within: Span | null): Filter {
  const isPlain = !group.unit && values.every((value) => value !== null && value !== undefined)
  if (isPlain) return { [group.path]: { in: values.map((value) => (isReferenceValue(value) ? value.id : value)) } }
  return { or: values.map((value) => filterOfValue(group, value, within)) }
}
