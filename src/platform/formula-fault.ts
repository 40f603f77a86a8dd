/** Why a text is no formula, and where, in the words of whoever wrote it. The parser's own words are for the log. */
import { EvaluationError, ParseError, TypeError as WrongType, type ASTNode } from '@marcbachmann/cel-js'
import type { Label } from './label.ts'
import { nearest } from './nearest.ts'

export type FormulaCause = 'too_long' | 'too_complex' | 'unknown_name' | 'unknown_function' | 'wrong_type' | 'wrong_result' | 'open_bracket' | 'open_text' | 'unfinished' | 'unexpected'

/** Counted from 1; the excerpt is empty at the end of the formula. */
export interface FormulaPlace {
  line: number
  column: number
  excerpt: string
}

export class FormulaError extends Error {
  readonly reason: FormulaCause
  readonly place: FormulaPlace | null
  /** The first name that is none of the variables. */
  readonly unknown: string | null
  /** With the place. */
  readonly words: Label

  constructor(reason: FormulaCause, why: Label, more: { place?: FormulaPlace; unknown?: string; cause?: unknown } = {}) {
    super(`${reason}: ${why.en}`, { cause: more.cause })
    this.name = 'FormulaError'
    this.reason = reason
    this.place = more.place ?? null
    this.unknown = more.unknown ?? null
    this.words = { zh: `公式${zhPlace(this.place)}：${why.zh}`, en: `The formula${enPlace(this.place)}: ${why.en}` }
  }
}

/** What is known of the formula in which the parser found a fault. */
export interface FaultyFormula {
  source: string
  /** The place in the source of a place in the text that was checked. */
  placeOf(offset: number): number
  /** What a part gives, in the parser's words; null where that is wrong itself. */
  typeOf(part: ASTNode): string | null
  functions: ReadonlySet<string>
}

const longestExcerpt = 40

export function placeIn(source: string, start: number, end: number): FormulaPlace {
  const before = source.slice(0, start)
  const excerpt = source.slice(start, Math.max(end, start)).replaceAll(/\s+/g, ' ')
  return {
    line: before.split('\n').length,
    column: start - (before.lastIndexOf('\n') + 1) + 1,
    excerpt: excerpt.length > longestExcerpt ? `${excerpt.slice(0, longestExcerpt)}…` : excerpt,
  }
}

/** @throws what is no fault of a formula. */
export function faultOf(error: unknown, formula: FaultyFormula): FormulaError {
  if (error instanceof FormulaError) return error
  if (!(error instanceof ParseError || error instanceof WrongType || error instanceof EvaluationError)) throw error
  const { start, end } = error.range ?? { start: 0, end: 0 }
  const [from, to] = [formula.placeOf(start), formula.placeOf(end)]
  const place = placeIn(formula.source, from, to)
  const node = error.node && 'op' in error.node && error.node.op ? (error.node as ASTNode) : null
  const typed = node && error instanceof WrongType ? wrongTypes(error.code, node, formula) : null
  if (typed) return new FormulaError(typed.reason, typed.why, { place, cause: error })
  if (/unterminated|newline_in_string/.test(error.code)) return new FormulaError('open_text', { zh: '文本缺少结尾的引号', en: 'the text has no quotation mark at its end' }, { place, cause: error })
  if (error.code === 'limit_exceeded') return new FormulaError('too_complex', { zh: '太复杂，请分成几个公式', en: 'too complex; make several formulas of it' }, { cause: error })
  return faultOfWriting(formula.source, from, to, error)
}

/** What stands where it cannot: an open bracket before all else, since it makes everything after it wrong. */
function faultOfWriting(source: string, from: number, to: number, cause: Error): FormulaError {
  const open = openBracket(source)
  if (open !== null) {
    const bracket = source[open] ?? ''
    const other = otherBracket[bracket] ?? ''
    return new FormulaError('open_bracket', { zh: `“${bracket}”缺少与之配对的“${other}”`, en: `“${bracket}” has no “${other}”` }, { place: placeIn(source, open, open + 1), cause })
  }
  if (from >= source.trimEnd().length) return new FormulaError('unfinished', { zh: '没有写完', en: 'it is not finished' }, { place: placeIn(source, from, from), cause })
  const word = wordAt(source, from)
  if (word !== null) return new FormulaError('unknown_name', { zh: '没有这个字段', en: 'there is no such field' }, { place: placeIn(source, word.start, word.end), unknown: source.slice(word.start, word.end), cause })
  const character = source.slice(from, Math.max(to, from + 1))
  const meant = meantBy[character]
  const why = meant ? { zh: `应写作“${meant}”`, en: `write “${meant}”` } : { zh: '不应出现在这里', en: 'it cannot stand here' }
  return new FormulaError('unexpected', why, { place: placeIn(source, from, from + character.length), cause })
}

const otherBracket: Record<string, string> = { '(': ')', '[': ']', '{': '}', ')': '(', ']': '[', '}': '{' }

/** What is typed for something else: by a Chinese keyboard, or by the habits of other languages. */
const meantBy: Record<string, string> = { '=': '==', '&': '&&', '|': '||', '（': '(', '）': ')', '，': ',', '“': '"', '”': '"', '‘': '"', '’': '"', '：': ':', '？': '?', '＋': '+', '－': '-', '×': '*', '＊': '*', '÷': '/', '／': '/', '＞': '>', '＜': '<', '≥': '>=', '≤': '<=', '！': '!', '＝': '==', '％': '%' }

