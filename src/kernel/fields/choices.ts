import { sql } from '../../platform/db/sql.ts'
import type { Language } from '../../platform/label.ts'
import { program } from '../access/actor.ts'
import { isNeverNull, type Field, type FieldType, type Parsed, type Value } from '../definitions/field.ts'
import { bad, bindBy, compareList, compareScalar, isTrue, operandError, parseEach, pick, splitCell, textOf } from './condition.ts'
import { jsonOf } from './reach.ts'

export const boolean: FieldType = {
  name: 'boolean',
  formula: 'boolean',
  column: () => 'boolean',
  parse: parseBoolean,
  jsonSchema: () => ({ type: 'boolean' }),
  operators: ['eq', 'ne', 'is_empty'],
  sortable: true,
  stored: (column) => column,
  parameter: (value) => value,
  condition: (column, operator, operand, field) => compareScalar(column, operator, operand, bindBy(parseBoolean, field, 'boolean')),
  importText: (cell) => {
    const text = cell.trim().toLowerCase()
    if (['true', 'yes', 'y', '1', '是', '有', '对'].includes(text)) return { value: true }
    if (['false', 'no', 'n', '0', '否', '无', '错'].includes(text)) return { value: false }
    return bad('invalid_boolean', '此处应为 是 或 否', 'Yes or no is expected here')
  },
  exportText: (value, _field, language) => (value === null ? '' : value ? { zh: '是', en: 'yes' }[language] : { zh: '否', en: 'no' }[language]),
  sample: (random) => random() < 0.5,
}

/** One of the field's options, by its key. */
export const choice: FieldType = {
  name: 'choice',
  formula: 'text',
  needsOptions: true,
  column: () => 'text',
  parse: parseChoice,
  jsonSchema: (field) => ({ type: 'string', enum: keysOf(field) }),
  operators: ['eq', 'ne', 'in', 'nin', 'is_empty'],
  sortable: true,
  stored: (column) => column,
  parameter: (value) => value,
  condition: (column, operator, operand, field) => compareScalar(column, operator, operand, bindBy(parseChoice, field, 'text'), isNeverNull(field)),
  importText: choiceOfCell,
  exportText: (value, field, language) => labelOf(value, field, language),
  sample: (random, field) => pick(keysOf(field), random) ?? null,
}

/** Several of the field's options. */
export const choices: FieldType = {
  name: 'choices',
  formula: 'texts',
  needsOptions: true,
  column: () => 'text[]',
  parse: (input, field) => withoutRepeats(parseEach(input, 200, (element) => parseChoice(element, field))),
  jsonSchema: (field) => ({ type: 'array', items: { type: 'string', enum: keysOf(field) } }),
  operators: ['contains', 'in', 'nin', 'eq', 'ne', 'is_empty'],
  sortable: false,
  stored: (column) => column,
  parameter: (value) => value ?? [],
  condition: (column, operator, operand, field) =>
    compareList(column, operator, operand, 'text', (value) => {
      if (keysOf(field).includes(String(value))) return String(value)
      throw operandError('没有这个选项', 'There is no such option')
    }),
  importText: (cell, field) => parseEach(splitCell(cell), 200, (part) => choiceOfCell(String(part), field)),
  exportText: (value, field, language) => listOf(value).map((one) => labelOf(one, field, language)).join(';'),
  sample: (random, field) => [pick(keysOf(field), random) ?? ''].filter(Boolean),
}

/** Free words that mark a record; their colours come from elsewhere. */
export const tags: FieldType = {
  ...choices,
  name: 'tags',
  formula: 'texts',
  needsOptions: false,
  parse: parseTags,
  jsonSchema: () => ({ type: 'array', items: { type: 'string', maxLength: 50 } }),
  condition: (column, operator, operand) => compareList(column, operator, operand, 'text', (value) => textOf(value)),
  importText: (cell) => tagsOfCell(cell),
  exportText: (value) => tagsText(listOf(value)),
  sample: (random) => [`标签${Math.floor(random() * 20)}`],
}

/** The id of another record. */
export const reference: FieldType = {
  name: 'reference',
  points: 'one',
  column: () => 'uuid',
  parse: parseReference,
  jsonSchema: () => ({ type: 'string', format: 'uuid' }),
  operators: ['eq', 'ne', 'in', 'nin', 'is_empty'],
  sortable: false,
  stored: (column) => column,
  parameter: (value) => value,
  condition: (column, operator, operand, field, asking) => {
    if (operand === '@my_team') return sql`${column} = any(${field.target === 'user' ? asking.myTeam : [asking.myDepartment].filter(Boolean)}::uuid[])`
    const bind = bindBy(parseReference, field, 'uuid')
    return compareScalar(column, operator, operand, (value) => (value === '@me' ? sql`${asking.me}::uuid` : bind(value)))
  },
  importText: (cell) => ({ value: cell }),
  exportText: (value) => (typeof value === 'object' && value !== null && 'name' in value ? String(value.name ?? '') : String(value ?? '')),
  sample: () => null,
}

