/**
 * Formulas as people write them, `annual_amount * 0.1 + purchase_count`, in the Common Expression Language (CEL, github.com/google/cel-spec).
 * Numbers are exact decimals; what is empty counts as 0, as an empty text, as no; a day that is empty makes the result empty.
 */
import { Environment, type ASTNode } from '@marcbachmann/cel-js'
import { Decimal } from 'decimal.js'
import { faultOf, FormulaError, placeIn, wrongResult } from './formula-fault.ts'

/** What a variable is, and what a formula gives. */
export type FormulaKind = 'number' | 'text' | 'boolean' | 'day' | 'texts'

export type FormulaValue = string | number | boolean | readonly string[] | null

export interface Formula {
  kind: FormulaKind
  /** The variables it reads; `today` where it depends on the day. */
  inputs: ReadonlySet<string>
  /**
   * @param values numbers as numbers or exact texts, days as YYYY-MM-DD.
   * @returns a number as exact text, a day as YYYY-MM-DD; null where it has none, as after a division by nought.
   */
  run(values: Readonly<Record<string, FormulaValue>>, today: string): FormulaValue
}

export const today = 'today'
const longest = 1000
const types: Record<FormulaKind, string> = { number: 'Number', text: 'string', boolean: 'bool', day: 'Day', texts: 'list<string>' }

/** @throws FormulaError */
export function compileFormula(source: string, variables: Readonly<Record<string, FormulaKind>>): Formula {
  if (source.length > longest) throw new FormulaError('too_long', { zh: `最多 ${longest} 个字符`, en: `at most ${longest} characters` })
  const known: Record<string, FormulaKind> = { ...variables, [today]: 'day' }
  const environment = language.clone()
  for (const [name, kind] of Object.entries(known)) environment.registerVariable(name, types[kind])
  let exact: ExactText = { text: source, placeOf: (offset) => offset }
  try {
    const nodes = nodesOf(environment.parse(source).ast)
    const names = nodes.flatMap((node) => (node.op === 'id' && typeof node.args === 'string' ? [{ name: node.args, node }] : []))
    const unknown = names.find(({ name }) => !Object.hasOwn(known, name))
    if (unknown) throw new FormulaError('unknown_name', { zh: '没有这个字段', en: 'there is no such field' }, { place: placeIn(source, unknown.node.start, unknown.node.end), unknown: unknown.name })
    exact = withExactNumbers(source, nodes)
    const program = environment.parse(exact.text)
    const { valid, type = '', error } = program.check()
    if (!valid) throw error
    const kind = type === 'int' || type === 'double' ? 'number' : kinds.find((one) => types[one] === type)
    if (!kind) throw wrongResult(type, null)
    const inputs = new Set(names.map(({ name }) => name))
    return { kind, inputs, run: (values, day) => resultOf(kind, () => program(bound(inputs, known, { ...values, [today]: day }))) }
  } catch (error) {
    const typeOf = ({ start, end }: ASTNode) => environment.check(exact.text.slice(start, end)).type ?? null
    throw faultOf(error, { source, placeOf: exact.placeOf, typeOf, functions })
  }
}

/** A formula must give what the field holds. @param wanted null for a field that takes no formula. @throws FormulaError */
export function refuseOtherResult(formula: Formula, wanted: FormulaKind | null): void {
  if (formula.kind !== wanted) throw wrongResult(types[formula.kind], wanted && types[wanted])
}

const kinds = ['number', 'text', 'boolean', 'day', 'texts'] as const satisfies FormulaKind[]

class MissingDay extends Error {}

function bound(inputs: ReadonlySet<string>, known: Readonly<Record<string, FormulaKind>>, values: Readonly<Record<string, FormulaValue>>): Record<string, unknown> {
  return Object.fromEntries([...inputs].map((name) => [name, valueOf(known[name] ?? 'text', values[name] ?? null)]))
}

function valueOf(kind: FormulaKind, value: FormulaValue): unknown {
  switch (kind) {
    case 'number':
      return new Decimal(typeof value === 'number' || typeof value === 'string' ? value : 0)
    case 'day':
      if (typeof value !== 'string') throw new MissingDay()
      return new Day(value)
    case 'text':
      return typeof value === 'string' ? value : ''
    case 'boolean':
      return value === true
    case 'texts':
      return Array.isArray(value) ? value : []
  }
}

function resultOf(kind: FormulaKind, run: () => unknown): FormulaValue {
  try {
    const value = run()
    if (kind === 'number') return textOfNumber(decimal(value))
    if (value instanceof Day) return value.text
    return typeof value === 'string' || typeof value === 'boolean' || isTexts(value) ? value : null
  } catch {
    // What was checked before can only fail on values: an index beyond a list, a day beyond the calendar, an empty day.
    return null
  }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}

/** Half up, as money is rounded. @param number as exact text. */
export function rounded(number: string, digits: number): string {
  return new Decimal(number).toFixed(digits, Decimal.ROUND_HALF_UP)
}

function textOfNumber(value: Decimal): string | null {
  return value.isFinite() ? value.toFixed() : null
}

interface ExactText {
  text: string
  /** The place in the source of a place in the text. */
  placeOf(offset: number): number
}

