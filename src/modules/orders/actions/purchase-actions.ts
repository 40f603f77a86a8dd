import { z } from 'zod'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Action } from '../../../kernel/definitions/module.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { invalid, issue } from '../../../platform/problems.ts'
import { costOfOrder } from '../queries/costs.ts'
import { movesRecord } from './move-record.ts'

const day = { on: z.iso.date().optional() }
const dayFor = (ctx: Context, on: string | undefined) => on ?? dayOf(ctx.clock.now(), ctx.workspace.timeZone)

export const purchaseActions: Action[] = [
  movesRecord({
    object: 'purchase', name: 'place', label: { zh: '下单', en: 'Order' }, from: ['draft'], to: 'ordered', verb: 'ordered', input: {}, moved: recost,
    patch: (_ctx, record) => {
      if (!Array.isArray(record.lines) || record.lines.length === 0) throw invalid([issue('lines', 'required', '请先填写明细', 'The purchase has no lines yet')])
      return {}
    },
  }),
  movesRecord({ object: 'purchase', name: 'receive', label: { zh: '收货', en: 'Receive' }, from: ['ordered'], to: 'received', verb: 'received', input: day, patch: (ctx, _record, { on }) => ({ received_on: dayFor(ctx, on) }) }),
  movesRecord({ object: 'purchase', name: 'pay', label: { zh: '付款', en: 'Pay' }, from: ['received'], to: 'paid', verb: 'paid', input: day, patch: (ctx, _record, { on }) => ({ paid_on: dayFor(ctx, on) }) }),
  movesRecord({ object: 'purchase', name: 'cancel', label: { zh: '取消', en: 'Cancel' }, from: ['draft', 'ordered'], to: 'cancelled', verb: 'cancelled', input: { reason: z.string().trim().max(500).optional() }, patch: () => ({}), moved: recost }),
  movesRecord({ object: 'purchase', name: 'redraft', label: { zh: '退回草稿', en: 'Back to draft' }, from: ['ordered'], to: 'draft', verb: 'taken_back', input: {}, moved: recost }),
]

/** What is bought for an order is its cost from then on. */
async function recost(ctx: Context, _id: string, purchase: Stored): Promise<void> {
  if (!purchase.order) return
  const object = objectOf(ctx, 'order')
  const order = String(purchase.order)
  const { record } = await lockRecord(ctx, object, order, 'see')
  await updateRecord(ctx, object, order, { cost: await costOfOrder(ctx, order, record) }, { asSystem: true, verb: 'costed' })
}
