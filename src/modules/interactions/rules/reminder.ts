/** When somebody is reminded of a task. */
import { addDays } from '../../../platform/calendar/days.ts'
import { instantOf } from '../../../platform/calendar/zones.ts'

/** A task of a day, without a time, is thought of as of the beginning of work. */
const morning = 9 * 60

/** Minutes before; whole days are days by the wall clock, also where a night is an hour longer. */
const before: Readonly<Record<string, { days: number; minutes: number }>> = {
  at_time: { days: 0, minutes: 0 },
  m15: { days: 0, minutes: 15 },
  h1: { days: 0, minutes: 60 },
  h3: { days: 0, minutes: 180 },
  d1: { days: 1, minutes: 0 },
  d3: { days: 3, minutes: 0 },
  w1: { days: 7, minutes: 0 },
}

/** The moment at which the task is due; null where it has no day. */
export function dueAt({ due_on: day, due_time: time }: { due_on: string | null; due_time: string | null }, timeZone: string): Date | null {
  return day === null ? null : instantOf(day, minutesOf(time), timeZone)
}

/** The moment at which its person is to be told; null where nobody is. */
export function remindAt(task: { due_on: string | null; due_time: string | null; remind: string | null }, timeZone: string): string | null {
  const ahead = before[task.remind ?? '']
  if (task.due_on === null || !ahead) return null
  const moment = instantOf(addDays(task.due_on, -ahead.days), minutesOf(task.due_time), timeZone)
  return new Date(moment.getTime() - ahead.minutes * 60_000).toISOString()
}

function minutesOf(time: string | null): number {
  const [hours, minutes] = (time ?? '').split(':').map(Number)
  return time === null || hours === undefined || minutes === undefined ? morning : hours * 60 + minutes
}
