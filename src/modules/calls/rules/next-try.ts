import { addWorkingTime, type BusinessCalendar } from '../../../platform/calendar/business.ts'

/** Of a queue that says nothing, and of calls of no queue. */
export const standardTimes: CallBackTimes = { call_back_minutes: 60, retries: [30, 120, 480] }

export interface CallBackTimes {
  call_back_minutes: number
  /** Working minutes after the first, second, ... try that did not reach anybody. */
  retries: readonly number[]
}

/** After so many working minutes by the calendar; by the clock where the calendar has no work at all. */
export function inWorkingMinutes(calendar: BusinessCalendar, from: Date, minutes: number): Date {
  return addWorkingTime(calendar, from, minutes * 60_000) ?? new Date(from.getTime() + minutes * 60_000)
}

/**
 * When to try again after `tries` tries in vain.
 * @returns `isBeyond`: the rule has no more tries; it goes on at the last pace, and the manager is to know
 */
export function nextTry(calendar: BusinessCalendar, times: CallBackTimes, { from, tries }: { from: Date; tries: number }): { at: Date; isBeyond: boolean } {
  const minutes = times.retries[tries - 1] ?? times.retries.at(-1) ?? times.call_back_minutes
  return { at: inWorkingMinutes(calendar, from, minutes), isBeyond: tries > times.retries.length }
}
