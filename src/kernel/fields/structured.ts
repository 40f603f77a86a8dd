import { sql } from '../../platform/db/sql.ts'
import type { Field, FieldType, Parsed, Part, Value } from '../definitions/field.ts'
import { boolean, choice, reference } from './choices.ts'
import { bad, isTrue, likeText, parseEach, textOf } from './condition.ts'
import { money, number, percent } from './numbers.ts'
import { jsonOf } from './reach.ts'
import { text } from './text.ts'
import { date, datetime, time } from './times.ts'

const most = 100

const partTypes: Record<Part['type'], FieldType> = { text, choice, date, datetime, time, number, percent, boolean, money, reference }

/** A group of parts (`parts`), one or several; free JSON where a field names no parts. */
export const json: FieldType = {
  name: 'json',
  column: () => 'jsonb',
  parse: (input, field) => {
    if (!field.parts) return parseFree(input)
    return field.many ? parseEach(input, field.max ?? most, (entry) => parseGroup(entry, field.parts ?? [])) : parseGroup(input, field.parts)
  },
  jsonSchema: (field) => {
    const one = field.parts ? groupSchema(field.parts) : {}
    return field.many ? { type: 'array', items: one } : one
  },
  operators: ['contains', 'is_empty'],
  sortable: false,
  stored: (column) => column,
  parameter: (value, field) => (value === null && !field.many ? null : JSON.stringify(value ?? [])),
  condition: (column, operator, operand) => {
    if (operator === 'contains') return sql`${column}::text ilike ${`%${likeText(textOf(operand))}%`}`
    const empty = sql`(${column} is null or ${column} in ('[]'::jsonb, '{}'::jsonb))`
    return isTrue(operand) ? empty : sql`not ${empty}`
  },
  importText: (cell, field) => {
    const parsed = jsonOf(cell)
    return parsed === undefined ? bad('invalid_json', '此处应为 JSON', 'JSON is expected here') : json.parse(parsed, field)
  },
  importParts: (field) => (field.parts ?? []).filter((part) => part.type !== 'reference' && !part.computed).map(({ name, label, also_called }) => ({ name, label, also_called })),
  importPart: (name, cell, field, language) => {
    const part = field.parts?.find((one) => one.name === name)
    if (!part) return { value: cell }
    return partTypes[part.type].importText(cell, part.type === 'number' && part.scale === undefined ? { ...asField(part), scale: 10 } : asField(part), language)
  },
  isGathered: true,
  exportText: (value) => (value === null || (Array.isArray(value) && value.length === 0) ? '' : JSON.stringify(value)),
  sample: (_random, field) => (field.many ? [] : {}),
}

function parseGroup(input: unknown, parts: readonly Part[]): Parsed {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return bad('invalid_type', '此处应为一组内容', 'A group of parts is expected here')
  const unknown = Object.keys(input).find((key) => !parts.some((part) => part.name === key))
  if (unknown !== undefined) return bad('unknown_field', `没有这一项：${unknown.slice(0, 40)}`, `There is no part ${unknown.slice(0, 40)}`)
  const given = new Map<string, unknown>(Object.entries(input))
  const value: { [key: string]: Value } = {}
  for (const part of parts) {
    const content = given.get(part.name)
    if (content === undefined || content === null || content === '') {
      if (part.required) return bad('required', '必须填写', 'Required', `.${part.name}`)
      continue
    }
    const parsed = parsePart(content, part)
    if ('invalid' in parsed) return { invalid: { ...parsed.invalid, at: `.${part.name}${parsed.invalid.at ?? ''}` } }
    value[part.name] = parsed.value
  }
  return { value }
}

function parsePart(content: unknown, part: Part): Parsed {
  const isFloating = part.type === 'number' && part.scale === undefined
  if (isFloating) return typeof content === 'number' && Number.isFinite(content) ? { value: content + 0 } : bad('invalid_number', '此处应为数字', 'A number is expected here')
  return partTypes[part.type].parse(content, asField(part))
}

function asField(part: Part): Field {
  return { ...part, column: part.name, max_length: 500 }
}

const deepest = 8
const longest = 20_000

/** Free JSON, but nothing that PostgreSQL could not store. */
function parseFree(input: unknown): Parsed {
  const text = JSON.stringify(input) ?? 'null'
  if (text.length > longest) return bad('too_long', '内容过长', 'Too long')
  const value = freeValue(input, 0)
  return value === undefined ? bad('invalid_json', '内容无法保存', 'The content cannot be stored') : { value }
}

function freeValue(input: unknown, depth: number): Value | undefined {
  if (depth > deepest) return undefined
  if (input === null || typeof input === 'boolean') return input
  // Adding 0 makes a 0 of -0, which JSON does not know.
  if (typeof input === 'number') return Number.isFinite(input) ? input + 0 : undefined
  if (typeof input === 'string') return input.isWellFormed() && !input.includes('\0') ? input : undefined
  if (typeof input !== 'object') return undefined
  if (Array.isArray(input)) {
    const values = input.map((element) => freeValue(element, depth + 1))
    return values.every((value) => value !== undefined) ? values : undefined
  }
  const parts: [string, Value][] = []
  for (const [key, part] of Object.entries(input)) {
    const parsed = freeValue(part, depth + 1)
    if (parsed === undefined || !key.isWellFormed() || key.includes('\0')) return undefined
    parts.push([key, parsed])
  }
  return Object.fromEntries(parts)
}

function groupSchema(parts: readonly Part[]): object {
  const types = { text: 'string', choice: 'string', date: 'string', datetime: 'string', time: 'string', number: 'number', percent: 'number', boolean: 'boolean', money: 'string', reference: 'string' }
  return {
    type: 'object',
    additionalProperties: false,
    required: parts.filter((part) => part.required).map((part) => part.name),
    properties: Object.fromEntries(
      parts.map((part) => [part.name, { type: types[part.type], ...(part.options ? { enum: part.options.map(({ key }) => key) } : {}) }]),
    ),
  }
}