/** Digits as they are written: 0.1 as a binary fraction is not one tenth. Places in lists stay whole numbers. */
function withExactNumbers(source: string, nodes: readonly ASTNode[]): ExactText {
  const places = new Set(nodes.flatMap((node) => (node.op === '[]' && Array.isArray(node.args) ? [node.args[1]] : [])))
  const literals = nodes.filter((node) => node.op === 'value' && (typeof node.args === 'bigint' || typeof node.args === 'number') && !places.has(node))
  const [before, after] = ['number("', '")']
  const sorted = literals.toSorted((a, b) => a.start - b.start)
  const text = sorted.toReversed().reduce((text, { start, end }) => `${text.slice(0, start)}${before}${text.slice(start, end)}${after}${text.slice(end)}`, source)
  const placeOf = (offset: number) => {
    let added = 0
    for (const { start, end } of sorted) {
      if (offset <= start + added) break
      if (offset < end + added + before.length + after.length) return start
      added += before.length + after.length
    }
    return offset - added
  }
  return { text, placeOf }
}

function nodesOf(node: ASTNode): ASTNode[] {
  const nodes: ASTNode[] = []
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visit)
    else if (isNode(part)) {
      nodes.push(part)
      visit(part.args)
    }
  }
  visit(node)
  return nodes
}

function isNode(part: unknown): part is ASTNode {
  return typeof part === 'object' && part !== null && 'op' in part && 'args' in part
}

const oneDay = 86_400_000

class Day {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  get time(): number {
    return Date.parse(`${this.text}T00:00:00Z`)
  }

  plus(days: Decimal): Day {
    return new Day(new Date(this.time + days.trunc().toNumber() * oneDay).toISOString().slice(0, 10))
  }
}

function decimal(value: unknown): Decimal {
  return value instanceof Decimal ? value : new Decimal(String(value))
}

const language = new Environment({ limits: { maxAstNodes: 500, maxDepth: 50, maxListElements: 100, maxCallArguments: 8 } })
  .registerType('Number', { ctor: Decimal, fields: {} })
  .registerType('Day', { ctor: Day, fields: {} })
  .registerFunction('number(string): Number', decimal)
  .registerFunction('number(int): Number', decimal)
  .registerFunction('round(Number): Number', (value: Decimal) => value.toDecimalPlaces(0, Decimal.ROUND_HALF_UP))
  .registerFunction('round(Number, Number): Number', (value: Decimal, digits: Decimal) => value.toDecimalPlaces(digits.toNumber(), Decimal.ROUND_HALF_UP))
  .registerFunction('floor(Number): Number', (value: Decimal) => value.floor())
  .registerFunction('ceil(Number): Number', (value: Decimal) => value.ceil())
  .registerFunction('abs(Number): Number', (value: Decimal) => value.abs())
  .registerFunction('min(Number, Number): Number', (a: Decimal, b: Decimal) => Decimal.min(a, b))
  .registerFunction('max(Number, Number): Number', (a: Decimal, b: Decimal) => Decimal.max(a, b))
  .registerFunction('text(Number): string', (value: Decimal) => value.toFixed())
  .registerFunction('text(Day): string', (day: Day) => day.text)
  .registerFunction('day(string): Day', (text: string) => new Day(text))
  .registerFunction('year(Day): Number', (day: Day) => new Decimal(day.text.slice(0, 4)))
  .registerFunction('month(Day): Number', (day: Day) => new Decimal(day.text.slice(5, 7)))
  .registerOperator('-Number', (value: Decimal) => value.neg())
  .registerOperator('Day - Day: Number', (a: Day, b: Day) => new Decimal((a.time - b.time) / oneDay))
  .registerOperator('Day + Number: Day', (day: Day, days: Decimal) => day.plus(days))
  .registerOperator('Day - Number: Day', (day: Day, days: Decimal) => day.plus(days.neg()))

const arithmetic: Record<string, (a: Decimal, b: Decimal) => Decimal> = { '+': (a, b) => a.plus(b), '-': (a, b) => a.minus(b), '*': (a, b) => a.times(b), '/': (a, b) => a.div(b), '%': (a, b) => a.mod(b) }
const relations: Record<string, (sign: number) => boolean> = { '<': (sign) => sign < 0, '<=': (sign) => sign <= 0, '>': (sign) => sign > 0, '>=': (sign) => sign >= 0, '==': (sign) => sign === 0 }

// `size(...)` is a whole number of CEL's own.
for (const [left, right] of [['Number', 'Number'], ['Number', 'int'], ['int', 'Number']]) {
  for (const [sign, apply] of Object.entries(arithmetic)) language.registerOperator(`${left} ${sign} ${right}: Number`, (a: unknown, b: unknown) => apply(decimal(a), decimal(b)))
  for (const [sign, holds] of Object.entries(relations)) {
    // Equality serves both directions.
    if (sign === '==' && left === 'int') continue
    language.registerOperator(`${left} ${sign} ${right}: bool`, (a: unknown, b: unknown) => holds(decimal(a).cmp(decimal(b))))
  }
}
for (const [sign, holds] of Object.entries(relations)) language.registerOperator(`Day ${sign} Day: bool`, (a: Day, b: Day) => holds(a.time - b.time))

const functions: ReadonlySet<string> = new Set(language.getDefinitions().functions.map(({ name }) => name))
