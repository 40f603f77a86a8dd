import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { notFound } from '../../../platform/problems.ts'
import { sql } from '../../../platform/db/sql.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction, type Action } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { moveOrder, takeBackOrder } from './move-order.ts'

const mayChange = (ctx: Context) => verdictOf(ctx, 'order', 'change') !== false
const note = z.string().trim().max(500).nullish()

/** A step that needs nothing but a note. */
function step(name: string, to: string, label: { zh: string; en: string }): Action {
  return defineAction({
    name, object: 'order', on: 'record', label, guard: mayChange,
    input: z.strictObject({ note }),
    run: (ctx, { id, input }) => moveOrder(ctx, idOf(id), { to, note: input.note }),
  })
}

const ship = defineAction({
  name: 'ship', object: 'order', on: 'record', label: { zh: '发货', en: 'Ship' }, guard: mayChange,
  input: z.strictObject({ carrier: z.string().trim().max(100).nullish(), tracking_number: z.string().trim().max(100).nullish(), expected_on: z.iso.date().nullish(), remark: note }),
  run: (ctx, { id, input }) => transaction(ctx, async (ctx) => {
    const order = await moveOrder(ctx, idOf(id), { to: 'shipped', note: [input.carrier, input.tracking_number].filter(Boolean).join(' ') || null })
    const { record } = await lockRecord(ctx, objectOf(ctx, 'order'), idOf(id), 'see')
    await createRecord(ctx, objectOf(ctx, 'shipment'), { ...input, order: id, customer: record.customer }, { asSystem: true })
    return order
  }),
})

const arrive = defineAction({
  name: 'arrive', object: 'order', on: 'record', label: { zh: '到货', en: 'Arrived' }, guard: mayChange,
  input: z.strictObject({ confirmed_by: z.string().trim().max(100).nullish(), note }),
  run: (ctx, { id, input }) => transaction(ctx, async (ctx) => {
    const order = await moveOrder(ctx, idOf(id), { to: 'arrived', note: [input.confirmed_by, input.note].filter(Boolean).join('：') || null })
    const open = await ctx.db.rows<{ id: string }>(sql`select s.id from shipments s where s.workspace_id = ${sql.workspace} and s.order_id = ${id}::uuid and s.arrived_at is null and s.deleted_at is null order by s.id limit 50`)
    for (const { id } of open) await updateRecord(ctx, objectOf(ctx, 'shipment'), id, { arrived_at: ctx.clock.now().toISOString(), confirmed_by: input.confirmed_by ?? null }, { asSystem: true, verb: 'arrived' })
    return order
  }),
})

const cancel = defineAction({
  name: 'cancel', object: 'order', on: 'record', label: { zh: '取消订单', en: 'Cancel' }, guard: mayChange,
  input: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
  run: (ctx, { id, input }) => moveOrder(ctx, idOf(id), { to: 'cancelled', note: input.reason }),
})

const takeBack = defineAction({
  name: 'take_back', object: 'order', on: 'record', label: { zh: '退回一步', en: 'Take back a step' }, guard: mayChange,
  input: z.strictObject({}),
  run: (ctx, { id }) => takeBackOrder(ctx, idOf(id)),
})

/** Every step of an order is an act of its own. */
export const orderActions: Action[] = [
  step('confirm', 'confirmed', { zh: '确认订单', en: 'Confirm' }),
  step('start_production', 'in_production', { zh: '开始生产', en: 'Start production' }),
  step('finish_production', 'produced', { zh: '生产完成', en: 'Produced' }),
  step('await_payment', 'awaiting_payment', { zh: '等待付款', en: 'Await payment' }),
  step('mark_paid', 'paid', { zh: '已付款', en: 'Paid' }),
  ship,
  arrive,
  step('complete', 'completed', { zh: '完成订单', en: 'Complete' }),
  cancel,
  takeBack,
]

function idOf(id: string | null): string {
  if (!id) throw notFound()
  return id
}
