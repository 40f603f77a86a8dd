/** Mapping and options, checked once, as what to do with every row. */
import { forbidden, invalid, issue, Problem, type Issue } from '../platform/problems.ts'
import { verdictOf } from '../kernel/access/policy.ts'
import type { Context } from '../kernel/context.ts'
import type { Field, FieldType } from '../kernel/definitions/field.ts'
import type { ObjectDefinition } from '../kernel/definitions/object.ts'
import { takesFiles } from '../kernel/definitions/registry.ts'
import { isReach, tellsApart } from '../kernel/fields/cells.ts'
import { isListColumn, isReference, isReferences, typeOf } from '../kernel/fields/index.ts'
import { parseTemplate, type Template } from './cell-template.ts'
import { followsFrom, mustBeGiven, placesOf, type Place } from './importable-fields.ts'
import type { ImportOptions } from './import-record.ts'
import type { Mapping } from './suggest-mapping.ts'

/** Where the text of a value comes from: columns (several are joined), or a template. */
export type Source = { columns: number[] } | { template: Template }

export interface Target {
  field: Field
  type: FieldType
  /** Parts by name, where the value is put together; else the whole. */
  parts: { name: string; source: Source }[] | null
  source: Source
  /** The text names another record, which is looked up. */
  isLookup: boolean
  isId: boolean
  /** Columns to blame in the error file; empty for a value without columns. */
  columns: number[]
}

export interface ImportPlan {
  object: ObjectDefinition
  columns: readonly string[]
  targets: Target[]
  duplicates: 'skip' | 'update' | 'create'
  /** What tells a record from others: the first narrows, all must agree. Empty: every row is a new record. */
  matchBy: Field[]
  clearsEmpty: boolean
  /** A value that cannot be read is left out, and the row is taken. */
  leavesOut: boolean
}

/** @throws Problem 403 without the right to import, 409 for objects that take no imports. */
export function refuseImport(ctx: Context, object: ObjectDefinition): void {
  if (verdictOf(ctx, object.name, 'import') === false || verdictOf(ctx, object.name, 'create') === false) throw forbidden()
  if (takesFiles(ctx.registry, object.name)) return
  throw new Problem({
    status: 422,
    code: 'not-importable',
    title: { zh: `${object.plural_label.zh}不能从文件导入，请逐个新建`, en: `${object.plural_label.en} cannot be imported from a file; create them one by one` },
  })
}

/** For a mapping that is still being made: what it names must be there. @throws Problem 422. */
export function refuseUnknown(ctx: Context, object: ObjectDefinition, given: { columns: readonly string[]; mapping: Mapping; options: ImportOptions }): void {
  const issues: Issue[] = []
  sourcesOf(new Map(placesOf(ctx, object).map((place) => [place.path, place])), given, issues)
  if (issues.length > 0) throw invalid(issues)
}

/** @throws Problem 422 naming everything that does not fit or is missing. */
export function compilePlan(ctx: Context, object: ObjectDefinition, given: { columns: readonly string[]; mapping: Mapping; options: ImportOptions }): ImportPlan {
  const issues: Issue[] = []
  const places = new Map(placesOf(ctx, object).map((place) => [place.path, place]))
  const sources = sourcesOf(places, given, issues)
  const targets = targetsOf(sources)
  const duplicates = given.options.duplicates ?? 'skip'
  const matchBy = matchFields({ object, targets, duplicates, asked: given.options.match_by, issues })
  if (duplicates === 'update' && object.is_append_only) {
    issues.push(issue('options.duplicates', 'append_only', '此类记录只能新增，不能更新', 'These records are only ever added, never updated'))
  }
  if (!targets.some((target) => !target.isId)) issues.push(issue('mapping', 'nothing_mapped', '请至少为一列选择字段', 'Choose a field for at least one column'))
  if (duplicates !== 'update') issues.push(...unfilled(object, targets))
  if (issues.length > 0) throw invalid(issues)
  return { object, columns: given.columns, targets, duplicates, matchBy, clearsEmpty: given.options.empty_cells === 'clear', leavesOut: given.options.bad_values === 'leave_out' }
}

interface PlacedSource {
  place: Place
  source: Source
  columns: number[]
}

