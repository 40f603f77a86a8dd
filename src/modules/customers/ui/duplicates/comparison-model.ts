/** Which fields of two records differ, and what is asked of the merge. */
import type { FieldMetadata, ObjectMetadata } from '../../../../web/client/metadata.tsx'
import type { RecordData } from '../../../../web/client/records.ts'

export type Side = 'left' | 'right'

/** `both`: the two lists as one, which is what a merge does with lists that nobody chose between. */
export type Choice = Side | 'both'

export interface ComparedField {
  field: FieldMetadata
  isSame: boolean
  isEmpty: Record<Side, boolean>
  /** Lists can be united. */
  canUnite: boolean
}

/** The fields that a person may choose between, in the order of the panels, then those that a layout does not show; what is empty on both sides is left out. */
export function comparedFields(object: ObjectMetadata, records: Record<Side, RecordData>): ComparedField[] {
  const names = [...new Set([...object.panels.flatMap((panel) => panel.fields), ...object.fields.map(({ name }) => name)])]
  return names.flatMap((name) => {
    const field = object.fields.find((each) => each.name === name)
    if (!field || field.readonly || !(isAsked(field, records.left) || isAsked(field, records.right))) return []
    const [left, right] = [records.left[name], records.right[name]]
    const isEmpty = { left: isNothing(left), right: isNothing(right) }
    if (isEmpty.left && isEmpty.right) return []
    return [{ field, isSame: JSON.stringify(left) === JSON.stringify(right), isEmpty, canUnite: Array.isArray(left) && Array.isArray(right) && !isEmpty.left && !isEmpty.right }]
  })
}

/** What happens to a field that nobody chose: lists are united, else the one that stays has its value, or the other's where it has none. */
export function defaultChoice({ canUnite, isEmpty }: ComparedField, keep: Side): Choice {
  if (canUnite) return 'both'
  return isEmpty[keep] ? otherSide(keep) : keep
}

/** As the interface wants it: `left` is the one that stays, whichever column it stands in. */
export function takeOf(chosen: Readonly<Record<string, Choice>>, keep: Side): Record<string, Side> {
  return Object.fromEntries(Object.entries(chosen).flatMap(([name, choice]) => (choice === 'both' ? [] : [[name, choice === keep ? 'left' : 'right'] as const])))
}

export function otherSide(side: Side): Side {
  return side === 'left' ? 'right' : 'left'
}

/** Of a person no invoice data, of a company no birthday. */
function isAsked({ only_when: when }: FieldMetadata, record: RecordData): boolean {
  return !when || when.in.includes(String(record[when.field]))
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
