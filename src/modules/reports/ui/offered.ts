/** What the builder offers of an object. */
import { i18n } from '../../../web/client/i18n.ts'
import { labelOf } from '../../../web/client/metadata.tsx'
import { fieldAt, pathLabel } from '../../../web/records/list/columns.ts'
import { twinOf } from '../../../web/fields/index.ts'

import type { FieldMetadata, Metadata, ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { Asked, AskedMeasure } from './question-state.ts'

/** Whole values that several records share: choices, people, times, names of places. */
export function isGroupable(field: FieldMetadata): boolean {
  const twin = twinOf(field)
  return !field.many && field.operators.length > 0 && field.name !== 'id' && field.name !== 'version' && (twin.isGrouped === true || (field.sortable && twin.isAdded !== true && twin.isLarge !== true && twin.isProse !== true))
}

export function isTime(field: FieldMetadata | undefined): boolean {
  return field !== undefined && twinOf(field).moment !== undefined
}

export interface MeasureOption {
  value: string
  label: string
}

const added = ['sum', 'avg', 'max', 'min'] as const

/** The count first, then what there is of each field, then amounts of what a record belongs to, and what is asked already. */
export function measureOptions(metadata: Metadata, object: ObjectMetadata, asked: readonly AskedMeasure[]): MeasureOption[] {
  const known = measurable(object)
  const of = (fn: AskedMeasure['fn'], path: string) => ({ value: `${fn},${path}`, label: i18n.t(`reports.fn.${fn}`, { field: pathLabel(metadata, object, path.split('.')) }) })
  const beyond = known.flatMap((reference) => {
    const target = reference.target === object.name ? undefined : metadata.objects.find(({ name }) => name === reference.target)
    return target ? measurable(target).filter((field) => twinOf(field).isAdded).flatMap((field) => added.map((fn) => of(fn, `${reference.name}.${field.name}`))) : []
  })
  const offered = [
    { value: 'count', label: i18n.t('reports.fn.count', { object: labelOf(object.plural_label) }) },
    ...known.filter((field) => twinOf(field).isAdded).flatMap((field) => added.map((fn) => of(fn, field.name))),
    ...known.filter((field) => field.target !== undefined && !twinOf(field).isLarge).map((field) => of('count_distinct', field.name)),
    ...beyond,
  ]
  const further = asked.flatMap(({ fn, field }) => (field && fieldAt(metadata, object, field.split('.')) && !offered.some(({ value }) => value === `${fn},${field}`) ? [of(fn, field)] : []))
  return [...offered, ...further]
}

function measurable({ fields }: ObjectMetadata): FieldMetadata[] {
  return fields.filter((field) => field.operators.length > 0 && !field.many && field.name !== 'version' && field.name !== 'id')
}

export function measureText({ fn, field }: AskedMeasure): string {
  return field ? `${fn},${field}` : fn
}

export function measureFrom(text: string): AskedMeasure {
  const [fn = 'count', field] = text.split(',')
  const known = (['count', 'count_distinct', 'sum', 'avg', 'min', 'max'] as const).find((each) => each === fn) ?? 'count'
  return field ? { fn: known, field } : { fn: known }
}

/** How many there are, by the first thing they are told apart by: something to go on from. */
export function firstQuestion(object: ObjectMetadata): Asked {
  const state = object.fields.find((field) => isGroupable(field) && twinOf(field).isState) ?? object.fields.find((field) => isGroupable(field) && twinOf(field).isGrouped)
  return { object: object.name, rows: state ? [{ field: state.name, ...(isTime(state) ? { by: 'month' as const } : {}) }] : [], columns: [], measures: [{ fn: 'count' }], compare: 'none', display: state ? 'bar' : 'figure' }
}

export const ranges = ['month_so_far', 'quarter_so_far', 'year_so_far', 'last_12_months', 'last_6_months', 'last_30_days', 'last_12_weeks', 'this_month', 'last_month', 'this_quarter', 'last_quarter', 'this_year', 'last_year', 'last_3_years', 'next_month', 'next_quarter'] as const

/** What one would report on: the objects of the navigation, and those with times or amounts of their own. */
export function reportable({ objects }: Metadata): ObjectMetadata[] {
  return objects.filter((object) => object.can.see && object.module !== 'reports' && (object.in_navigation || object.fields.some((field) => twinOf(field).isMoney)))
}
