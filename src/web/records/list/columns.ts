/** The columns of a list from their names; a name may lead over references (`owner.name`). */
import { labelOf } from '../../client/metadata.tsx'

import type { FieldMetadata, Metadata, ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'

export interface Column {
  /** `tier`, `owner.name` */
  name: string
  path: string[]
  field: FieldMetadata
  /** Name of the object whose field it is; of a field over a reference none. */
  object: string | undefined
  label: string
  isTitle: boolean
  isSortable: boolean
  /** Changed in the cell itself: own fields that are not computed. */
  isEditable: boolean
}

/** The field at the end of a path, or undefined when there is none or it may not be seen. */
export function fieldAt(metadata: Metadata, object: ObjectMetadata, path: string[]): FieldMetadata | undefined {
  const [name, ...rest] = path
  const field = object.fields.find((each) => each.name === name)
  if (!field || rest.length === 0) return field
  const target = metadata.objects.find((each) => each.name === field.target)
  return target && fieldAt(metadata, target, rest)
}

/** `Customer › Owner › Name` in the chosen language. */
export function pathLabel(metadata: Metadata, object: ObjectMetadata, path: string[]): string {
  const labels: string[] = []
  let current: ObjectMetadata | undefined = object
  for (const name of path) {
    const field: FieldMetadata | undefined = current?.fields.find((each) => each.name === name)
    labels.push(field ? labelOf(field.label) : name)
    current = metadata.objects.find((each) => each.name === field?.target)
  }
  return labels.join(' › ')
}

/** The columns that exist; the title always comes first, for it opens the record. */
export function columnsOf(metadata: Metadata, object: ObjectMetadata, names: string[]): Column[] {
  const wanted = names.length > 0 ? names : object.panels.flatMap((panel) => panel.fields).slice(0, 8)
  const ordered = [object.title, ...wanted.filter((name) => name !== object.title)]
  return ordered.flatMap((name) => {
    const path = name.split('.')
    const field = fieldAt(metadata, object, path)
    if (!field) return []
    const isEditable = path.length === 1 && !field.readonly && object.can.change && !object.is_append_only
    // Over a reference only where the list can be read in that order.
    const isSortable = field.sortable && (path.length === 1 || (path.length === 2 && fieldAt(metadata, object, path.slice(0, 1))?.sortable === true))
    return [{ name, path, field, object: path.length === 1 ? object.name : undefined, label: pathLabel(metadata, object, path), isTitle: name === object.title, isSortable, isEditable }]
  })
}

/** The value of a column in a record; lists answer `owner.name` under that key or inside of the reference. */
export function valueAt(record: RecordData, column: { name: string; path: string[] }): unknown {
  if (column.path.length === 1 || column.name in record) return record[column.name]
  return column.path.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), record)
}

/** The fields to ask the server for. */
export function fieldsToAsk(object: ObjectMetadata, columns: Column[], more: string[] = []): string[] {
  const always = ['id', 'version', 'can', object.title]
  const lateness = columns.flatMap(({ field, path }) => (field.late_when && path.length === 1 ? [field.late_when.field] : []))
  return [...new Set([...always, ...columns.map((column) => column.name), ...lateness, ...more])]
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
