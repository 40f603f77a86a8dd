import { z } from 'zod'
import { conflict, invalid, issue, notFound } from '../../../platform/problems.ts'
import { transaction } from '../../../platform/db/database.ts'
import { newId } from '../../../platform/ids.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { addMany } from '../../../kernel/records/change-many.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import { unfilled, type Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { withdrawApproval } from '../../approvals/index.ts'
import { mayMoveCompensation } from '../rules/moves.ts'
import { askForCompensation, sumUp } from './compensation-approval.ts'
import { mayChange } from './move-complaint.ts'

/** As much as a refund may be: what was approved can be given. */
const amount = z.string().regex(/^\d{1,12}(\.\d{1,2})?$/, { message: 'A decimal such as 120.50' })
const terms = z.strictObject({
  kind: z.enum(['refund', 'gift', 'points', 'discount']),
  /** What it costs the company, also for gifts and points. */
  amount,
  points: z.number().int().min(1).max(100_000_000).nullish(),
  gift: z.string().trim().min(1).max(200).nullish(),
  reason: z.string().trim().max(1000).nullish(),
})
type Terms = z.infer<typeof terms>

/** Offers something to make up for it, and asks whoever the lines of the company name for this amount. Below every line it is approved at once. */
export const compensate = defineAction({
  name: 'compensate', object: 'complaint', on: 'record', label: { zh: '提出补偿', en: 'Compensate' }, input: terms, guard: mayChange,
  run: (ctx, { id, input }) => {
    if (!id) throw notFound()
    return transaction(ctx, async (ctx) => {
      const { record } = await lockRecord(ctx, objectOf(ctx, 'complaint'), id, 'change')
      if (['done', 'verified', 'withdrawn'].includes(String(record.status))) throw conflict('wrong-step', { zh: '投诉已执行完成或撤销', en: 'The complaint is done or withdrawn' })
      const values = { ...valuesOf(ctx, input), complaint: id, customer: record.customer }
      const made = await createRecord(ctx, objectOf(ctx, 'compensation'), values, { asSystem: true })
      await askForCompensation(ctx, made.id, { ...values, subject: record.subject })
      return JSON.parse((await getRecord(ctx, objectOf(ctx, 'compensation'), made.id)).json)
    })
  },
})

/** What was returned is asked for again, with other terms or the same. */
export const resubmitCompensation = defineAction({
  name: 'resubmit', object: 'compensation', on: 'record', label: { zh: '重新提交', en: 'Ask again' }, input: terms, guard: mayChange,
  run: (ctx, { id, input }) => moveCompensation(ctx, id, async (ctx, { id, record, version, complaint }) => {
    if (record.status !== 'draft') throw wrongState()
    const values = valuesOf(ctx, input)
    await updateRecord(withEveryRight(ctx), objectOf(ctx, 'compensation'), id, values, { asSystem: true, version })
    await askForCompensation(ctx, id, { ...values, customer: record.customer, subject: complaint.subject })
  }),
})

/** It reaches the customer. What was paid back is a refund among what the customer consumed. */
export const giveCompensation = defineAction({
  name: 'give', object: 'compensation', on: 'record', label: { zh: '登记发放', en: 'Given' }, input: z.strictObject({ how: z.string().trim().min(1).max(500) }), guard: mayChange,
  run: (ctx, { id, input: { how } }) => moveCompensation(ctx, id, async (ctx, { id, record, version, complaint }) => {
    if (!mayMoveCompensation(String(record.status), 'given')) throw wrongState()
    const given = { status: 'given', given_at: ctx.clock.now().toISOString(), given_by: ctx.actor.kind === 'user' ? ctx.actor.id : null, given_how: how }
    await updateRecord(withEveryRight(ctx), objectOf(ctx, 'compensation'), id, given, { asSystem: true, verb: 'given', version })
    await payBack(ctx, record, complaint)
  }),
})

export const cancelCompensation = defineAction({
  name: 'cancel', object: 'compensation', on: 'record', label: { zh: '取消补偿', en: 'Cancel' }, input: z.strictObject({ reason: z.string().trim().min(1).max(500) }), guard: mayChange,
  run: (ctx, { id, input: { reason } }) => moveCompensation(ctx, id, async (ctx, { id, record }) => {
    // What waits for approval is taken back first: nobody is asked about what is not wanted any more.
    await withdrawApproval(ctx, { object: 'compensation', id, occasion: 'amount' })
    const every = withEveryRight(ctx)
    const object = objectOf(ctx, 'compensation')
    const now = await lockRecord(every, object, id, 'see')
    if (!mayMoveCompensation(String(now.record.status), 'cancelled')) throw wrongState()
    await updateRecord(every, object, id, { status: 'cancelled', given_how: reason }, { asSystem: true, verb: 'cancelled', version: now.version })
    await sumUp(ctx, String(record.complaint))
  }),
})

export const compensationActions = [compensate, resubmitCompensation, giveCompensation, cancelCompensation]

interface Held {
  id: string
  record: Stored
  version: number
  complaint: Stored
}

/** Whoever may change the complaint acts on what makes up for it. The compensation is locked first, as approvals do. */
async function moveCompensation(ctx: Context, id: string | null, act: (ctx: Context, held: Held) => Promise<void>): Promise<unknown> {
  if (!id) throw notFound()
  return transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'compensation')
    const { record, version } = await lockRecord(ctx, object, id, 'see')
    const { record: complaint } = await lockRecord(ctx, objectOf(ctx, 'complaint'), String(record.complaint), 'change')
    await act(ctx, { id, record, version, complaint })
    return JSON.parse((await getRecord(ctx, object, id)).json)
  })
}

/** @throws Problem 422 where the terms do not say what is given. */
function valuesOf(ctx: Context, { kind, amount, points, gift, reason }: Terms) {
  const faults = [
    ...(kind === 'points' && !points ? [issue('points', 'required', '请填写积分', 'Say how many points')] : []),
    ...(kind === 'gift' && !gift ? [issue('gift', 'required', '请填写礼品', 'Say which gift')] : []),
    ...((kind === 'refund' || kind === 'discount') && Number(amount) === 0 ? [issue('amount', 'required', '请填写金额', 'Say how much')] : []),
  ]
  if (faults.length > 0) throw invalid(faults)
  const label = objectOf(ctx, 'compensation').fields.get('kind')?.options?.find(({ key }) => key === kind)?.label[ctx.language] ?? kind
  const what = kind === 'gift' ? gift : kind === 'points' ? String(points) : amount
  return { name: `${label} ${what}`, kind, amount, points: kind === 'points' ? (points ?? null) : null, gift: kind === 'gift' ? (gift ?? null) : null, reason: reason || null }
}

async function payBack(ctx: Context, { kind, amount, customer }: Stored, complaint: Stored): Promise<void> {
  if (kind !== 'refund' && kind !== 'discount') return
  const object = objectOf(ctx, 'transaction')
  const record: Stored = { ...unfilled(ctx, object), customer: customer ?? null, at: ctx.clock.now().toISOString(), item: String(complaint.subject).slice(0, 200), product: complaint.product ?? null, kind: 'refund', amount: `-${String(amount)}`, document: complaint.number ?? null, staff: complaint.owner ?? null }
  await addMany(ctx, object, [{ id: newId(), version: 1, record }])
}

function wrongState() {
  return conflict('wrong-state', { zh: '补偿的当前状态不允许此操作', en: 'The compensation is not in a state that allows this' })
}
