/** Which days a calendar shows, and the records of each. */
import { addDays, endOf, monthFrom, startOf } from '../../kit/days.ts'
import { dayOf } from '../../kit/format.ts'

import type { RecordData } from '../../client/records.ts'
import type { Span } from './list-address.ts'

/** Whole weeks from Monday to Sunday, so that a month is a rectangle. */
export function daysShown(day: string, span: Span): string[] {
  if (span === 'day') return [day]
  const first = startOf(span === 'week' ? day : startOf(day, 'month'), 'week')
  const last = endOf(span === 'week' ? day : endOf(day, 'month'), 'week')
  const days: string[] = []
  for (let each = first; each <= last; each = addDays(each, 1)) days.push(each)
  return days
}

export function stepped(day: string, span: Span, by: number): string {
  return span === 'month' ? monthFrom(day, by) : addDays(day, span === 'week' ? 7 * by : by)
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
