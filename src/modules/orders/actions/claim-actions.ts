import { Decimal } from 'decimal.js'
import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { newId } from '../../../platform/ids.ts'
import { invalid, issue } from '../../../platform/problems.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Action, PlainVerbs } from '../../../kernel/definitions/module.ts'
import { addMany } from '../../../kernel/records/change-many.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { isPlainObject } from '../../../kernel/query/filter.ts'
import { movesRecord } from './move-record.ts'

const amount = z.union([z.string(), z.number()]).transform(String).refine((text) => /^\d{1,12}(\.\d{1,2})?$/.test(text), { message: 'An amount such as "1234.50"' })
const words = z.string().trim().min(1).max(2000)

/** What hangs on an order has its customer, and counts in its currency. */
export function ofOrder(name: string): Pick<PlainVerbs, 'create'> {
  return {
    create: (ctx, input) => transaction(ctx, async (ctx) => {
      const object = objectOf(ctx, name)
      const { id } = await createRecord(ctx, object, isPlainObject(input) ? input : {}, {
        known: async ({ order }) => {
          if (order === null) return {}
          const { record } = await lockRecord(ctx, objectOf(ctx, 'order'), String(order), 'see')
          return { customer: record.customer, ...(object.fields.has('currency') ? { currency: record.currency } : {}) }
        },
      })
      return id
    }),
  }
}

export const claimActions: Action[] = [
  movesRecord({
    object: 'claim', name: 'propose', label: { zh: '提出方案', en: 'Propose' }, from: ['open', 'proposed'], to: 'proposed', verb: 'proposed',
    input: { settlement: z.enum(['replace', 'refund', 'discount', 'repair', 'none']), proposal: words, amount: amount.optional() },
    patch: (_ctx, _record, { settlement, proposal, amount }) => ({ settlement, proposal, settled_amount: amount ?? null }),
  }),
  movesRecord({
    object: 'claim', name: 'settle', label: { zh: '了结', en: 'Settle' }, from: ['proposed'], to: 'settled', verb: 'settled',
    input: { amount: amount.optional(), note: z.string().trim().max(2000).optional() },
    patch: async (ctx, record, { amount, note }) => {
      const settled = amount ?? record.settled_amount
      if (isPaidBack(record) && settled) await refuseMoreThanOrdered(ctx, record, String(settled))
      return { settled_amount: settled, settled_at: ctx.clock.now().toISOString(), reason: note ?? record.reason }
    },
    moved: payBack,
  }),
  movesRecord({
    object: 'claim', name: 'reject', label: { zh: '不成立', en: 'Reject' }, from: ['open', 'proposed'], to: 'rejected', verb: 'rejected',
    input: { reason: words },
    patch: (ctx, _record, { reason }) => ({ reason, settlement: 'none', settled_at: ctx.clock.now().toISOString() }),
  }),
  movesRecord({
    object: 'claim', name: 'reopen', label: { zh: '重新处理', en: 'Reopen' }, from: ['rejected', 'proposed'], to: 'open', verb: 'reopened',
    input: {},
    patch: () => ({ settled_at: null, settlement: null }),
  }),
]

function isPaidBack(claim: Stored): boolean {
  return claim.settlement === 'refund' || claim.settlement === 'discount'
}

/** For all claims of an order together no more is paid back than it came to; of a cancelled one nothing is left. Who settles another one at once waits at the order. */
async function refuseMoreThanOrdered(ctx: Context, claim: Stored, amount: string): Promise<void> {
  const { record: order } = await lockRecord(ctx, objectOf(ctx, 'order'), String(claim.order), 'see')
  const [row] = await ctx.db.rows<{ paid: string }>(
    sql`select coalesce(sum(c.settled_amount), 0)::text as paid from claims c
      where c.workspace_id = ${sql.workspace} and c.order_id = ${String(claim.order)}::uuid and c.status = 'settled' and c.settlement in ('refund', 'discount') and c.deleted_at is null`,
  )
  const left = order.status === 'cancelled' ? new Decimal(0) : Decimal.max(0, new Decimal(String(order.base_total)).minus(row?.paid ?? 0))
  const told = readableField(ctx, objectOf(ctx, 'order'), 'base_total') && readableField(ctx, objectOf(ctx, 'claim'), 'settled_amount') ? { zh: ` ${left.toFixed(2)}`, en: `, ${left.toFixed(2)}` } : { zh: '金额', en: '' }
  if (left.lt(amount)) throw invalid([issue('amount', 'too_large', `超过订单尚可赔付的${told.zh}`, `More than is left of the order${told.en}`)])
}

/** What was paid back for a claim is a refund among what the customer consumed. */
async function payBack(ctx: Context, _id: string, claim: Stored): Promise<void> {
  if (!isPaidBack(claim) || !claim.settled_amount || Number(claim.settled_amount) === 0) return
  const record = {
    customer: claim.customer ?? null, at: ctx.clock.now().toISOString(), item: `报损 ${String(claim.number)}`, product: null, kind: 'refund', quantity: null, unit_price: null,
    amount: `-${String(claim.settled_amount)}`, discount: null, cost: null, staff: claim.owner ?? null, document: claim.number ?? null, order: claim.order ?? null, category: null, channel: null, place: null, remark: null,
  } satisfies Stored
  await addMany(ctx, objectOf(ctx, 'transaction'), [{ id: newId(), version: 1, record }])
}
