/** Tasks as a calendar of RFC 5545, as calendar programs subscribe to it. */
import { addDays } from '../../../platform/calendar/days.ts'
import { dueAt, remindAt } from '../rules/reminder.ts'
import { daysAfter, parseRepeat } from '../rules/repeat.ts'

export interface FeedTask {
  id: string
  version: number
  updated_at: string
  name: string
  due_on: string
  due_time: string | null
  repeat: string | null
  remind: string | null
  customer: string | null
  remark: string | null
}

/** A repeating task shows so many of its days to come: each stands for itself, since clocks of zones and single days that were put off do not follow a rule. */
const mostAhead = 60
const daysAhead = 366
/** A task with a time takes half an hour of the calendar. */
const length = 30 * 60_000

/** @param options.address where the task is opened */
export function calendarOf(tasks: readonly FeedTask[], options: { name: string; timeZone: string; today: string; address: (id: string) => string }): string {
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Guanxi//Tasks//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH',
    `NAME:${escaped(options.name)}`, `X-WR-CALNAME:${escaped(options.name)}`, `X-WR-TIMEZONE:${options.timeZone}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT1H', 'X-PUBLISHED-TTL:PT1H',
    ...tasks.flatMap((task) => daysOf(task, options.today).flatMap((day) => eventOf(task, day, options))),
    'END:VCALENDAR',
  ]
  return `${lines.flatMap(folded).join('\r\n')}\r\n`
}

function daysOf({ due_on: first, repeat }: FeedTask, today: string): string[] {
  const rule = repeat === null ? null : parseRepeat(repeat)
  const days = [first]
  if (!rule) return days
  const end = addDays(today, daysAhead)
  for (const day of daysAfter(rule, first)) {
    if (day > end || days.length > mostAhead) break
    if (day > today) days.push(day)
  }
  return days
}

function eventOf(task: FeedTask, day: string, { timeZone, address }: { timeZone: string; address: (id: string) => string }): string[] {
  const at = dueAt({ due_on: day, due_time: task.due_time }, timeZone)
  if (!at) return []
  const times = task.due_time === null
    ? [`DTSTART;VALUE=DATE:${dayText(day)}`, ...(day < '9999-12-31' ? [`DTEND;VALUE=DATE:${dayText(addDays(day, 1))}`] : []), 'TRANSP:TRANSPARENT']
    : [`DTSTART:${instantText(at)}`, `DTEND:${instantText(new Date(at.getTime() + length))}`]
  const told = remindAt({ due_on: day, due_time: task.due_time, remind: task.remind }, timeZone)
  const words = [task.customer, task.remark].filter((text): text is string => Boolean(text)).join('\n')
  return [
    'BEGIN:VEVENT',
    // The days to come are others than the task itself, which is at its own day until it is done.
    `UID:${day === task.due_on ? task.id : `${task.id}-${dayText(day)}`}@guanxi`,
    `DTSTAMP:${instantText(new Date(task.updated_at))}`, `LAST-MODIFIED:${instantText(new Date(task.updated_at))}`, `SEQUENCE:${task.version - 1}`,
    ...times,
    `SUMMARY:${escaped(task.customer ? `${task.name} · ${task.customer}` : task.name)}`,
    ...(words ? [`DESCRIPTION:${escaped(words)}`] : []),
    `URL:${address(task.id)}`,
    ...(told ? ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(task.name)}`, `TRIGGER;VALUE=DATE-TIME:${instantText(new Date(told))}`, 'END:VALARM'] : []),
    'END:VEVENT',
  ]
}

/** Text as RFC 5545 (3.3.11) wants it; what no text may hold is left out. */
export function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll(';', '\\;').replaceAll(',', '\\,').replaceAll(/\r\n|\r|\n/g, '\\n').replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '')
}

/** Lines of at most 75 bytes, never cut within a character (3.1). */
export function folded(line: string): string[] {
  const lines: string[] = []
  let [now, bytes] = ['', 0]
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (bytes + size > 75) {
      lines.push(now)
      // The space in front of a line that goes on is one of its bytes.
      ;[now, bytes] = [' ', 1]
    }
    now += character
    bytes += size
  }
  return [...lines, now]
}

function dayText(day: string): string {
  return day.replaceAll('-', '')
}

function instantText(at: Date): string {
  return at.toISOString().replaceAll(/[-:]|\.\d+/g, '')
}
