/** Rows of a file into values, field by field; nothing is asked of the database yet. */
import { isId } from '../platform/ids.ts'
import type { TableRow } from '../platform/tabular/row.ts'
import type { Label, Language } from '../platform/label.ts'
import type { Field, Parsed, Value } from '../kernel/definitions/field.ts'
import { isEmptyCell } from '../kernel/fields/cells.ts'
import { splitCell } from '../kernel/fields/condition.ts'
import { isListColumn } from '../kernel/fields/index.ts'
import { emptyOf, type Stored } from '../kernel/records/input.ts'
import { fillTemplate } from './cell-template.ts'
import type { ImportPlan, Source, Target } from './import-plan.ts'

/** Something wrong with a row; `field` is null when it is the row as a whole. */
export interface Fault {
  field: string | null
  reason: Label
  /** The text to blame, where it is not all that stands in the columns of the field. */
  value?: string
}

export interface ParsedRow {
  line: number
  index: number
  cells: string[]
  values: Stored
  /** Texts that name other records, by field. */
  lookups: { field: Field; texts: string[] }[]
  id: string | null
  faults: Fault[]
  /** Values that the row is taken without, where the import leaves out what cannot be read. */
  left_out: Fault[]
}

export type RowParser = (row: TableRow) => ParsedRow

/**
 * @param options.firstLine line of the first data row: `{row}` of templates counts from it, and stays the same for a row that
 * comes back in an error file, which carries its line.
 */
export function rowParser(plan: ImportPlan, options: { language: Language; firstLine: number; errorRowColumn: number | null }): RowParser {
  const readers = plan.targets.map((target) => readerOf(plan, target, options.language))
  return (row) => {
    const parsed: ParsedRow = { line: row.line, index: row.index, cells: row.cells, values: {}, lookups: [], id: null, faults: [], left_out: [] }
    if (row.problem) {
      parsed.faults.push({ field: null, reason: rowProblems[row.problem] })
      return parsed
    }
    const number = rowNumber(row, options)
    for (const read of readers) read(parsed, number)
    return parsed
  }
}

function rowNumber(row: TableRow, options: { firstLine: number; errorRowColumn: number | null }): number {
  const noted = options.errorRowColumn === null ? Number.NaN : Number(row.cells[options.errorRowColumn])
  return Number.isSafeInteger(noted) && noted > 0 ? noted - 1 : row.line - options.firstLine + 1
}

const rowProblems: Record<NonNullable<TableRow['problem']>, Label> = {
  too_many_cells: { zh: '此行的列数多于表头', en: 'The row has more cells than the header' },
  too_few_cells: { zh: '此行的列数少于表头', en: 'The row has fewer cells than the header' },
  broken_quote: { zh: '引号没有正确闭合', en: 'A quote is not closed properly' },
  broken_text: { zh: '含有无法识别的文字，请检查文件编码', en: 'Some text does not fit the encoding of the file' },
}

function readerOf(plan: ImportPlan, target: Target, language: Language): (row: ParsedRow, number: number) => void {
  const { field } = target
  const empty = plan.clearsEmpty ? emptyOf(field) : undefined
  if (target.isId) return idReader(target)
  if (target.parts) return partsReader(target, target.parts, { language, leavesOut: plan.leavesOut })
  const parse = remembering((text) => target.type.importText(text, field, language))
  return (row, number) => {
    const text = textOf(target.source, row.cells, number)
    if (isEmptyCell(field, text)) {
      if (empty !== undefined) row.values[field.name] = empty
      return
    }
    const parsed = plan.leavesOut ? withoutBadEntries(parse, field, text, row.left_out) : parse(text)
    if (parsed === null) return
    if ('invalid' in parsed) row.faults.push({ field: field.name, reason: parsed.invalid.message })
    else if (target.isLookup) row.lookups.push({ field, texts: [parsed.value].flat().map((one) => String(one).trim()) })
    else row.values[field.name] = parsed.value
  }
}

/** Of a list the entries that can be read; null where nothing is left. What is left out is noted. */
function withoutBadEntries(parse: (text: string) => Parsed, field: Field, text: string, leftOut: Fault[]): Parsed | null {
  const whole = parse(text)
  if (!('invalid' in whole)) return whole
  const isList = isListColumn(field) && !/^\s*[[{]/.test(text)
  const good: Value[] = []
  const bad: Fault[] = []
  for (const value of isList ? splitCell(text) : []) {
    const parsed = parse(value)
    if ('invalid' in parsed) bad.push({ field: field.name, value, reason: parsed.invalid.message })
    else good.push(...[parsed.value].flat())
  }
  // Too many entries, each of them good: then it is the whole that cannot be taken.
  leftOut.push(...(bad.length > 0 ? bad : [{ field: field.name, reason: whole.invalid.message }]))
  return bad.length > 0 && good.length > 0 ? { value: good } : null
}

function idReader(target: Target): (row: ParsedRow, number: number) => void {
  return (row, number) => {
    const text = textOf(target.source, row.cells, number).trim().toLowerCase()
    if (isId(text)) row.id = text
    else if (text !== '') row.faults.push({ field: 'id', reason: { zh: '此处应为记录的编号 (id)', en: 'The id of a record is expected here' } })
  }
}

/** A whole value in one column goes before parts in columns of their own. */
function partsReader(target: Target, parts: NonNullable<Target['parts']>, { language, leavesOut }: { language: Language; leavesOut: boolean }): (row: ParsedRow, number: number) => void {
  const { field, type } = target
  return (row, number) => {
    const whole = textOf(target.source, row.cells, number)
    const given: Record<string, Value> = {}
    const told = leavesOut ? row.left_out : row.faults
    for (const { name, source } of parts) {
      const text = textOf(source, row.cells, number).trim()
      const part: Parsed = text !== '' && type.importPart ? type.importPart(name, text, field, language) : { value: text }
      if ('invalid' in part) told.push({ field: field.name, value: text, reason: part.invalid.message })
      else if (text !== '') given[name] = part.value
    }
    if (told.length > 0 && !leavesOut) return
    if (whole.trim() === '' && Object.keys(given).length === 0) return
    const parsed = whole.trim() === '' ? type.parse(field.many ? [given] : given, field) : type.importText(whole, field, language)
    if (!('invalid' in parsed)) row.values[field.name] = parsed.value
    else told.push({ field: field.name, reason: parsed.invalid.message })
  }
}

function textOf(source: Source, cells: readonly string[], number: number): string {
  if ('template' in source) return fillTemplate(source.template, cells, number)
  const [first = -1] = source.columns
  if (source.columns.length === 1) return cells[first] ?? ''
  return source.columns.map((at) => cells[at] ?? '').filter((text) => text.trim() !== '').join(';')
}

const mostRemembered = 1000

/** Columns repeat themselves: choices, days, owners. Values are never changed in place, so one may stand in many records. */
function remembering(parse: (text: string) => Parsed): (text: string) => Parsed {
  const known = new Map<string, Parsed>()
  return (text) => {
    const remembered = known.get(text)
    if (remembered) return remembered
    const parsed = parse(text)
    if (known.size < mostRemembered && text.length < 200) known.set(text, parsed)
    return parsed
  }
}
