import { z } from 'zod'
import { conflict, notFound } from '../../../platform/problems.ts'
import { transaction } from '../../../platform/db/database.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { linesOf } from '../../sales/index.ts'
import { maySettle, type Settlement } from '../rules/settlement.ts'

const amount = z.string().regex(/^\d{1,12}(\.\d{1,2})?$/, { message: 'An amount such as "1234.50"' })

/** Collected on the spot, all of it where no amount is said. */
export const collecting = z.strictObject({ method: z.enum(['cash', 'wechat', 'alipay', 'card', 'transfer']), amount: amount.optional() })

const mayChange = (ctx: Context) => verdictOf(ctx, 'service_voucher', 'change') !== false
const onRecord = { object: 'service_voucher', on: 'record', guard: mayChange } as const

export const collectVoucher = defineAction({
  ...onRecord, name: 'collect', label: { zh: '登记收款', en: 'Enter the payment' }, input: collecting,
  run: (ctx, { id, input }) => settled(ctx, id, { collect: input }),
})

export const billVoucher = defineAction({
  ...onRecord, name: 'bill', label: { zh: '交财务开票', en: 'Hand to finance' }, input: z.strictObject({}),
  run: (ctx, { id }) => settled(ctx, id, 'to_bill'),
})

/** Finance makes the invoice: a draft with the lines of the voucher. Needs the right to write invoices. */
export const invoiceVoucher = defineAction({
  ...onRecord, name: 'invoice', label: { zh: '开发票', en: 'Make the invoice' }, input: z.strictObject({}),
  guard: (ctx) => mayChange(ctx) && verdictOf(ctx, 'invoice', 'create') !== false,
  run: (ctx, { id }) => {
    if (!id) throw notFound()
    return transaction(ctx, async (ctx) => {
      const object = objectOf(ctx, 'service_voucher')
      const { record, version } = await lockRecord(ctx, object, id, 'change')
      if (!maySettle(String(record.settlement), 'billed') || !record.customer) throw wrongSettlement()
      const { currency, exchange_rate, prices_include_tax, components, discount_percent, discount_amount } = record
      const lines = linesOf({ lines: record.lines as Record<string, never>[] }).map(({ amount: _amount, net: _net, tax: _tax, total: _total, contents: _contents, ...line }) => line)
      const invoice = await createRecord(ctx, objectOf(ctx, 'invoice'), { customer: record.customer, currency, exchange_rate, prices_include_tax, lines, components, discount_percent, discount_amount, remark: String(record.number) })
      await updateRecord(ctx, object, id, { settlement: 'billed', invoice: invoice.id, ...byWhom(ctx) }, { asSystem: true, verb: 'billed', version })
      return JSON.parse((await getRecord(ctx, object, id)).json)
    })
  },
})

type How = { collect: z.infer<typeof collecting> } | 'to_bill' | null

async function settled(ctx: Context, id: string | null, how: How): Promise<unknown> {
  if (!id) throw notFound()
  return transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'service_voucher')
    await lockRecord(ctx, object, id, 'change')
    await settleVoucher(ctx, id, how, ctx.clock.now().toISOString())
    return JSON.parse((await getRecord(ctx, object, id)).json)
  })
}

/** Of a voucher that the caller may settle. @throws Problem 409 where it is settled, or there is nothing to pay. */
export async function settleVoucher(ctx: Context, id: string, how: How, at: string): Promise<void> {
  if (how === null) return
  const acting = withEveryRight(ctx)
  const object = objectOf(ctx, 'service_voucher')
  const { record, version } = await lockRecord(acting, object, id, 'see')
  const to: Settlement = how === 'to_bill' ? 'to_bill' : 'collected'
  if (!maySettle(String(record.settlement), to)) throw wrongSettlement()
  const patch = how === 'to_bill' ? { settlement: to } : { settlement: to, method: how.collect.method, collected_amount: how.collect.amount ?? record.total, ...byWhom(ctx), settled_at: at }
  await updateRecord(acting, object, id, patch, { asSystem: true, verb: to, version })
}

function byWhom(ctx: Context) {
  return { settled_by: ctx.actor.kind === 'user' ? ctx.actor.id : null, settled_at: ctx.clock.now().toISOString() }
}

function wrongSettlement() {
  return conflict('wrong-settlement', { zh: '凭证已经结算，或没有可收的款', en: 'The voucher is settled, or there is nothing to pay' })
}

export const voucherActs = [collectVoucher, billVoucher, invoiceVoucher]
