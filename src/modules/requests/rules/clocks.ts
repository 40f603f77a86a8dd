/**
 * SLA arithmetic: when a clock is due, and what is to be said of it at a moment. Only working time of the calendar counts, and none while
 * the customer is waited for. What is here follows from its arguments alone.
 */
import { addWorkingTime, workingTimeBetween, type BusinessCalendar, type Pause } from '../../../platform/calendar/business.ts'

const minute = 60_000

export interface Clock {
  calendar: BusinessCalendar
  startedAt: Date
  /** Working minutes that it may take. */
  minutes: number
  /** Share of them after which a warning is due, in hundredths. */
  warnPercent: number
  pauses: readonly Pause[]
  /** When what it waits for was done; null: not yet. */
  doneAt: Date | null
}

export type ClockState = 'running' | 'warned' | 'breached' | 'met'

export interface Reading {
  /** Null while a pause has not ended before which the time did not run out: nobody knows yet. */
  dueAt: Date | null
  state: ClockState
  /** When the state changes by the time alone; null: it does not. */
  nextAt: Date | null
}

/** What the clock says at a moment. A clock is overdue from the very instant at which it is due. */
export function readClock(clock: Clock, now: Date): Reading {
  const dueAt = ends(clock, clock.minutes)
  if (clock.doneAt) return { dueAt, state: dueAt === null || clock.doneAt <= dueAt ? 'met' : 'breached', nextAt: null }
  const warnAt = ends(clock, (clock.minutes * clock.warnPercent) / 100)
  if (dueAt && dueAt <= now) return { dueAt, state: 'breached', nextAt: null }
  if (warnAt && warnAt <= now) return { dueAt, state: 'warned', nextAt: dueAt }
  return { dueAt, state: 'running', nextAt: warnAt }
}

function ends({ calendar, startedAt, pauses }: Clock, minutes: number): Date | null {
  return addWorkingTime(calendar, startedAt, Math.round(minutes * minute), pauses)
}

/** Working minutes between two instants without pauses, rounded down; nothing where the second is earlier. */
export function workingMinutes(calendar: BusinessCalendar, from: Date, to: Date, pauses: readonly Pause[] = []): number {
  return Math.max(0, Math.floor(workingTimeBetween(calendar, from, to, pauses) / minute))
}
