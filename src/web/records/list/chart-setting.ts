/** What a list as a chart shows. As text in the address and in views: `bar,created_at:month,sum,annual_amount`. */
import { twinOf } from '../../fields/index.ts'
import { groupedFields, groupingOf, groupingText } from './grouping.ts'

import type { ObjectMetadata, FieldMetadata } from '../../client/metadata.tsx'
import type { Grouping } from './grouping.ts'

export const chartKinds = ['bar', 'line', 'pie'] as const
export type ChartKind = (typeof chartKinds)[number]

export const measures = ['count', 'sum', 'avg', 'max', 'min'] as const
export type MeasureName = (typeof measures)[number]

export interface ChartSetting {
  kind: ChartKind
  grouping: Grouping
  measure: MeasureName
  /** What is measured; nothing for a count. */
  field: FieldMetadata | undefined
}

/** Whatever does not fit is as it is at first: a bar for each value of the first field that rows are grouped by. */
export function chartSettingOf(object: ObjectMetadata, text: string | undefined): ChartSetting | undefined {
  const [kind, by, measure, name] = (text ?? '').split(',')
  const [first] = groupedFields(object)
  const grouping = groupingOf(object, by) ?? groupingOf(object, first?.name)
  if (!grouping) return undefined
  const field = measuredFields(object).find((each) => each.name === name)
  return {
    kind: chartKinds.find((each) => each === kind) ?? 'bar',
    grouping,
    measure: field ? (measures.find((each) => each === measure) ?? 'count') : 'count',
    field: measure === 'count' ? undefined : field,
  }
}

export function chartSettingText({ kind, grouping, measure, field }: ChartSetting): string {
  return [kind, groupingText(grouping), measure, ...(field ? [field.name] : [])].join(',')
}

export function measuredFields(object: ObjectMetadata): FieldMetadata[] {
  return object.fields.filter((field) => twinOf(field).isAdded && field.operators.length > 0 && field.name !== 'version')
}
