/** The records that cells name: by id, by a unique field, by the exact title. One statement a field and batch. */
import { isId } from '../platform/ids.ts'
import { sql, type Sql } from '../platform/db/sql.ts'
import type { Label } from '../platform/label.ts'
import { allowed, naming } from '../kernel/access/policy.ts'
import { readableField } from '../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import type { Field } from '../kernel/definitions/field.ts'
import type { ObjectDefinition } from '../kernel/definitions/object.ts'
import { isReferences, typeOf } from '../kernel/fields/index.ts'
import { columnOf } from '../kernel/projections/columns.ts'
import { isLiving } from '../kernel/records/living.ts'
import type { ParsedRow } from './parse-rows.ts'

/** A text that names a record: its id; several records; or none that the caller may see. */
export type Found = { id: string } | 'ambiguous' | undefined

/** The fields by which a text may name a record of the object, in the order they are tried. */
export function namingFields(object: ObjectDefinition): Field[] {
  const unique = [...object.fields.values()].filter((field) => field.unique && !field.custom_id)
  const title = object.fields.get(object.title)
  return title && !unique.includes(title) ? [...unique, title] : unique
}

/** By field name, then by text. */
export async function findNamed(ctx: Context, rows: readonly ParsedRow[]): Promise<Map<string, Map<string, Found>>> {
  const asked = new Map<string, { field: Field; texts: Set<string> }>()
  for (const row of rows) {
    for (const { field, texts } of row.lookups) {
      const known = asked.get(field.name) ?? { field, texts: new Set() }
      for (const text of texts) known.texts.add(text)
      asked.set(field.name, known)
    }
  }
  const found = new Map<string, Map<string, Found>>()
  for (const [name, { field, texts }] of asked) found.set(name, await findTexts(ctx, objectOf(ctx, field.target ?? ''), [...texts]))
  return found
}

/**
 * The ids a row means, put into `values`; what is not found is a fault of the row, or left out.
 * @param options.extra names of records that the same file is about to make
 */
export function resolveRow(row: ParsedRow, found: Map<string, Map<string, Found>>, options: { extra: (field: Field, text: string) => Found; leavesOut: boolean }): Pick<ParsedRow, 'values' | 'faults' | 'left_out'> {
  if (row.lookups.length === 0) return row
  const values = { ...row.values }
  const resolved = { values, faults: [...row.faults], left_out: [...row.left_out] }
  const bad = options.leavesOut ? resolved.left_out : resolved.faults
  for (const { field, texts } of row.lookups) {
    const ids: string[] = []
    for (const text of texts) {
      const record = found.get(field.name)?.get(text) ?? options.extra(field, text)
      if (record === undefined) bad.push({ field: field.name, reason: notThere(field, text) })
      else if (record === 'ambiguous') bad.push({ field: field.name, reason: severalOf(field, text) })
      else ids.push(record.id)
    }
    if (ids.length === 0 || (ids.length < texts.length && !options.leavesOut)) continue
    values[field.name] = isReferences(field) ? [...new Set(ids)] : (ids[0] ?? null)
  }
  return resolved
}

function notThere(field: Field, text: string): Label {
  return { zh: `${field.label.zh}：没有找到“${text.slice(0, 60)}”`, en: `${field.label.en}: there is no "${text.slice(0, 60)}"` }
}

function severalOf(field: Field, text: string): Label {
  return {
    zh: `${field.label.zh}：有多条记录叫“${text.slice(0, 60)}”，请改用编号`,
    en: `${field.label.en}: several records are called "${text.slice(0, 60)}"; use the number instead`,
  }
}

/**
 * The first way of naming that finds anything decides, so that a number goes before a title of the same letters. By what the caller may
 * not read whole nothing is found: a file of guesses would tell it.
 */
async function findTexts(ctx: Context, target: ObjectDefinition, texts: readonly string[]): Promise<Map<string, Found>> {
  const reader = naming(ctx, target.name)
  const ways = namingFields(target).filter((field) => readableField(reader, target, field.name)).map((field) => ({ field, keys: texts.map((text) => keyOf(field, text)) }))
  const branches: Sql[] = ways.map(({ field, keys }, index) => branch(reader, target, { way: index + 1, match: sql`${columnOf('x', field)} = m.key`, keys }))
  const ids = texts.map((text) => (isId(text.trim()) ? text.trim().toLowerCase() : null))
  if (ids.some((id) => id !== null)) branches.push(branch(reader, target, { way: 0, match: sql`x.id = m.key::uuid`, keys: ids }))
  if (branches.length === 0) return new Map()
  const rows = await ctx.db.rows<{ n: number; way: number; id: string }>(sql`${sql.join(branches, ' union all ')}`)
  const best = new Map<number, { way: number; ids: Set<string> }>()
  for (const { n, way, id } of rows) {
    const known = best.get(n)
    if (!known || way < known.way) best.set(n, { way, ids: new Set([id]) })
    else if (way === known.way) known.ids.add(id)
  }
  const found = new Map<string, Found>()
  for (const [n, { ids }] of best) {
    const [id = ''] = ids
    found.set(texts[n - 1] ?? '', ids.size === 1 ? { id } : 'ambiguous')
  }
  return found
}

function branch(ctx: Context, target: ObjectDefinition, { way, match, keys }: { way: number; match: Sql; keys: (string | null)[] }): Sql {
  return sql`select m.n::int as n, ${sql.raw(String(way))} as way, x.id::text as id
    from unnest(${keys}::text[]) with ordinality as m(key, n)
    join ${sql.id(target.table)} x on x.workspace_id = ${sql.workspace} and ${isLiving(ctx, target, 'x')} and ${match}
    where ${allowed(ctx, target.name, 'see', 'x')}`
}

/** The text as the field itself would keep it: mail addresses in lower case. */
function keyOf(field: Field, text: string): string | null {
  const parsed = typeOf(field).importText(text, field, 'zh')
  return 'value' in parsed && typeof parsed.value === 'string' ? parsed.value : null
}
