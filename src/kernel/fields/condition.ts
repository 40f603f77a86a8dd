/** The conditions that most field types share. */
import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Field, Invalid, Operator, Parsed, Value } from '../definitions/field.ts'

/** An operand that does not fit; the filter compiler turns it into a problem answer with the path. */
export class OperandError extends Error {
  readonly invalid: Invalid

  constructor(invalid: Invalid) {
    super(invalid.code)
    this.name = 'OperandError'
    this.invalid = invalid
  }
}

export function operandError(zh: string, en: string): OperandError {
  return new OperandError({ code: 'invalid_operand', message: { zh, en } })
}

/**
 * eq, ne, in, nin, gt, gte, lt, lte, between, is_empty for a column with one value. `bind` makes a parameter of its type.
 * @param isNeverNull the column always has one: then indexes of what is still open, `status <> all (…)`, are known to hold what is asked
 */
export function compareScalar(column: Sql, operator: Operator, operand: Value, bind: (value: Value) => Sql, isNeverNull = false): Sql {
  switch (operator) {
    case 'eq':
      return operand === null ? sql`${column} is null` : sql`${column} = ${bind(operand)}`
    case 'ne':
      return operand === null ? sql`${column} is not null` : sql`${column} is distinct from ${bind(operand)}`
    case 'in':
      return sql`${column} in (${sql.join(listOf(operand).map(bind))})`
    case 'nin': {
      const others = sql`${column} not in (${sql.join(listOf(operand).map(bind))})`
      return isNeverNull ? others : sql`(${column} is null or ${others})`
    }
    case 'gt':
      return sql`${column} > ${bind(operand)}`
    case 'gte':
      return sql`${column} >= ${bind(operand)}`
    case 'lt':
      return sql`${column} < ${bind(operand)}`
    case 'lte':
      return sql`${column} <= ${bind(operand)}`
    case 'between': {
      const [from, to] = pairOf(operand)
      return sql`${column} between ${bind(from)} and ${bind(to)}`
    }
    case 'is_empty':
      return isTrue(operand) ? sql`${column} is null` : sql`${column} is not null`
    default:
      throw operandError(`不支持的运算符 ${operator}`, `Operator ${operator} is not supported here`)
  }
}

/** eq and contains (has it), in (has any), nin (has none), is_empty for a column with a list of texts or ids. */
export function compareList(column: Sql, operator: Operator, operand: Value, element: 'text' | 'uuid', bind: (value: Value) => string): Sql {
  const cast = sql.raw(`::${element}[]`)
  const list = (values: Value[]) => sql`${values.map(bind)}${cast}`
  switch (operator) {
    case 'eq':
    case 'contains':
      return sql`${column} @> ${list([operand].flat())}`
    case 'ne':
      return sql`not coalesce(${column} @> ${list([operand].flat())}, false)`
    case 'in':
      return sql`${column} && ${list(listOf(operand))}`
    case 'nin':
      return sql`not coalesce(${column} && ${list(listOf(operand))}, false)`
    case 'is_empty':
      return isTrue(operand) ? sql`coalesce(cardinality(${column}), 0) = 0` : sql`cardinality(${column}) > 0`
    default:
      throw operandError(`不支持的运算符 ${operator}`, `Operator ${operator} is not supported here`)
  }
}

/** A parameter parsed by the field type itself and cast to its column type. */
export function bindBy(parse: (input: unknown, field: Field) => Parsed, field: Field, columnType: string): (value: Value) => Sql {
  const cast = sql.raw(`::${columnType}`)
  return (value) => {
    if (value === null) throw operandError('此处不能为空', 'Null is not allowed here')
    const parsed = parse(value, field)
    if ('invalid' in parsed) throw new OperandError(parsed.invalid)
    return sql`${parsed.value}${cast}`
  }
}

/** A needle for LIKE with its wildcards made harmless. */
export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

export function textOf(operand: Value): string {
  if (typeof operand === 'string' && operand.isWellFormed() && !operand.includes('\0')) return operand
  throw operandError('此处应为文本', 'Text is expected here')
}

function listOf(operand: Value): Value[] {
  if (Array.isArray(operand) && operand.length > 0 && operand.length <= 1000) return operand
  throw operandError('此处应为 1 到 1000 个值的列表', 'A list of 1 to 1,000 values is expected here')
}

function pairOf(operand: Value): [Value, Value] {
  if (Array.isArray(operand) && operand.length === 2) return [operand[0] ?? null, operand[1] ?? null]
  throw operandError('此处应为两个值的列表', 'A list of two values is expected here')
}

export function isTrue(operand: Value): boolean {
  if (typeof operand === 'boolean') return operand
  throw operandError('此处应为 true 或 false', 'True or false is expected here')
}

export function bad(code: string, zh: string, en: string, at?: string): { invalid: Invalid } {
  return { invalid: { code, message: { zh, en }, ...(at === undefined ? {} : { at }) } }
}

/** Each element by `one`; the first that is invalid names its place. */
export function parseEach(input: unknown, limit: number, one: (element: unknown) => Parsed): Parsed {
  if (!Array.isArray(input)) return bad('invalid_type', '此处应为列表', 'A list is expected here')
  if (input.length > limit) return bad('too_many', `最多 ${limit} 项`, `At most ${limit} entries`)
  const values: Value[] = []
  for (const [index, element] of input.entries()) {
    const parsed = one(element)
    if ('invalid' in parsed) return { invalid: { ...parsed.invalid, at: `[${index}]${parsed.invalid.at ?? ''}` } }
    values.push(parsed.value)
  }
  return { value: values }
}

/** Cells hold several values separated by semicolons, either width. */
export function splitCell(text: string): string[] {
  return text
    .split(/[;；\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

export function pick<Item>(items: readonly Item[], random: () => number): Item | undefined {
  return items[Math.floor(random() * items.length)]
}
