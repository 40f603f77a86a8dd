/** Fields whose value a formula of the company gives. They are computed where an object derives its own values, so that every way of writing keeps them. */
import { dayOf } from '../../platform/calendar/zones.ts'
import { FormulaError } from '../../platform/formula-fault.ts'
import { compileFormula, refuseOtherResult, rounded, today, type Formula, type FormulaKind, type FormulaValue } from '../../platform/formula.ts'
import { typeOf } from '../fields/index.ts'
import type { Field, Value } from './field.ts'
import type { Moment, ObjectDefinition } from './object.ts'

/** What a formula of the object may read: fields of a kind that formulas know, other formulas that were there before among them. */
export function formulaVariables(object: ObjectDefinition): Record<string, FormulaKind> {
  const variables: Record<string, FormulaKind> = {}
  for (const field of object.fields.values()) {
    const kind = field.many || field.internal || field.is_system ? undefined : typeOf(field).formula
    if (kind) variables[field.name] = kind
  }
  return variables
}

/** @throws FormulaError for what is no formula over the object's fields, or gives something that the field cannot hold. */
export function formulaOf(object: ObjectDefinition, field: Field, source: string): Formula {
  const formula = compileFormula(source, formulaVariables(object))
  refuseOtherResult(formula, typeOf(field).formula ?? null)
  return formula
}

/** The object with the value of `field` following from `source`. A formula that lost a field it reads gives nothing. */
export function withFormula(object: ObjectDefinition, field: Field, source: string): ObjectDefinition {
  let formula: Formula | null = null
  try {
    formula = formulaOf(object, field, source)
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
  }
  const computed: Field = { ...field, readonly: true, derived: true, required: false, follows: [...(formula?.inputs ?? [])].filter((name) => name !== today), is_of_today: formula?.inputs.has(today) ?? false }
  return {
    ...object,
    fields: new Map([...object.fields, [field.name, computed]]),
    derive: (record, moment) => {
      const derived = object.derive(record, moment)
      return { ...derived, [field.name]: formula ? valueOf(object, computed, { formula, record: { ...record, ...derived }, moment }) : null }
    },
  }
}

function valueOf(object: ObjectDefinition, field: Field, { formula, record, moment }: { formula: Formula; record: Record<string, Value | undefined>; moment: Moment }): Value {
  const values: Record<string, FormulaValue> = {}
  for (const name of field.follows ?? []) values[name] = variableOf(object.fields.get(name), record[name] ?? null, moment)
  return stored(field, formula.run(values, dayOf(moment.now, moment.timeZone)))
}

function variableOf(field: Field | undefined, value: Value, { timeZone }: Moment): FormulaValue {
  if (field && typeof value === 'string' && typeOf(field).moment === 'instant') return dayOf(new Date(value), timeZone)
  if (Array.isArray(value)) return value.map(String)
  return typeof value === 'object' ? null : value
}

/** Null for what the field cannot hold, such as a number beyond its bounds. */
function stored(field: Field, result: FormulaValue): Value {
  if (result === null) return null
  const { importText, parse, formula: kind, digits } = typeOf(field)
  const parsed = kind === 'number' ? importText(rounded(String(result), field.scale ?? digits ?? 0), field, 'en') : parse(result, field)
  return 'value' in parsed ? parsed.value : null
}
