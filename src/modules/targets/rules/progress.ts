import { Decimal } from 'decimal.js'
import { workingDaysBetween, type BusinessCalendar } from '../../../platform/calendar/business.ts'
import { addDays } from '../../../platform/calendar/days.ts'

export interface Progress {
  /** Of the target, with one digit; above 100 where it was exceeded, below nothing where more was given back than sold. */
  percent: number
  /** What is missing, never below nothing. */
  missing: string
}

/** @param target above nothing */
export function progressOf({ target, attained }: { target: string; attained: string }): Progress {
  const missing = new Decimal(target).minus(attained)
  return { percent: new Decimal(attained).times(100).div(target).toDecimalPlaces(1, Decimal.ROUND_HALF_UP).toNumber(), missing: Decimal.max(missing, 0).toFixed() }
}

export interface Pace {
  working_days: number
  /** Today counts as soon as it has begun. */
  working_days_gone: number
  /** Share of the working days that are gone, in percent with one digit. */
  percent: number
}

/** How much of the period is gone: by working days, so that the golden week is no delay. A period without any is gone at its end. */
export function paceOf(calendar: BusinessCalendar, { first, last }: { first: string; last: string }, today: string): Pace {
  const before = addDays(first, -1)
  const days = workingDaysBetween(calendar, before, last)
  const gone = today < first ? 0 : workingDaysBetween(calendar, before, today < last ? today : last)
  const share = days > 0 ? (100 * gone) / days : today >= last ? 100 : 0
  return { working_days: days, working_days_gone: gone, percent: Math.round(share * 10) / 10 }
}
