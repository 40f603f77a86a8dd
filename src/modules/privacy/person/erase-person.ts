/** Erasing one person for good: the records, their history, and the copies that lie about. */
import { conflict } from '../../../platform/problems.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { isPerson } from '../../../kernel/definitions/person.ts'
import { holdsFiles } from '../../../kernel/fields/index.ts'
import { anonymous } from '../../../kernel/fields/text.ts'
import { projectConsents } from '../actions/project-consents.ts'
import { anonymiseRecords, eraseHistory } from './anonymise.ts'
import { keepKeys, keysOf } from './erased-keys.ts'
import { lockPersonRecords, type FoundRecord } from './person-records.ts'

export interface Erasing {
  object: string
  record: string
  erasure: { id: string; number: string }
}

/**
 * @param ctx in a transaction; whoever calls has asked for the right
 * @returns how many records of each object were blanked, and as `kept_documents` how many papers stay that the company has to keep: files that say
 * nothing of being personal, such as the PDF of a quote as it was sent
 */
export async function erasePerson(ctx: Context, { object, record, erasure }: Erasing): Promise<Record<string, number>> {
  const name = `${anonymous} ${erasure.number}`
  const found = await lockPersonRecords(ctx, object, record)
  const [person] = found.get(object) ?? []
  if (!person || !isPerson(objectOf(ctx, object), person.record) || person.record.anonymised_at) throw noLongerPerson()
  const people = [...found].flatMap(([kind, rows]) => (objectOf(ctx, kind).person ? rows.flatMap((row) => keysOf(objectOf(ctx, kind), row.record)) : []))
  await keepKeys(ctx, erasure.id, [...new Set(people)])
  for (const [kind, rows] of found) {
    const kept = kind === object ? rows.filter(({ id }) => id === record) : []
    const others = rows.filter((row) => !kept.includes(row))
    if (kept.length > 0) await anonymiseRecords(ctx, objectOf(ctx, kind), kept, { name, keepsPlace: true })
    if (others.length > 0) await anonymiseRecords(ctx, objectOf(ctx, kind), others, { name, keepsPlace: false })
  }
  // What was said and how is in the file of the customer, too.
  await projectConsents(ctx, [...new Set(found.get('consent')?.map((row) => String(row.record.customer)))])
  const ids = [...found].filter(([kind]) => objectOf(ctx, kind).person).flatMap(([, rows]) => rows.map(({ id }) => id))
  await letFilesGo(ctx, found)
  await forgetCopies(ctx, { ids, objects: [...found.keys()] })
  for (const kind of ['erasure', 'retention_proposal', 'erased_return']) await forgetSubject(ctx, kind, { ids, name })
  const kept = keptDocuments(ctx, found)
  return { ...Object.fromEntries([...found].map(([kind, rows]) => [kind, rows.length])), ...(kept > 0 ? { kept_documents: kept } : {}) }
}

/** Nobody can fetch them from now on; the content goes with the work of the night, as what an upload left behind. */
async function letFilesGo(ctx: Context, found: ReadonlyMap<string, FoundRecord[]>): Promise<void> {
  const held = [...found].flatMap(([kind, rows]) => {
    const fields = [...objectOf(ctx, kind).fields.values()].filter((field) => field.personal && holdsFiles(field))
    return rows.flatMap(({ record }) => fields.flatMap((field) => [record[field.name] ?? []].flat()))
  })
  const ids = held.flatMap((file) => (typeof file === 'object' && file !== null && 'id' in file ? [String(file.id)] : []))
  if (ids.length === 0) return
  await ctx.db.rows(sql`delete from files f where f.workspace_id = ${sql.workspace} and f.id = any(${ids}::uuid[])`)
}

/**
 * Exports of the person, answers kept for repeated requests, and lists that were exported: nobody knows whether the person is in
 * them, and without their job they can no longer be fetched; an export that is still being written stops.
 */
async function forgetCopies(ctx: Context, { ids, objects }: { ids: string[]; objects: string[] }): Promise<void> {
  await ctx.db.rows(sql`delete from person_exports x where x.workspace_id = ${sql.workspace} and x.record_id = any(${ids}::uuid[])`)
  await ctx.db.rows(
    sql`delete from jobs j where j.workspace_id = ${sql.workspace}
      and (j.kind = 'privacy.export' and j.payload ->> 'record' = any(${ids}::text[]) or j.kind = 'export.run' and j.payload ->> 'object' = any(${objects}::text[]))`,
  )
  await ctx.db.rows(
    sql`delete from idempotency_keys i where i.workspace_id = ${sql.workspace} and exists (select 1 from unnest(${ids}::text[]) r(id) where strpos(i.body, r.id) > 0)`,
  )
}

function keptDocuments(ctx: Context, found: ReadonlyMap<string, FoundRecord[]>): number {
  return [...found].flatMap(([kind, rows]) => {
    const fields = [...objectOf(ctx, kind).fields.values()].filter((field) => !field.personal && holdsFiles(field))
    return rows.flatMap(({ record }) => fields.flatMap((field) => [record[field.name] ?? []].flat()))
  }).length
}

/** Requests, proposals and returns name the person until now. */
async function forgetSubject(ctx: Context, kind: string, { ids, name }: { ids: string[]; name: string }): Promise<void> {
  const object = objectOf(ctx, kind)
  const rows = await ctx.db.rows<{ id: string }>(
    sql`update ${sql.id(object.table)} c set subject = ${name} where c.workspace_id = ${sql.workspace} and c.record = any(${ids}::text[]) returning c.id`,
  )
  if (rows.length > 0) await eraseHistory(ctx, object, rows.map(({ id }) => id))
}

function noLongerPerson() {
  return conflict('not-a-person', { zh: '此记录已不再是个人，或已匿名化', en: 'The record is no person any more, or was erased' })
}
