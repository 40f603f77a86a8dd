/** The successor has read the briefing: one by one, or all of a handover. */
import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { conflict, notFound } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { storedColumns } from '../../../kernel/projections/columns.ts'
import { changeMany } from '../../../kernel/records/change-many.ts'
import type { Item } from './run-handover.ts'

const isPerson = (ctx: Context) => ctx.actor.kind === 'user'

export const acknowledgeItem = defineAction({
  name: 'acknowledge',
  object: 'handover_item',
  on: 'record',
  label: { zh: '确认接手', en: 'Acknowledge' },
  input: z.strictObject({}),
  guard: isPerson,
  run: async (ctx, { id }) => {
    if (!id) throw notFound()
    return acknowledge(ctx, sql`i.id = ${id}::uuid`)
  },
})

export const acknowledgeAll = defineAction({
  name: 'acknowledge',
  object: 'handover',
  on: 'record',
  label: { zh: '全部确认接手', en: 'Acknowledge all' },
  input: z.strictObject({}),
  guard: isPerson,
  run: async (ctx, { id }) => {
    if (!id) throw notFound()
    return acknowledge(ctx, sql`i.handover_id = ${id}::uuid`)
  },
})

/** @throws Problem 409 where there is nothing of the caller's to acknowledge. */
async function acknowledge(ctx: Context, where: Sql): Promise<{ acknowledged: number }> {
  return transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'handover_item')
    const items = await ctx.db.rows<Item>(
      sql`select i.id, i.version, row_to_json(t) as record from handover_items i cross join lateral (select ${storedColumns(object, 'i')}) t
        where i.workspace_id = ${sql.workspace} and ${where} and i.to_id = ${ctx.actor.id}::uuid and i.state = 'moved' and i.acknowledged_at is null and i.deleted_at is null order by i.id for no key update of i`,
    )
    if (items.length === 0) throw conflict('nothing-to-acknowledge', { zh: '没有待您确认的客户', en: 'There is nothing for you to acknowledge' })
    const acknowledged_at = ctx.clock.now().toISOString()
    await changeMany(ctx, object, items.map(({ id, version, record }) => ({ id, version, before: record, after: { acknowledged_at } })), { verb: 'acknowledged', fields: ['acknowledged_at'] })
    return { acknowledged: items.length }
  })
}
