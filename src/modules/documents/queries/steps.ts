/** One step of the walk along the references, from the record `w` to those before or after it. */
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { columnOf } from '../../../kernel/projections/columns.ts'
import { isLiving } from '../../../kernel/records/living.ts'
import { links, type Link } from '../rules/kinds.ts'

type Way = 'back' | 'on'

interface Step {
  from: string
  to: string
  way: Way
  /** Condition that the record `t` follows from `w`, or the other way. */
  joins: Sql
}

/** Every step that the caller may take: what one field may not be read of is not followed. */
export function stepsOf(ctx: Context): Sql[] {
  return [...links.flatMap((link) => stepsOfLink(ctx, link)), ...versionsOfQuotes(ctx), ...payments(ctx)].map((step) => branchOf(ctx, step))
}

function stepsOfLink(ctx: Context, { object: name, field: fieldName, names }: Link): Step[] {
  const object = objectOf(ctx, name)
  const field = readableField(ctx, object, fieldName)
  if (!field?.target) return []
  const [towards, from] = names === 'origin' ? (['back', 'on'] as const) : (['on', 'back'] as const)
  const named = sql`t.id = (select ${columnOf('h', field)} from ${sql.id(object.table)} h where h.workspace_id = ${sql.workspace} and h.id = w.id)`
  return [
    { from: name, to: field.target, way: towards, joins: named },
    { from: field.target, to: name, way: from, joins: sql`${columnOf('t', field)} = w.id` },
  ]
}

/** Versions of one quote have the same first one; the newer follow from the older. */
function versionsOfQuotes(ctx: Context): Step[] {
  const object = objectOf(ctx, 'quote')
  if (!readableField(ctx, object, 'root')) return []
  const versions = (condition: Sql) => sql`t.id = any(array(select v.id from quotes h join quotes v on v.workspace_id = ${sql.workspace} and ${condition} where h.workspace_id = ${sql.workspace} and h.id = w.id))`
  return [
    { from: 'quote', to: 'quote', way: 'back', joins: versions(sql`(v.id = h.root_id or v.root_id = h.root_id) and v.version_number < h.version_number`) },
    { from: 'quote', to: 'quote', way: 'on', joins: versions(sql`v.root_id = coalesce(h.root_id, h.id) and v.version_number > h.version_number`) },
  ]
}

/** An invoice is paid by the receipts that are matched to it. */
function payments(ctx: Context): Step[] {
  const match = objectOf(ctx, 'receipt_match')
  if (!readableField(ctx, match, 'invoice') || !readableField(ctx, match, 'receipt')) return []
  const matches = (side: 'invoice' | 'receipt', other: 'invoice' | 'receipt') => sql`t.id = any(array(select ${sql.id('m', `${other}_id`)} from receipt_matches m
    where m.workspace_id = ${sql.workspace} and ${sql.id('m', `${side}_id`)} = w.id and ${isLiving(ctx, match, 'm')} and ${allowed(ctx, 'receipt_match', 'see', 'm', 'one')}))`
  return [
    { from: 'invoice', to: 'receipt', way: 'on', joins: matches('invoice', 'receipt') },
    { from: 'receipt', to: 'invoice', way: 'back', joins: matches('receipt', 'invoice') },
  ]
}

function branchOf(ctx: Context, { from, to, way, joins }: Step): Sql {
  return sql`(select ${sql.raw(`'${to}'`)} as object, t.id, ${sql.raw(`'${way}'`)} as way from ${sql.id(objectOf(ctx, to).table)} t
    where w.object = ${sql.raw(`'${from}'`)} and w.way in ('here', ${sql.raw(`'${way}'`)}) and ${thereFor(ctx, to, 't')} and ${joins})`
}

/** The caller may see it, and it is in no bin. */
export function thereFor(ctx: Context, name: string, row: string): Sql {
  return sql`${sql.id(row, 'workspace_id')} = ${sql.workspace} and ${isLiving(ctx, objectOf(ctx, name), row)} and ${allowed(ctx, name, 'see', row, 'one')}`
}
