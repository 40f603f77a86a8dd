/** Panels as an administrator laid them out, for everybody or for one role, in place of those of the definition; merged at the edge. */
import { z } from 'zod'
import type { Db } from '../../platform/db/database.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Actor } from '../access/actor.ts'
import { typeOf } from '../fields/index.ts'
import type { Field } from './field.ts'
import type { ObjectDefinition } from './object.ts'

const word = z.string().trim().min(1).max(100)
const names = z.array(z.string().max(60)).max(500)

export const layoutShape = z.object({
  panels: z.array(z.strictObject({ key: z.string().regex(/^[a-z][a-z0-9_]{0,40}$/), label: z.strictObject({ zh: word, en: word }), fields: names })).min(1).max(50),
  /** Fields that are not shown. What stands nowhere is new, and comes last. */
  left_out: names,
})

export type Layout = z.infer<typeof layoutShape> & {
  /** Key of the role; null: for everybody who has none of their own. */
  role: string | null
}

/** The objects with the layouts of one workspace, in the order in which they count. Objects without any are the same as before. */
export async function withLayouts(db: Db, objects: ReadonlyMap<string, ObjectDefinition>): Promise<ReadonlyMap<string, ObjectDefinition>> {
  const rows = await db.rows<{ object: string; role: string | null }>(
    sql`select l.object, r.key as role, l.panels, l.left_out from layouts l
      left join roles r on r.workspace_id = ${sql.workspace} and r.id = l.role_id and r.deleted_at is null
      where l.workspace_id = ${sql.workspace} and l.deleted_at is null and (l.role_id is null or r.id is not null)
      order by l.role_id is null, l.position, l.created_at, l.id`,
  )
  if (rows.length === 0) return objects
  const merged = new Map(objects)
  for (const row of rows) {
    const object = merged.get(row.object)
    // One that a newer version wrote is as good as none.
    const { data } = layoutShape.safeParse(row)
    if (object && data) merged.set(row.object, { ...object, layouts: [...(object.layouts ?? []), { ...data, role: row.role }] })
  }
  return merged
}

/** Nothing new could be saved where people are not asked for it: such a field cannot be left out. */
export function isNeeded(field: Field): boolean {
  return field.required === true && (field.default ?? field.default_by) === undefined && !field.is_system && !field.readonly && !field.derived && !field.internal && !typeOf(field).isNumbered
}

/** As the object comes: those of the definition, and one for the fields that the company added. */
export function standardPanels({ panels, fields }: ObjectDefinition): ObjectDefinition['panels'] {
  return [...panels, { key: 'custom', label: { zh: '自定义', en: 'Custom' }, fields: [...fields.values()].filter((field) => field.custom_id).map(({ name }) => name) }]
}

/** Form and record page of one person: by the first layout that is made for one of the roles, else by the one for everybody. */
export function panelsFor(actor: Actor, object: ObjectDefinition): ObjectDefinition['panels'] {
  const standard = standardPanels(object)
  const layout = object.layouts?.find(({ role }) => role === null || actor.roles.some(({ key }) => key === role))
  if (!layout) return standard
  const needed = [...object.fields.values()].filter(isNeeded).map(({ name }) => name)
  // What has become required since is asked for all the same.
  const settled = new Set([...layout.left_out.filter((name) => !needed.includes(name)), ...layout.panels.flatMap(({ fields }) => fields)])
  const rest = standard.flatMap(({ fields }) => fields).filter((name) => !settled.has(name))
  // A key that no panel can have.
  return [...layout.panels, { key: '_rest', label: { zh: '更多', en: 'More' }, fields: rest }]
}