/** One of the people who work here. */
export const person: FieldType = {
  ...reference,
  name: 'person',
  condition: (column, operator, operand, field, asking) => {
    // What a program made reads as made by nobody, and is found so.
    const asksForNobody = field.is_system && (operator === 'is_empty' || operand === null)
    return reference.condition(asksForNobody ? sql`nullif(${column}, ${program}::uuid)` : column, operator, operand, field, asking)
  },
}

/** The ids of several other records. */
export const references: FieldType = {
  name: 'references',
  points: 'many',
  column: () => 'uuid[]',
  parse: (input) => withoutRepeats(parseEach(input, 200, parseReference)),
  jsonSchema: () => ({ type: 'array', items: { type: 'string', format: 'uuid' } }),
  operators: ['contains', 'in', 'nin', 'is_empty'],
  sortable: false,
  stored: (column) => column,
  parameter: (value) => value ?? [],
  condition: (column, operator, operand, _field, asking) => {
    if (operator === 'is_empty') return isTrue(operand) ? sql`cardinality(${column}) = 0` : sql`cardinality(${column}) > 0`
    return compareList(column, operator, operand, 'uuid', (value) => {
      if (value === '@me') return asking.me
      const parsed = parseReference(value)
      if ('invalid' in parsed) throw operandError('此处应为编号 (id)', 'An id is expected here')
      return String(parsed.value)
    })
  },
  importText: (cell) => ({ value: splitCell(cell) }),
  exportText: (value, field, language) => listOf(value).map((one) => reference.exportText(one, field, language)).join(';'),
  sample: () => [],
}

const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

function parseReference(input: unknown): Parsed {
  if (typeof input === 'string' && idPattern.test(input)) return { value: input.toLowerCase() }
  // A record read from the interface may be sent back as it came.
  if (typeof input === 'object' && input !== null && 'id' in input) return parseReference(input.id)
  return bad('invalid_reference', '此处应为记录的编号 (id)', 'The id of a record is expected here')
}

function parseBoolean(input: unknown): Parsed {
  return typeof input === 'boolean' ? { value: input } : bad('invalid_type', '此处应为 true 或 false', 'True or false is expected here')
}

function parseChoice(input: unknown, field: Field): Parsed {
  if (typeof input === 'string' && keysOf(field).includes(input)) return { value: input }
  return noOption(keysOf(field), keysOf(field))
}

function noOption(zh: string[], en: string[]): Parsed {
  return bad('invalid_choice', `没有这个选项；可选：${zh.join('、')}`, `There is no such option; known are: ${en.join(', ')}`)
}

function parseTags(input: unknown): Parsed {
  return withoutRepeats(
    parseEach(input, 100, (element) => {
      if (typeof element !== 'string' || element.trim() === '' || !element.isWellFormed() || element.includes('\0')) {
        return bad('invalid_tag', '标签应为文本', 'A tag is a text')
      }
      return element.length > 50 ? bad('too_long', '标签最多 50 个字符', 'A tag has at most 50 characters') : { value: element }
    }),
  )
}

/** The key, or the label in either language. */
function choiceOfCell(cell: string, field: Field): Parsed {
  const text = cell.trim().toLowerCase()
  const option = field.options?.find(
    ({ key, label }) => key.toLowerCase() === text || label.zh.toLowerCase() === text || label.en.toLowerCase() === text,
  )
  const labels = field.options?.map(({ label }) => label) ?? []
  return option ? { value: option.key } : noOption(labels.map(({ zh }) => zh), labels.map(({ en }) => en))
}

/** The label where it leads back to the option, else the key. */
function labelOf(value: Value, field: Field, language: Language): string {
  if (value === null) return ''
  const label = field.options?.find(({ key }) => key === value)?.label[language]
  if (label === undefined || label !== label.trim() || splitCell(label).length !== 1) return String(value)
  const found = choiceOfCell(label, field)
  return 'value' in found && found.value === value ? label : String(value)
}

/** Separated by semicolons; as JSON where a tag has one itself. */
function tagsText(list: readonly Value[]): string {
  const joined = list.join(';')
  const split = splitCell(joined)
  const isPlain = split.length === list.length && split.every((part, index) => part === list[index]) && !joined.startsWith('[')
  return isPlain ? joined : JSON.stringify(list)
}

function tagsOfCell(cell: string): Parsed {
  const json = cell.trim().startsWith('[') ? jsonOf(cell) : undefined
  return parseTags(Array.isArray(json) ? json : splitCell(cell))
}

function withoutRepeats(parsed: Parsed): Parsed {
  return 'value' in parsed && Array.isArray(parsed.value) ? { value: [...new Set(parsed.value)] } : parsed
}

function keysOf(field: Field): string[] {
  return field.options?.map(({ key }) => key) ?? []
}

function listOf(value: Value): Value[] {
  return Array.isArray(value) ? value : []
}
