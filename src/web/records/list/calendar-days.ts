/** Which days a calendar shows, and the records of each. */
import { addDays, endOf, monthFrom, startOf } from '../../kit/days.ts'
import { dayOf } from '../../kit/format.ts'

import type { RecordData } from '../../client/records.ts'
import type { Span } from './list-address.ts'

/** Whole weeks from Monday to Sunday, so that a month is a rectangle. */
export function daysShown(day: string, span: Span): string[] {
  if (span === 'day') return [day]
  if (span === 'team') return Array.from({ length: 14 }, (_, index) => addDays(startOf(day, 'week'), index))
  const first = startOf(span === 'week' ? day : startOf(day, 'month'), 'week')
  const last = endOf(span === 'week' ? day : endOf(day, 'month'), 'week')
  const days: string[] = []
  for (let each = first; each <= last; each = addDays(each, 1)) days.push(each)
  return days
}

export interface Bar {
  record: RecordData
  /** Days of its own. */
  from: string
  to: string
  /** Columns that it takes of the days shown, the first is 0. */
  first: number
  last: number
  /** Beside others of the same person. */
  lane: number
}

/** What is to be drawn of each record; those of one person that share a day lie in different lanes, as few as there can be. */
export function barsOf(records: readonly RecordData[], { from, to, owner, days }: { from(record: RecordData): string | undefined; to(record: RecordData): string | undefined; owner(record: RecordData): string; days: readonly string[] }): Bar[] {
  const spread = records.flatMap((record) => {
    const last = to(record)
    const begin = from(record) ?? last
    if (!last || !begin) return []
    const within = days.flatMap((day, index) => (day >= begin && day <= last ? [index] : []))
    return within.length === 0 ? [] : [{ record, from: begin, to: last, first: within[0] ?? 0, last: within.at(-1) ?? 0 }]
  })
  const ends = new Map<string, number[]>()
  return spread.toSorted((one, other) => one.first - other.first || other.last - one.last).map((bar) => {
    const own = ends.get(owner(bar.record)) ?? []
    ends.set(owner(bar.record), own)
    const free = own.findIndex((end) => end < bar.first)
    const lane = free < 0 ? own.length : free
    own[lane] = bar.last
    return { ...bar, lane }
  })
}

export function stepped(day: string, span: Span, by: number): string {
  return span === 'month' ? monthFrom(day, by) : addDays(day, span === 'day' ? by : 7 * by)
}

/** In the order of their times; what has none is of the whole day and comes first. */
export function byDay(records: readonly RecordData[], field: string, timeOf: (record: RecordData) => string): Map<string, RecordData[]> {
  const inOrder = records.toSorted((one, other) => (timeOf(one) < timeOf(other) ? -1 : Number(timeOf(one) > timeOf(other))))
  return Map.groupBy(inOrder, (record) => dayOf(record[field]) ?? '')
}

/** The value with another day: an instant keeps its time of day in the zone of the workspace as far as both days are alike. */
export function movedTo(value: unknown, day: string): string {
  const before = dayOf(value)
  if (typeof value !== 'string' || value.length === 10 || !before) return day
  const shift = Date.parse(day) - Date.parse(before)
  return new Date(Date.parse(value) + shift).toISOString()
}
