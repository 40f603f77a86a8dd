/** What to write for a record that is referred to, so that an import finds it again: a number or mail address, else a title that only it has, else its id; of what the reader may read whole. */
import { isId } from '../platform/ids.ts'
import { sql } from '../platform/db/sql.ts'
import { allowed, naming } from '../kernel/access/policy.ts'
import { readableField } from '../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import type { Field } from '../kernel/definitions/field.ts'
import type { ObjectDefinition } from '../kernel/definitions/object.ts'
import { isReferences } from '../kernel/fields/index.ts'
import { columnOf } from '../kernel/projections/columns.ts'
import type { Stored } from '../kernel/records/input.ts'
import { namingFields } from './look-up.ts'

/** By the target's name, then by id. Records that the caller may not see are left out. One statement a target. */
export async function referenceTexts(ctx: Context, fields: readonly Field[], records: readonly Stored[]): Promise<Map<string, Map<string, string>>> {
  const wanted = new Map<string, Set<string>>()
  for (const field of fields) {
    const ids = wanted.get(field.target ?? '') ?? new Set()
    for (const record of records) for (const id of [record[field.name] ?? []].flat()) ids.add(String(id))
    wanted.set(field.target ?? '', ids)
  }
  const texts = new Map<string, Map<string, string>>()
  for (const [target, ids] of wanted) texts.set(target, ids.size > 0 ? await textsOf(ctx, objectOf(ctx, target), [...ids]) : new Map())
  return texts
}

/** The cell for one value. In a list the text must not hold what separates entries. */
export function referenceCell(field: Field, value: Stored[string], texts: Map<string, string>): string {
  const cells = [value ?? []].flat().flatMap((id) => {
    const text = texts.get(String(id))
    if (text === undefined) return []
    return [isReferences(field) && /[;；\n]/.test(text) ? String(id) : text]
  })
  return cells.join(';')
}

async function textsOf(ctx: Context, target: ObjectDefinition, ids: readonly string[]): Promise<Map<string, string>> {
  const reader = naming(ctx, target.name)
  const title = readableField(reader, target, target.title)
  const unique = namingFields(target).filter((field) => field.unique && readableField(ctx, target, field.name)).map((field) => columnOf('x', field))
  const byUnique = unique.length > 0 ? sql`coalesce(${sql.join(unique)})` : sql`null::text`
  const titleOf = (row: string) => (title ? sql`${columnOf(row, title)}::text` : sql`null::text`)
  const rows = await ctx.db.rows<{ id: string; known_by: string | null; title: string | null; is_shared: boolean }>(
    sql`with named as (
        select x.id, ${byUnique} as known_by, ${titleOf('x')} as title from ${sql.id(target.table)} x
        where x.workspace_id = ${sql.workspace} and x.id = any(${ids}::uuid[]) and ${allowed(reader, target.name, 'see', 'x')}
      ), shared as (
        select ${titleOf('y')} as title from ${sql.id(target.table)} y
        where y.workspace_id = ${sql.workspace} and y.deleted_at is null
          and ${titleOf('y')} in (select n.title from named n where n.known_by is null)
        group by 1 having count(*) > 1
      )
      select n.id::text as id, n.known_by, n.title, exists (select 1 from shared s where s.title = n.title) as is_shared from named n`,
  )
  return new Map(rows.map((row) => [row.id, textOf(row)]))
}

function textOf({ id, known_by, title, is_shared }: { id: string; known_by: string | null; title: string | null; is_shared: boolean }): string {
  const text = known_by ?? (is_shared ? null : title)
  // Blanks around a cell are not kept when a record is looked up, and what looks like an id is taken for one.
  return text && text === text.trim() && !isId(text) ? text : id
}
