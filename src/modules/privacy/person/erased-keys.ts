/** How somebody who was erased is recognised without being known: keyed hashes of telephone numbers and addresses. */
import { createHmac, randomBytes } from 'node:crypto'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { ObjectDefinition } from '../../../kernel/definitions/object.ts'
import { typeOf } from '../../../kernel/fields/index.ts'

export interface PrivacySettings {
  two_step: boolean
}

/** Made when it is first needed. */
export async function settingsOf(ctx: Context): Promise<PrivacySettings> {
  const [row] = await ctx.db.rows<PrivacySettings>(sql`select s.two_step from privacy_settings s where s.workspace_id = ${sql.workspace}`)
  return { two_step: row?.two_step ?? false }
}

export async function changeSettings(ctx: Context, settings: PrivacySettings): Promise<void> {
  await ctx.db.rows(
    sql`insert into privacy_settings as s (workspace_id, two_step, secret) values (${sql.workspace}, ${settings.two_step}, ${randomBytes(32)})
      on conflict (workspace_id) do update set two_step = excluded.two_step`,
  )
}

async function secretOf(ctx: Context): Promise<Buffer> {
  const [row] = await ctx.db.rows<{ secret: Buffer }>(
    // The update changes nothing; without it a row that is there would not be answered.
    sql`insert into privacy_settings as s (workspace_id, secret) values (${sql.workspace}, ${randomBytes(32)})
      on conflict (workspace_id) do update set secret = s.secret returning s.secret`,
  )
  if (!row) throw new Error('The workspace has no secret for hashes')
  return row.secret
}

/** Telephone numbers and mail addresses of a person's record, stored or typed, each in one form. */
export function keysOf(object: ObjectDefinition, record: Readonly<Record<string, unknown>>): string[] {
  return [...object.fields.values()].flatMap((field) => {
    const { identity, name } = typeOf(field)
    if (!field.personal || !identity) return []
    return [record[field.name] ?? []].flat().flatMap((value) => {
      const key = typeof value === 'string' ? identity(value) : null
      return key ? [`${name}:${key}`] : []
    })
  })
}

export async function keepKeys(ctx: Context, erasureId: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  const hashes = await hashesOf(ctx, keys)
  await ctx.db.rows(
    sql`insert into erased_keys (workspace_id, hash, erasure_id) select ${sql.workspace}, decode(h, 'hex'), ${erasureId}::uuid
      from unnest(${hashes}::text[]) h on conflict do nothing`,
  )
}

/** The erasures that knew these keys, by key. */
export async function erasuresOf(ctx: Context, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const [any] = await ctx.db.rows(sql`select 1 from erased_keys k where k.workspace_id = ${sql.workspace} limit 1`)
  if (!any) return new Map()
  const hashes = await hashesOf(ctx, keys)
  const rows = await ctx.db.rows<{ hash: string; erasure: string }>(
    sql`select encode(k.hash, 'hex') as hash, k.erasure_id as erasure from erased_keys k
      where k.workspace_id = ${sql.workspace} and k.hash in (select decode(h, 'hex') from unnest(${hashes}::text[]) h)`,
  )
  const known = new Map(rows.map(({ hash, erasure }) => [hash, erasure]))
  return new Map(keys.flatMap((key, at) => {
    const erasure = known.get(hashes[at] ?? '')
    return erasure ? [[key, erasure] as const] : []
  }))
}

async function hashesOf(ctx: Context, keys: readonly string[]): Promise<string[]> {
  const secret = await secretOf(ctx)
  return keys.map((key) => createHmac('sha256', secret).update(key).digest('hex'))
}
