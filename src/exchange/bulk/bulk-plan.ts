/** What is to be done to each record, checked once: names, rights, values. */
import { forbidden, invalid, issue, type Issue } from '../../platform/problems.ts'
import { verdictOf } from '../../kernel/access/policy.ts'
import { mayWrite, readableField } from '../../kernel/access/visible-fields.ts'
import type { Context } from '../../kernel/context.ts'
import type { Field, Value } from '../../kernel/definitions/field.ts'
import type { ObjectDefinition } from '../../kernel/definitions/object.ts'
import { isListColumn, typeOf } from '../../kernel/fields/index.ts'
import { whatGoesAlong, type GoesAlong } from '../../kernel/records/goes-with.ts'
import { parseInput, type Stored } from '../../kernel/records/input.ts'
import { resolveReferences } from '../../kernel/records/references.ts'
import { isSame } from '../../kernel/records/same.ts'
import { withOtherParts } from '../../kernel/records/update.ts'
import type { BulkWork } from './bulk-record.ts'

export interface BulkPlan {
  verb: 'change' | 'delete'
  /** The fields that the caller names, as a plain change takes them, for a record as it is. Problems are added to `issues`. */
  valuesFor(record: Stored, issues: Issue[]): Stored
  /** What goes along with those. */
  along: GoesAlong
}

/** @throws Problem 403; 422 listing everything that does not fit. */
export async function planOf(ctx: Context, object: ObjectDefinition, work: BulkWork): Promise<BulkPlan> {
  const verb = work.delete ? 'delete' : 'change'
  if (object.is_append_only || verdictOf(ctx, object.name, verb) === false) throw forbidden()
  const issues: Issue[] = []
  const given = parseInput(ctx, object, work.change ?? {}, issues, {})
  for (const name of Object.keys(given)) refuseSingular(object, name, given[name] ?? null, issues)
  const lists = [...listsOf(ctx, object, work.add, true, issues), ...listsOf(ctx, object, work.remove, false, issues)]
  if (issues.length > 0) throw invalid(issues)
  // The same records are pointed to everywhere; a number that stands for one is replaced by its id.
  await resolveReferences(ctx, object, given)
  for (const { field, values, isAdded } of lists) if (isAdded) await resolveReferences(ctx, object, { [field.name]: values })
  // A group of named parts keeps those that are not named, and those are other ones in each record.
  const grouped = Object.fromEntries(Object.entries(work.change ?? {}).filter(([name, value]) => value !== null && object.fields.get(name)?.parts && !object.fields.get(name)?.many))
  const hasGroups = Object.keys(grouped).length > 0
  return {
    verb,
    along: await whatGoesAlong(ctx, object, [given]),
    valuesFor: (record, issues) => {
      const values = hasGroups ? { ...given, ...parseInput(ctx, object, withOtherParts(object, record, grouped), issues, {}) } : { ...given }
      for (const list of lists) values[list.field.name] = listAfter(list, values[list.field.name] ?? record[list.field.name] ?? [], issues)
      return values
    },
  }
}

/** One value for many is refused where every record has its own, and files are held by one record alone. */
function refuseSingular(object: ObjectDefinition, name: string, value: Value, issues: Issue[]): void {
  const field = object.fields.get(name)
  if (field && value !== null && (field.unique || typeOf(field).holdsFiles)) {
    issues.push(issue(`change.${name}`, 'not_for_many', `${field.label.zh}不能批量填写`, `${field.label.en} cannot be the same for many`))
  }
}

interface ListChange {
  field: Field
  values: Value[]
  isAdded: boolean
}

function listsOf(ctx: Context, object: ObjectDefinition, given: BulkWork['add'], isAdded: boolean, issues: Issue[]): ListChange[] {
  return Object.entries(given ?? {}).flatMap(([name, values]) => {
    const path = `${isAdded ? 'add' : 'remove'}.${name}`
    const field = readableField(ctx, object, name)
    if (!field || field.internal) issues.push(issue(path, 'unknown_field', `没有这个字段：${name.slice(0, 60)}`, `There is no field ${name.slice(0, 60)}`))
    else if (!mayWrite(ctx, object, field)) issues.push(issue(path, 'readonly', '此字段不能填写', 'This field cannot be written'))
    else if (!isListColumn(field)) issues.push(issue(path, 'not_a_list', `${field.label.zh}不是多值字段`, `${field.label.en} does not hold several values`))
    else {
      const parsed = typeOf(field).parse(values, field)
      if ('value' in parsed && Array.isArray(parsed.value)) return [{ field, values: parsed.value, isAdded }]
      if ('invalid' in parsed) issues.push({ path: `${path}${parsed.invalid.at ?? ''}`, code: parsed.invalid.code, message: parsed.invalid.message })
    }
    return []
  })
}

function listAfter({ field, values, isAdded }: ListChange, before: Value, issues: Issue[]): Value {
  const list = Array.isArray(before) ? before : []
  const has = (some: readonly Value[], one: Value) => some.some((other) => isSame(field, [other], [one]))
  const after = isAdded ? [...list, ...values.filter((one) => !has(list, one))] : list.filter((one) => !has(values, one))
  if (after.length === list.length) return list
  // What was there before is let be; the list as a whole may have become too long.
  const parsed = typeOf(field).parse(after, field)
  if ('value' in parsed) return parsed.value
  issues.push({ path: field.name, code: parsed.invalid.code, message: parsed.invalid.message })
  return list
}
