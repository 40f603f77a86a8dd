import { sql } from '../../platform/db/sql.ts'
import { resolveRelative } from '../../platform/calendar/relative.ts'
import type { Asking, FieldType, Operator, Parsed, Value } from '../definitions/field.ts'
import { bad, bindBy, compareScalar, operandError } from './condition.ts'

const timeOperators: readonly Operator[] = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'between', 'in', 'nin', 'is_empty', 'in_last', 'in_next', 'on']

/** A day, YYYY-MM-DD, without a zone. */
export const date: FieldType = {
  name: 'date',
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
  const isDay = typeof operand === 'string' && 'value' in parseDay(operand)
  return isDay && (operator === 'on' || operator === 'eq') ? resolveRelative(String(operand), asking) : null
}

function dayOfWord(operand: Value, asking: Asking): Value {
  if (Array.isArray(operand)) return operand.map((one) => dayOfWord(one, asking))
  const range = typeof operand === 'string' && /^[a-z_]+$/.test(operand) ? resolveRelative(operand, asking) : null
  return range ? range.fromDay : operand
}

/** Days and words become the start of the day; after `gt` and `lte` its end, so that "until the 31st" includes it. */
function instantOfWord(operator: Operator, operand: Value, asking: Asking): Value {
  if (Array.isArray(operand)) {
    const [from = null, to = null, ...others] = operand
    return [instantOfWord('gte', from, asking), instantOfWord('lt', to, asking), ...others].slice(0, operand.length)
  }
  const range = typeof operand === 'string' && !instantPattern.test(operand) ? resolveRelative(operand, asking) : null
  if (!range) return operand
  return (operator === 'gt' || operator === 'lte' ? new Date(range.to.getTime() - 1) : range.from).toISOString()
}

/** 2026/5/1, 2026.5.1, 2026年5月1日, 20260501, and month first as in 5/31/2026. */
function dayOfCell(cell: string): string {
  const text = cell.trim().replace(/[T ]\d{1,2}:\d{2}.*$/, '')
  const yearFirst = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (yearFirst) return `${yearFirst[1]}-${pad(yearFirst[2])}-${pad(yearFirst[3])}`
  const monthFirst = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  if (monthFirst) return `${monthFirst[3]}-${pad(monthFirst[1])}-${pad(monthFirst[2])}`
  return text
}

/** A cell without a zone is taken as the zone of China; without a time as the start of the day. */
function instantOfCell(cell: string): string {
  const text = cell.trim()
  if (instantPattern.test(text)) return text
  const clock = /[T ](\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(text)
  const day = dayOfCell(text)
  return `${day}T${pad(clock?.[1])}:${pad(clock?.[2])}:${pad(clock?.[3])}+08:00`
}

function pad(digits: string | undefined): string {
  return (digits ?? '').padStart(2, '0')
}