/** A word that is no name for the parser, such as the Chinese label of a field. */
function wordAt(source: string, at: number): { start: number; end: number } | null {
  const isLetter = (index: number) => /[\p{L}\p{N}_]/u.test(source[index] ?? '')
  if (!/[^\p{ASCII}]/u.test(source[at] ?? '') || !isLetter(at)) return null
  let [start, end] = [at, at]
  while (isLetter(start - 1)) start--
  while (isLetter(end)) end++
  return { start, end }
}

/** Where a bracket stands that has no other; what stands within quotation marks is text. */
function openBracket(source: string): number | null {
  const open: number[] = []
  let quote: string | null = null
  for (let index = 0; index < source.length; index++) {
    const letter = source[index] ?? ''
    if (quote !== null) {
      if (letter === '\\') index++
      else if (letter === quote) quote = null
    } else if (letter === '"' || letter === "'") quote = letter
    else if ('([{'.includes(letter)) open.push(index)
    else if (')]}'.includes(letter)) {
      const opened = open.pop()
      if (opened === undefined || otherBracket[source[opened] ?? ''] !== letter) return opened ?? index
    }
  }
  return open.at(-1) ?? null
}

function wrongTypes(code: string, node: ASTNode, formula: FaultyFormula): { reason: FormulaCause; why: Label } | null {
  const kinds = (parts: readonly ASTNode[]) => parts.map((part) => wordsOfType(formula.typeOf(part)))
  const wrong = (zh: string, en: string): { reason: FormulaCause; why: Label } => ({ reason: 'wrong_type', why: { zh, en } })
  const parts = partsOf(node)
  const sign = node.op.replace('_', '')
  switch (code) {
    case 'no_such_overload': {
      const [left, right] = kinds(parts)
      if (!left) return null
      if (!right) return wrong(`“${sign}”不能用于${left.zh}`, `“${sign}” does not go with ${left.en}`)
      const isToText = sign === '+' && [left, right].includes(kindWords.string) && left !== right
      return wrong(`“${sign}”不能用于${left.zh}和${right.zh}${isToText ? '；用 text(…) 可变为文本' : ''}`, `“${sign}” does not go with ${left.en} and ${right.en}${isToText ? '; text(…) makes a text' : ''}`)
    }
    case 'no_matching_overload': {
      const name = nameOf(node)
      if (!formula.functions.has(name)) {
        const meant = nearest(name, formula.functions)
        return { reason: 'unknown_function', why: { zh: `没有函数“${name}”${meant ? `，是否指“${meant}”？` : ''}`, en: `there is no function “${name}”${meant ? `; did you mean “${meant}”?` : ''}` } }
      }
      const given = kinds(parts)
      return given.length === 0 ? wrong(`函数“${name}”需要参数`, `“${name}” needs something in its brackets`) : wrong(`函数“${name}”不接受${given.map(({ zh }) => zh).join('、')}`, `“${name}” does not take ${given.map(({ en }) => en).join(', ')}`)
    }
    case 'invalid_condition_type':
      return wrong('“?”之前应是条件（是或否）', 'before “?” stands a condition, yes or no')
    case 'invalid_logical_operand':
      return wrong(`“${sign}”两边应是条件（是或否）`, `on both sides of “${sign}” stand conditions, yes or no`)
    case 'incompatible_ternary_branches': {
      const [, one, other] = kinds(parts)
      return one && other ? wrong(`“?”之后的两个结果应同类，现在是${one.zh}和${other.zh}`, `both results after “?” are of one kind; these are ${one.en} and ${other.en}`) : null
    }
    default:
      return wrong('这种值不能这样用', 'such a value cannot be used so')
  }
}

/** The parts of a node that are formulas themselves. */
function partsOf(node: ASTNode): ASTNode[] {
  const args: unknown[] = Array.isArray(node.args) ? node.args.flat() : [node.args]
  return args.filter((part): part is ASTNode => typeof part === 'object' && part !== null && 'op' in part)
}

function nameOf(node: ASTNode): string {
  const [name] = Array.isArray(node.args) ? node.args : []
  return typeof name === 'string' ? name : ''
}

const kindWords = {
  string: { zh: '文本', en: 'a text' },
  number: { zh: '数字', en: 'a number' },
  bool: { zh: '是或否', en: 'yes or no' },
  Day: { zh: '日期', en: 'a day' },
  list: { zh: '多个值', en: 'several values' },
  other: { zh: '别的值', en: 'something else' },
} satisfies Record<string, Label>

function wordsOfType(type: string | null): Label {
  if (type === null) return kindWords.other
  if (['Number', 'int', 'double', 'uint'].includes(type)) return kindWords.number
  if (type.startsWith('list')) return kindWords.list
  return type === 'string' || type === 'bool' || type === 'Day' ? kindWords[type] : kindWords.other
}

/** A formula that is right but gives something else than is wanted. @param type in the parser's words. */
export function wrongResult(type: string, wanted: string | null): FormulaError {
  const [given, needed] = [wordsOfType(type), wanted === null ? null : wordsOfType(wanted)]
  const why = { zh: `结果是${given.zh}，${needed ? `而字段需要${needed.zh}` : '不能保存'}`, en: `its result is ${given.en}, ${needed ? `and the field holds ${needed.en}` : 'which cannot be kept'}` }
  return new FormulaError('wrong_result', why)
}

function zhPlace(place: FormulaPlace | null): string {
  if (!place) return ''
  const line = place.line > 1 ? `第 ${place.line} 行` : ''
  return place.excerpt === '' ? `${line}第 ${place.column} 个字符` : `${line}第 ${place.column} 个字符“${place.excerpt}”`
}

function enPlace(place: FormulaPlace | null): string {
  if (!place) return ''
  const at = `${place.line > 1 ? `, line ${place.line}` : ''}, character ${place.column}`
  return place.excerpt === '' ? at : `${at} (“${place.excerpt}”)`
}
