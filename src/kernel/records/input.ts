/** Input from the edge into stored values: unknown names, types, what is required, and what the object itself checks. */
import { dayOf } from '../../platform/calendar/zones.ts'
import { invalid, issue, type Issue } from '../../platform/problems.ts'
import { mayWrite, visibleField } from '../access/visible-fields.ts'
import type { Context } from '../context.ts'
import type { Field, Value } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { staysAnonymous } from '../definitions/person.ts'
import { isListColumn, isReference, typeOf } from '../fields/index.ts'
import { withCurrencies } from './currencies.ts'
import { isSame } from './same.ts'

export type Stored = Record<string, Value>

export interface WriteOptions {
  /** Set by actions and jobs: fields that callers may not write, or not see, are written too. */
  asSystem?: boolean
  /** What the program knows of a new record, once what it refers to is found: written with it, whether or not callers may write these fields. */
  known?(record: Stored): Promise<Record<string, unknown>>
}

/** The named fields of `input` as stored values. All problems are collected into `issues`. */
export function parseInput(ctx: Context, object: ObjectDefinition, input: Record<string, unknown>, issues: Issue[], options: WriteOptions): Stored {
  const values: Stored = {}
  for (const [name, given] of Object.entries(withCurrencies(object, input, issues))) {
    if (given === undefined) continue
    const field = options.asSystem ? object.fields.get(name) : visibleField(ctx, object, name)
    if (!field || (field.internal && !options.asSystem)) {
      issues.push(issue(name, 'unknown_field', `没有这个字段：${name.slice(0, 60)}`, `There is no field ${name.slice(0, 60)}`))
      continue
    }
    if (!options.asSystem && !mayWrite(ctx, object, field)) {
      issues.push(issue(name, 'readonly', '此字段不能填写', 'This field cannot be written'))
      continue
    }
    const parsed = parseValue(field, given)
    if ('invalid' in parsed) issues.push({ path: `${name}${parsed.invalid.at ?? ''}`, code: parsed.invalid.code, message: parsed.invalid.message })
    else values[name] = parsed.value
  }
  return values
}

function parseValue(field: Field, given: unknown) {
  if (given === null) return { value: emptyOf(field) }
  // A record may be named by its number, which is resolved with the references.
  if (isReference(field) && isLookup(given)) return { value: { number: given.number } }
  return typeOf(field).parse(given, field)
}

export function isLookup(given: unknown): given is { number: string } {
  return typeof given === 'object' && given !== null && Object.keys(given).length === 1 && 'number' in given && typeof given.number === 'string'
}

export function emptyOf(field: Field): Value {
  return isListColumn(field) ? [] : null
}

/** Defaults and empties for the fields a new record was not given. */
export function fillNew(ctx: Context, object: ObjectDefinition, values: Stored): Stored {
  return filledWith(object, unfilled(ctx, object), values)
}

/** @param blank what `unfilled` gave, for callers that fill many records. */
export function filledWith(object: ObjectDefinition, blank: Stored, values: Stored): Stored {
  const record: Stored = { ...blank, ...values }
  for (const { name, default_by: by, follows_from: from } of object.fields.values()) {
    if (by && values[name] === undefined) record[name] = by.values[String(record[by.field])] ?? record[name] ?? null
    if (from && (values[name] ?? null) === null) record[name] = from.value(record)
  }
  return record
}

/** A new record that was given nothing. */
export function unfilled(ctx: Context, object: ObjectDefinition): Stored {
  const record: Stored = {}
  for (const field of object.fields.values()) {
    if (!field.is_system) record[field.name] = defaultOf(ctx, field) ?? emptyOf(field)
  }
  return record
}

function defaultOf(ctx: Context, field: Field): Value | undefined {
  switch (field.default) {
    case '@me':
      return ctx.actor.kind === 'user' ? ctx.actor.id : null
    case '@now':
      return ctx.clock.now().toISOString()
    case '@today':
      return dayOf(ctx.clock.now(), ctx.workspace.timeZone)
    case '@currency':
      return ctx.workspace.currency
    default:
      // Defaults are written in definitions by hand, in the form of stored values.
      return field.default as Value | undefined
  }
}

/** Derived values are put into the record. @throws Problem 422 with what does not hold. */
export function settle(ctx: Context, object: ObjectDefinition, record: Stored, before: Stored | null, issues: Issue[]): void {
  if (!holds(ctx, object, { record, before, issues })) throw invalid(issues)
}

/** The same for callers that go on with the next record: false when something does not hold, which is added to `issues`. */
export function holds(ctx: Context, object: ObjectDefinition, change: { record: Stored; before: Stored | null; issues: Issue[] }): boolean {
  const { record, before, issues } = change
  const blamed = new Set(issues.map(({ path }) => path.split(/[.[]/, 1)[0]))
  for (const field of object.fields.values()) {
    // A value that could not be read is already told of; a rule that came later does not stop changes of what was there before it.
    const isKnown = blamed.has(field.name) || (before !== null && isMissing(field, before))
    if (isMissing(field, record) && !isKnown) issues.push(issue(field.name, 'required', `请填写${field.label.zh}`, `${field.label.en} is required`))
  }
  if (issues.length > 0) return false
  const derived = object.derive(record, { now: ctx.clock.now(), timeZone: ctx.workspace.timeZone })
  for (const [name, value] of Object.entries(derived)) if (value !== undefined) record[name] = value
  issues.push(...staysAnonymous(object, record, before), ...object.check(record, before))
  return issues.length === 0
}

/** Fields whose value changes; those that follow from others among them. */
export function changedFields(object: ObjectDefinition, before: Stored, after: Stored): Field[] {
  return [...object.fields.values()].filter((field) => !field.is_system && !isSame(field, before[field.name] ?? null, after[field.name] ?? null))
}

function isMissing(field: Field, record: Stored): boolean {
  const isAsked = field.required || (field.required_when?.in.includes(String(record[field.required_when.field])) ?? false)
  if (!isAsked || field.is_system || field.derived || typeOf(field).isNumbered) return false
  if (field.only_when && !field.only_when.in.includes(String(record[field.only_when.field]))) return false
  const value = record[field.name]
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
