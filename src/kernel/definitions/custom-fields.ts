/** Fields that administrators added become the same `Field`, merged at the edge; their values live in the `custom` column. */
import { z } from 'zod'
import type { Db } from '../../platform/db/database.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Field } from './field.ts'
import { withFormula } from './formulas.ts'
import type { ObjectDefinition } from './object.ts'

/** Types an administrator may choose. */
export const customTypes = [
  'text', 'rich_text', 'number', 'money', 'percent', 'date', 'time', 'duration', 'datetime', 'boolean', 'choice', 'choices',
  'phone', 'mail', 'tags', 'rating', 'json', 'reference', 'references',
] as const

const freeTypes = new Set<string>(['text', 'rich_text', 'phone', 'mail', 'date', 'tags', 'json'] satisfies (typeof customTypes)[number][])

const optionShape = z.strictObject({ key: z.string().regex(/^[a-z0-9_]{1,60}$/), label: z.strictObject({ zh: z.string().min(1).max(100), en: z.string().min(1).max(100) }) })

/** What differs from type to type, as kept in `settings`. */
export const settingsShape = z.strictObject({
  options: z.array(optionShape).min(1).max(200).optional(),
  scale: z.number().int().min(0).max(8).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  max_length: z.number().int().min(1).max(50_000).optional(),
  many: z.boolean().optional(),
  /** reference, references: the object whose records it names (docs/decisions/custom-references.md). */
  target: z.string().max(60).optional(),
  /** The value follows from other fields (platform/formula.ts); nobody writes it. */
  formula: z.string().trim().min(1).max(1000).optional(),
  required_when: z.strictObject({ field: z.string().max(60), in: z.array(z.string().max(60)).min(1).max(50) }).optional(),
  /** Left out: what people type freely is personal, figures and choices are not. */
  personal: z.boolean().optional(),
})

export const customKeyPattern = /^[a-z][a-z0-9_]{0,40}$/

interface Row {
  id: string
  object: string
  key: string
  type: string
  label_zh: string
  label_en: string
  required: boolean
  settings: unknown
}

/**
 * The objects with the fields of one workspace added. Objects without any are the same as before.
 * @param before a field, by its object and key: of that object only what was there before it.
 */
export async function withCustomFields(db: Db, objects: ReadonlyMap<string, ObjectDefinition>, before?: { object: string; key: string }): Promise<ReadonlyMap<string, ObjectDefinition>> {
  const rows = await db.rows<Row>(
    sql`select f.id, f.object, f.key, f.type, f.label_zh, f.label_en, f.required, f.settings from custom_fields f
      where f.workspace_id = ${sql.workspace} and f.deleted_at is null order by f.created_at, f.id`,
  )
  if (rows.length === 0) return objects
  const merged = new Map(objects)
  const end = rows.findIndex((row) => row.object === before?.object && row.key === before.key)
  for (const [index, row] of rows.entries()) {
    if (end >= 0 && index >= end && row.object === before?.object) continue
    const object = merged.get(row.object)
    const field = fieldOf(row)
    // Without what it points to it is not there either; both come back together.
    if (!object || !field || object.fields.has(row.key) || (field.target !== undefined && !objects.has(field.target))) continue
    const { formula, ...plain } = field
    merged.set(row.object, formula === undefined ? { ...object, fields: new Map([...object.fields, [row.key, plain]]) } : withFormula(object, plain, formula))
  }
  return offeringOwn(merged)
}

/** Lists of fields, such as those that a step requires, offer the company's own; not what follows from others. */
function offeringOwn(objects: Map<string, ObjectDefinition>): ReadonlyMap<string, ObjectDefinition> {
  for (const object of objects.values()) {
    for (const field of object.fields.values()) {
      const own = [...(objects.get(field.names_fields_of ?? '')?.fields.values() ?? [])].filter((one) => one.custom_id !== undefined && !one.readonly && !one.derived)
      if (own.length > 0) objects.set(object.name, { ...object, fields: new Map(object.fields).set(field.name, { ...field, options: [...(field.options ?? []), ...own.map(({ name: key, label }) => ({ key, label }))] }) })
    }
  }
  return objects
}

export type CustomField = Field & { formula?: string }

/** A field that is still being written, as it would be. */
export function customFieldOf(draft: { object: string; key: string; type: string; settings: unknown }): CustomField | null {
  return fieldOf({ ...draft, id: draft.key, label_zh: draft.key, label_en: draft.key, required: false })
}

/** Null for a row that a newer version wrote and this one does not understand. */
function fieldOf(row: Row): CustomField | null {
  const type = customTypes.find((one) => one === row.type)
  const settings = settingsShape.safeParse(row.settings ?? {})
  if (!type || !settings.success) return null
  return {
    name: row.key,
    column: 'custom',
    custom_id: row.id,
    type: type === 'reference' && settings.data.target === 'user' ? 'person' : type,
    label: { zh: row.label_zh, en: row.label_en },
    required: row.required,
    ...settings.data,
    personal: settings.data.personal ?? freeTypes.has(type),
  }
}
