/** An approval with the signatures of its round, held until the end of the transaction: acts on one come one after the other. */
import { isLiving } from '../../../kernel/records/living.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { storedColumns } from '../../../kernel/projections/columns.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { sql } from '../../../platform/db/sql.ts'
import { conflict, notFound } from '../../../platform/problems.ts'
import type { Signature } from '../rules/signatures.ts'
import { frozenSteps, type FrozenStep } from '../rules/steps.ts'

export interface StoredSignature extends Signature {
  version: number
}

export interface Case {
  id: string
  version: number
  record: Stored
  round: number
  steps: FrozenStep[]
  signatures: StoredSignature[]
}

/**
 * The record that it is about is locked first: the module that owns it does so too before it asks, and two orders would wait for each other.
 * @throws Problem 404 for what the caller may not see; 409 where the record is gone.
 */
export async function openCase(ctx: Context, id: string, options: { alsoGone?: boolean } = {}): Promise<Case> {
  const [asked] = await ctx.db.rows<{ object: string; record: string }>(sql`select a.object, a.record from approvals a where a.workspace_id = ${sql.workspace} and a.id = ${id}::uuid`)
  const object = asked && ctx.objects.get(asked.object)
  if (!asked) throw notFound()
  const [about] = object
    ? await ctx.db.rows<{ is_there: boolean }>(sql`select ${isLiving(ctx, object, 'c')} as is_there from ${sql.id(object.table)} c where c.workspace_id = ${sql.workspace} and c.id = ${asked.record}::uuid for no key update of c`)
    : []
  const { record, version } = await lockRecord(ctx, objectOf(ctx, 'approval'), id, 'see')
  if (!about?.is_there && !options.alsoGone) throw conflict('record-gone', { zh: '所审批的记录已删除', en: 'The record that it is about is gone' })
  return { id, version, record, round: Number(record.round), steps: frozenSteps.parse(record.steps), signatures: await signaturesOf(ctx, id, Number(record.round)) }
}

async function signaturesOf(ctx: Context, id: string, round: number): Promise<StoredSignature[]> {
  const rows = await ctx.db.rows<{ id: string; version: number; record: Omit<Signature, 'id'> }>(
    sql`select g.id, g.version, row_to_json(t) as record from approval_signatures g cross join lateral (select ${storedColumns(objectOf(ctx, 'approval_signature'), 'g')}) t
      where g.workspace_id = ${sql.workspace} and g.approval_id = ${id}::uuid and g.round = ${round} and g.deleted_at is null order by g.step, g.seat, g.position`,
  )
  return rows.map(({ id, version, record }) => ({ ...record, id, version }))
}
