import { sql } from '../../platform/db/sql.ts'
import { resolveRelative } from '../../platform/calendar/relative.ts'
import type { Asking, FieldType, Operator, Parsed, Value } from '../definitions/field.ts'
import { bad, bindBy, compareScalar, operandError } from './condition.ts'

const timeOperators: readonly Operator[] = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'between', 'in', 'nin', 'is_empty', 'in_last', 'in_next', 'on']

/** A day, YYYY-MM-DD, without a zone. */
export const date: FieldType = {
  name: 'date',
  formula: 'day',
  moment: 'day',
  // The year alone.
  anonymous: (value) => (typeof value === 'string' ? `${value.slice(0, 4)}-01-01` : value),
  column: () => 'date',
  parse: parseDay,
  jsonSchema: () => ({ type: 'string', format: 'date' }),
  operators: timeOperators,
  sortable: true,
  stored: (column) => column,
  parameter: (value) => value,
  condition: (column, operator, operand, field, asking) => {
    const range = relativeRange(operator, operand, asking)
    if (range) return sql`(${column} >= ${range.fromDay}::date and ${column} < ${range.toDay}::date)`
    return compareScalar(column, operator === 'on' ? 'eq' : operator, dayOfWord(operand, asking), bindBy(parseDay, field, 'date'))
  },
  importText: (cell) => parseDay(dayOfCell(cell)),
  exportText: (value) => String(value ?? ''),
  sample: (random) => new Date(Date.UTC(1950 + Math.floor(random() * 70), Math.floor(random() * 12), 1 + Math.floor(random() * 28))).toISOString().slice(0, 10),
}

/** An instant, RFC 3339. */
export const datetime: FieldType = {
  name: 'datetime',
  formula: 'day',
  moment: 'instant',
  same: (a, b) => Date.parse(String(a)) === Date.parse(String(b)),
  column: () => 'timestamptz',
  parse: parseInstant,
  jsonSchema: () => ({ type: 'string', format: 'date-time' }),
  operators: timeOperators,
  sortable: true,
  stored: (column) => column,
  parameter: (value) => value,
  condition: (column, operator, operand, field, asking) => {
    const range = relativeRange(operator, operand, asking) ?? dayRange(operator, operand, asking)
    if (range) return sql`(${column} >= ${range.from}::timestamptz and ${column} < ${range.to}::timestamptz)`
    return compareScalar(column, operator, instantOfWord(operator, operand, asking), bindBy(parseInstant, field, 'timestamptz'))
  },
  importText: (cell) => parseInstant(instantOfCell(cell)),
  exportText: (value) => String(value ?? ''),
  sample: (random) => new Date(Date.UTC(2024, Math.floor(random() * 24), 1 + Math.floor(random() * 28), Math.floor(random() * 24))).toISOString(),
}

/** A time of day, HH:MM. */
export const time: FieldType = {
  name: 'time',
  column: () => 'text',
  parse: parseTime,
  jsonSchema: () => ({ type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
  operators: ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'between', 'is_empty'],
  sortable: true,
  stored: (column) => column,
  parameter: (value) => value,
  condition: (column, operator, operand, field) => compareScalar(column, operator, operand, bindBy(parseTime, field, 'text')),
  importText: (cell) => parseTime(cell.trim().padStart(5, '0')),
  exportText: (value) => String(value ?? ''),
  sample: (random) => `${String(Math.floor(random() * 24)).padStart(2, '0')}:30`,
}

export function parseDay(input: unknown): Parsed {
  if (typeof input === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(input) && input >= '0001-01-01') {
    const day = new Date(`${input}T00:00:00Z`)
    if (!Number.isNaN(day.getTime()) && day.toISOString().startsWith(input)) return { value: input }
  }
  return bad('invalid_date', '此处应为日期，如 2026-05-01', 'A date such as 2026-05-01 is expected here')
}

export function parseTime(input: unknown): Parsed {
  if (typeof input === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(input)) return { value: input }
  return bad('invalid_time', '此处应为时间，如 09:30', 'A time such as 09:30 is expected here')
}

const instantPattern = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}:\d{2})$/

function parseInstant(input: unknown): Parsed {
  if (typeof input === 'string' && instantPattern.test(input) && 'value' in parseDay(input.slice(0, 10))) {
    const instant = new Date(input)
    if (!Number.isNaN(instant.getTime())) return { value: instant.toISOString() }
  }
  return bad('invalid_time', '此处应为带时区的时间，如 2026-05-01T09:30:00+08:00', 'A time with zone such as 2026-05-01T09:30:00+08:00 is expected here')
}