function sourcesOf(places: Map<string, Place>, given: { columns: readonly string[]; mapping: Mapping; options: ImportOptions }, issues: Issue[]): PlacedSource[] {
  const sources = new Map<string, PlacedSource>()
  // In the order of the file: a JSON object in the database keeps none.
  const entries = Object.entries(given.mapping).map(([column, path]) => ({ column, path, at: given.columns.indexOf(column) }))
  for (const { column, path, at } of entries.sort((one, other) => one.at - other.at)) {
    if (at < 0) issues.push(issue(`mapping.${clip(column)}`, 'unknown_column', `文件中没有这一列：${clip(column)}`, `The file has no column ${clip(column)}`))
    if (at < 0 || path === null) continue
    const place = places.get(path)
    const known = sources.get(path)
    if (!place) issues.push(issue(`mapping.${clip(column)}`, 'unknown_field', `不能导入到字段 ${clip(path)}`, `There is no field ${clip(path)} to import into`))
    else if (known && 'columns' in known.source && place.field.many && !place.part) known.source.columns.push(at)
    else if (known) issues.push(issue(`mapping.${clip(column)}`, 'mapped_twice', `多列对应同一字段：${place.label.zh}`, `Several columns fill ${place.label.en}`))
    else {
      const columns = [at]
      sources.set(path, { place, source: { columns }, columns })
    }
  }
  for (const [path, text] of Object.entries(given.options.constants ?? {})) {
    const place = places.get(path)
    const parsed = parseTemplate(text, given.columns)
    if (!place || place.path === 'id') issues.push(issue(`options.constants.${clip(path)}`, 'unknown_field', `不能导入到字段 ${clip(path)}`, `There is no field ${clip(path)} to import into`))
    else if ('unknown' in parsed) issues.push(issue(`options.constants.${clip(path)}`, 'unknown_column', `文件中没有这一列：${clip(parsed.unknown)}`, `The file has no column ${clip(parsed.unknown)}`))
    else sources.set(path, { place, source: parsed, columns: [...parsed.template.columns] })
  }
  return [...sources.values()]
}

function targetsOf(sources: readonly PlacedSource[]): Target[] {
  const targets = new Map<string, Target>()
  for (const { place, source, columns } of sources) {
    const { field, part } = place
    const known = targets.get(field.name)
    if (known && part) {
      known.parts = [...(known.parts ?? []), { name: part, source }]
      known.columns.push(...columns)
      continue
    }
    const isId = place.path === 'id'
    const target: Target = {
      field,
      type: typeOf(field),
      parts: part ? [{ name: part, source }] : null,
      source: part ? { columns: [] } : source,
      isLookup: !isId && field.target !== undefined && (isReference(field) || isReferences(field)),
      isId,
      columns: [...columns],
    }
    // A whole value beside parts of it: the whole comes first in the definition, and its parts fill what it leaves empty.
    targets.set(field.name, known ? { ...target, parts: known.parts, columns: [...columns, ...known.columns] } : target)
  }
  return [...targets.values()]
}

function matchFields(given: { object: ObjectDefinition; targets: readonly Target[]; duplicates: string; asked: string[] | undefined; issues: Issue[] }): Field[] {
  const { object, targets, asked, issues } = given
  if (given.duplicates === 'create') return []
  const mapped = new Map(targets.map((target) => [target.field.name, target.field]))
  if (!asked || asked.length === 0) {
    const fields = defaultMatch(object, mapped)
    if (given.duplicates === 'update' && fields.length === 0) issues.push(issue('options.match_by', 'required', '请选择按哪些字段判断重复', 'Choose the fields by which duplicates are told'))
    return fields
  }
  const fields: Field[] = []
  for (const name of asked) {
    const field = mapped.get(name)
    if (field && tellsApart(field) > 0) fields.push(field)
    else if (field) issues.push(issue('options.match_by', 'cannot_match', `不能按此字段判断重复：${field.label.zh}`, `Duplicates cannot be told by ${field.label.en}`))
    else issues.push(issue('options.match_by', 'not_mapped', `判断重复的字段没有对应的列：${clip(name)}`, `No column fills ${clip(name)}, by which duplicates are told`))
  }
  return fields.sort((one, other) => tellsApart(other) - tellsApart(one) || Number(isListColumn(one)) - Number(isListColumn(other)))
}

/** The id, else a unique field, else the title with telephone and mail and what the record belongs to. */
function defaultMatch(object: ObjectDefinition, mapped: Map<string, Field>): Field[] {
  const id = mapped.get('id')
  if (id) return [id]
  const unique = [...mapped.values()].find((field) => field.unique)
  if (unique) return [unique]
  const title = mapped.get(object.title)
  if (!title || object.is_append_only || tellsApart(title) === 0) return []
  const about = object.about ? mapped.get(object.about) : undefined
  return [title, ...(about ? [about] : []), ...[...mapped.values()].filter((field) => isReach(field))]
}

function unfilled(object: ObjectDefinition, targets: readonly Target[]): Issue[] {
  const filled = new Set(targets.map((target) => target.field.name))
  return [...object.fields.values()]
    .filter((field) => mustBeGiven(field) && !filled.has(field.name) && !followsFrom(object, field)?.every((name) => filled.has(name)))
    .map((field) => issue(`mapping.${field.name}`, 'required', `必填字段没有对应的列：${field.label.zh}`, `No column fills ${field.label.en}, which is required`))
}

function clip(text: string): string {
  return text.slice(0, 60)
}
