import { Decimal } from 'decimal.js'
import type { Field, FieldType, Operator, Parsed } from '../definitions/field.ts'
import { sql } from '../../platform/db/sql.ts'
import { bad, bindBy, compareScalar } from './condition.ts'

export const orderedOperators: readonly Operator[] = ['eq', 'ne', 'in', 'nin', 'gt', 'gte', 'lt', 'lte', 'between', 'is_empty']

const widestInteger = Number.MAX_SAFE_INTEGER

/** A number with `scale` digits after the point (0: a whole number). */
export const number: FieldType = {
  name: 'number',
  formula: 'number',
  isMeasurable: true,
  column: (field) => (field.scale ? `numeric(20,${field.scale})` : 'bigint'),
  parse: parseNumber,
  jsonSchema: (field) => ({
    type: field.scale ? 'number' : 'integer',
    ...(field.min === undefined ? {} : { minimum: field.min }),
    ...(field.max === undefined ? {} : { maximum: field.max }),
  }),
  operators: orderedOperators,
  sortable: true,
  stored: (column) => column,
  parameter: (value) => value,
  condition: (column, operator, operand, field) =>
    compareScalar(column, operator, operand, bindBy(parseOperand, field, 'numeric')),
  importText: (cell, field) => parseNumber(numberOfCell(cell), field),
  exportText: (value) => (value === null ? '' : String(value)),
  sample: (random, field) => Math.floor((field.min ?? 0) + random() * Math.min(1000, (field.max ?? 1000) - (field.min ?? 0))),
}

/** 0 to 100 with two digits unless the field says otherwise. */
export const percent: FieldType = {
  ...number,
  name: 'percent',
  digits: 2,
  column: (field) => `numeric(7,${field.scale ?? 2})`,
  parse: (input, field) => parseNumber(input, percentField(field)),
  jsonSchema: () => ({ type: 'number', minimum: 0, maximum: 100 }),
  importText: (cell, field) => parseNumber(numberOfCell(cell.replace(/[%％]\s*$/, '')), percentField(field)),
  sample: (random, field) => number.sample(random, percentField(field)),
}

/** Minutes. */
export const duration: FieldType = {
  ...number,
  name: 'duration',
  parse: (input, field) => parseNumber(input, { ...field, min: field.min ?? 0, scale: 0 }),
}

/** 1 to 5, or to the field's `max`. */
export const rating: FieldType = {
  ...number,
  name: 'rating',
  column: () => 'smallint',
  parse: (input, field) => parseNumber(input, ratingField(field)),
  jsonSchema: (field) => ({ type: 'integer', minimum: 1, maximum: field.max ?? 5 }),
  importText: (cell, field) => parseNumber(numberOfCell(cell), ratingField(field)),
  sample: (random, field) => 1 + Math.floor(random() * (field.max ?? 5)),
}

/** An exact amount with two digits, text on every way: never a float. */
export const money: FieldType = {
  name: 'money',
  formula: 'number',
  digits: 2,
  isMeasurable: true,
  column: (field) => `numeric(18,${field.scale ?? 2})`,
  parse: parseMoney,
  jsonSchema: () => ({ type: 'string', pattern: '^-?\\d{1,16}(\\.\\d+)?$' }),
  operators: orderedOperators,
  sortable: true,
  stored: (column) => sql`${column}::text`,
  read: (column, field, row) =>
    field.currency_of ? sql`case when ${column} is not null then json_build_object('amount', ${column}::text, 'currency', ${sql.id(row, field.currency_of)}) end` : sql`${column}::text`,
  readSchema: (field) => (field.currency_of ? { type: 'object', properties: { amount: { type: 'string' }, currency: { type: 'string' } } } : money.jsonSchema(field)),
  parameter: (value) => value,
  condition: (column, operator, operand, field) =>
    compareScalar(column, operator, operand, bindBy(parseOperand, field, 'numeric')),
  // Bookkeepers write (12.50) for less than nothing, others CNY 12.50.
  importText: (cell, field) => parseMoney(cell.replace(/[¥￥$€£,，\s]|元$|^[A-Z]{3}(?=[\s\d-])|[A-Z]{3}$/g, '').replace(/^\((.+)\)$/, '-$1'), field),
  exportText: (value) => (value === null ? '' : String(value)),
  sample: (random) => (random() * 100_000).toFixed(2),
}

function parseNumber(input: unknown, field: Field): Parsed {
  if (typeof input !== 'number' || !Number.isFinite(input)) return bad('invalid_number', '此处应为数字', 'A number is expected here')
  if (Math.abs(input) > widestInteger) return bad('out_of_range', '数字过大', 'The number is too large')
  if (new Decimal(input).decimalPlaces() > (field.scale ?? 0)) {
    return field.scale
      ? bad('too_precise', `最多 ${field.scale} 位小数`, `At most ${field.scale} digits after the point`)
      : bad('not_whole', '此处应为整数', 'A whole number is expected here')
  }
  if (field.min !== undefined && input < field.min) return bad('too_small', `不能小于 ${field.min}`, `Not below ${field.min}`)
  if (field.max !== undefined && input > field.max) return bad('too_large', `不能大于 ${field.max}`, `Not above ${field.max}`)
  // JSON knows no negative zero.
  return { value: input === 0 ? 0 : input }
}

const decimalPattern = /^-?\d{1,16}(\.\d{1,20})?$/

function parseMoney(input: unknown, field: Field): Parsed {
  const text = typeof input === 'number' && Number.isFinite(input) ? String(input) : input
  if (typeof text !== 'string' || !decimalPattern.test(text)) {
    return bad('invalid_money', '此处应为金额，如 "1234.50"', 'An amount such as "1234.50" is expected here')
  }
  const amount = new Decimal(text)
  const scale = field.scale ?? 2
  if (amount.decimalPlaces() > scale) return bad('too_precise', `最多 ${scale} 位小数`, `At most ${scale} digits after the point`)
  if (field.min !== undefined && amount.lt(field.min)) return bad('too_small', `不能小于 ${field.min}`, `Not below ${field.min}`)
  if (field.max !== undefined && amount.gt(field.max)) return bad('too_large', `不能大于 ${field.max}`, `Not above ${field.max}`)
  return { value: amount.toFixed(scale) }
}

/** Filters may compare with any number, also one the field itself could not hold. */
function parseOperand(input: unknown): Parsed {
  if (typeof input === 'number' && Number.isFinite(input)) return { value: String(input) }
  if (typeof input === 'string' && decimalPattern.test(input)) return { value: input }
  return bad('invalid_number', '此处应为数字', 'A number is expected here')
}

function numberOfCell(cell: string): unknown {
  const text = cell.replace(/[,，\s]/g, '')
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : cell
}

function percentField(field: Field): Field {
  return { ...field, scale: field.scale ?? 2, min: field.min ?? 0, max: field.max ?? 100 }
}

function ratingField(field: Field): Field {
  return { ...field, scale: 0, min: 1, max: field.max ?? 5 }
}
