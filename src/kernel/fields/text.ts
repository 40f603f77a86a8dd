import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Field, FieldType, Operator, Parsed } from '../definitions/field.ts'
import { maskText, maskWith } from './mask.ts'
import { bad, bindBy, compareScalar, isTrue, likeText, textOf } from './condition.ts'

const shortText = 500

/** What required texts of somebody who was erased say. */
export const anonymous = '已匿名'
const longText = 50_000

export const textOperators: readonly Operator[] = ['eq', 'ne', 'in', 'nin', 'contains', 'starts_with', 'is_empty', 'gt', 'gte', 'lt', 'lte', 'between']

/** One line. Kept exactly as given: no trimming, no change of width. */
export const text: FieldType = {
  name: 'text',
  formula: 'text',
  column: () => 'text',
  parse: (input, field) => parseText(input, field, shortText),
  jsonSchema: (field) => ({ type: 'string', maxLength: field.max_length ?? shortText }),
  operators: textOperators,
  sortable: true,
  stored: (column) => column,
  mask: maskWith('masked_text', maskText),
  parameter: (value) => value,
  condition: (column, operator, operand, field) => {
    if (operator === 'contains') return sql`${column} ${likeOf(textOf(operand))} ${`%${likeText(textOf(operand))}%`}`
    if (operator === 'starts_with') return sql`${column} ${likeOf(textOf(operand))} ${`${likeText(textOf(operand))}%`}`
    if (operator === 'is_empty') return isTrue(operand) ? sql`coalesce(${column}, '') = ''` : sql`${column} <> ''`
    return compareScalar(column, operator, operand, bindBy(parseLoosely, field, 'text'))
  },
  importText: (cell, field) => parseText(cell, field, shortText),
  exportText: (value) => String(value ?? ''),
  anonymous: () => anonymous,
  sample: (random) => `文本 ${Math.floor(random() * 1000)}`,
}

/** Without letters that have a case both say the same, but only `like` finds a beginning in an index, and it costs less a row. */
function likeOf(text: string): Sql {
  return sql.raw(text.toLowerCase() === text.toUpperCase() ? 'like' : 'ilike')
}

/** Several lines. Plain text with line breaks. */
export const richText: FieldType = {
  ...text,
  name: 'rich_text',
  parse: (input, field) => parseText(input, field, longText),
  jsonSchema: (field) => ({ type: 'string', maxLength: field.max_length ?? longText }),
  sortable: false,
  operators: ['contains', 'is_empty'],
  importText: (cell, field) => parseText(cell, field, longText),
}

/** Numbers in turn, such as KH-2026-000123, given by the system where the caller gives none. */
export const sequence: FieldType = { ...text, name: 'sequence', isNumbered: true, anonymous: undefined, sample: (random) => `T-${Math.floor(random() * 1e9)}` }

/** A value that follows from others by the object's derive; never written by callers. */
export const formula: FieldType = { ...text, name: 'formula' }

export function parseText(input: unknown, field: Field, limit: number): Parsed {
  if (typeof input !== 'string') return bad('invalid_type', '此处应为文本', 'Text is expected here')
  if (input.includes('\0') || !input.isWellFormed()) {
    return bad('invalid_characters', '含有无法保存的字符', 'Contains characters that cannot be stored')
  }
  const longest = field.max_length ?? limit
  if (input.length > longest) return bad('too_long', `最多 ${longest} 个字符`, `At most ${longest} characters`)
  return { value: input }
}

function parseLoosely(input: unknown, field: Field): Parsed {
  return parseText(input, { ...field, max_length: longText }, longText)
}