/** in_last, in_next, and words such as `today` or `this_month` with eq or on. */
function relativeRange(operator: Operator, operand: Value, asking: Asking) {
  if (operator === 'in_last' || operator === 'in_next') {
    const range = typeof operand === 'string' ? resolveRelative(operator === 'in_last' ? `-${operand}` : `+${operand}`, asking) : null
    if (!range) throw operandError('此处应为一段时间，如 "30d"', 'A span such as "30d" is expected here')
    return range
  }
  if ((operator === 'eq' || operator === 'on') && typeof operand === 'string') return resolveRelative(operand, asking)
  return null
}

/** A plain day asked of an instant means that day in the workspace's zone. */
function dayRange(operator: Operator, operand: Value, asking: Asking) {
  if (typeof operand !== 'string' || !('value' in parseDay(operand))) return null
  return (operator === 'on' || operator === 'eq') ? resolveRelative(operand, asking) : null
}

function dayOfWord(operand: Value, asking: Asking): Value {
  if (Array.isArray(operand)) return operand.map((one) => dayOfWord(one, asking))
  const range = typeof operand === 'string' && /^[a-z_]+$/.test(operand) ? resolveRelative(operand, asking) : null
  return range ? range.fromDay : operand
}

/** Days and words become the start of the day; after `gt` and `lte` its end, so that "until the 31st" includes it. */
function instantOfWord(operator: Operator, operand: Value, asking: Asking): Value {
  if (Array.isArray(operand)) {
    return operator === 'between' ? operand.map((one, index) => instantOfWord(index === 0 ? 'gte' : 'lte', one, asking)) : operand
  }
  const range = typeof operand === 'string' && !instantPattern.test(operand) ? resolveRelative(operand, asking) : null
  if (!range) return operand
  return (operator === 'gt' || operator === 'lte' ? new Date(range.to.getTime() - 1) : range.from).toISOString()
}

/**
 * 2026/5/1, 2026.5.1, 2026年5月1日, 20260501, month first as in 5/31/2026 (day first where the first cannot be a month), and
 * English names of months: 2015-July-1, 1 Jul 2015, July 1, 2015.
 */
function dayOfCell(cell: string): string {
  const text = cell.trim().replace(/[T ]\d{1,2}:\d{2}.*$/, '')
  const yearFirst = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (yearFirst) return `${yearFirst[1]}-${pad(yearFirst[2])}-${pad(yearFirst[3])}`
  const yearLast = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  if (yearLast && Number(yearLast[1]) > 12) return `${yearLast[3]}-${pad(yearLast[2])}-${pad(yearLast[1])}`
  if (yearLast) return `${yearLast[3]}-${pad(yearLast[1])}-${pad(yearLast[2])}`
  return dayWithNamedMonth(text) ?? text
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const longMonths = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december']
const namedMonth = /^(?:(?<y1>\d{4})[\s\-/.,]+(?<m1>[a-z]{3,9})\.?[\s\-/.,]+(?<d1>\d{1,2})|(?<d2>\d{1,2})[\s\-/.,]+(?<m2>[a-z]{3,9})\.?[\s\-/.,]+(?<y2>\d{4})|(?<m3>[a-z]{3,9})\.?[\s\-/.,]+(?<d3>\d{1,2})[\s\-/.,]+(?<y3>\d{4}))$/i

function dayWithNamedMonth(text: string): string | null {
  const parts = namedMonth.exec(text)?.groups
  const name = (parts?.m1 ?? parts?.m2 ?? parts?.m3 ?? '').toLowerCase()
  const month = months.indexOf(name.slice(0, 3)) + 1
  const isMonth = month > 0 && (name === months[month - 1] || name === 'sept' || longMonths.includes(name))
  return isMonth ? `${parts?.y1 ?? parts?.y2 ?? parts?.y3}-${pad(String(month))}-${pad(parts?.d1 ?? parts?.d2 ?? parts?.d3)}` : null
}

/** A cell without a zone is taken as the zone of China; without a time as the start of the day. */
function instantOfCell(cell: string): string {
  const text = cell.trim()
  if (instantPattern.test(text)) return text
  const clock = /[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([ap])m)?/i.exec(text)
  const day = dayOfCell(text)
  return `${day}T${pad(hourOf(clock?.[1], clock?.[4]))}:${pad(clock?.[2])}:${pad(clock?.[3])}+08:00`
}

/** 12 am is midnight, 12 pm is noon. */
function hourOf(digits: string | undefined, half: string | undefined): string | undefined {
  if (digits === undefined || half === undefined) return digits
  return String((Number(digits) % 12) + (half.toLowerCase() === 'p' ? 12 : 0))
}

function pad(digits: string | undefined): string {
  return (digits ?? '').padStart(2, '0')
}
