import { sql } from '../../../platform/db/sql.ts'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { transaction } from '../../../platform/db/database.ts'
import { conflict, invalid, issue } from '../../../platform/problems.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { takeBackWin, winByAgreement } from '../../opportunities/index.ts'
import { stepsOf } from '../objects/order.ts'
import { orderStates } from '../objects/order-steps.ts'
import { costOfOrder } from '../queries/costs.ts'
import { defaultKind, kindOf } from '../queries/kinds.ts'
import { isMore } from '../rules/amounts.ts'
import { ahead, isReached, mayMove, planOf, stamped, stepBefore, unstamped, type Step } from '../rules/steps.ts'
import { countOrders, discountOrders } from './count-order.ts'

export interface Move {
  /** The next step, or `cancelled`. */
  to: string
  note?: string | null
  /** When the order was moved because of something else, such as a receipt: then the right to change it is not asked. */
  asSystem?: boolean
}

/**
 * Takes an order one step on, stamps who and when, and counts it as consumption when its kind says so, all in one transaction.
 * @returns the order as the caller reads it
 * @throws Problem 404, 403; 409 for any other step than the next one, and for `paid` with money outstanding and no note.
 */
export async function moveOrder(ctx: Context, id: string, { to, note = null, asSystem = false }: Move): Promise<unknown> {
  return transaction(ctx, async (ctx) => {
    const { record } = await lockRecord(ctx, objectOf(ctx, 'order'), id, asSystem ? 'see' : 'change')
    const from = String(record.status)
    const steps = from === 'draft' && to === 'confirmed' ? await planned(ctx, record) : stepsOf(record)
    if (record.is_historic || to === from || !mayMove(from, to, steps) || to === stepBefore(from, steps)) throw wrongStep(from, steps)
    if (to === 'paid' && isMore(String(record.total), String(record.paid_total)) && !note) {
      throw conflict('not-paid', { zh: '尚未收清；如款项在系统外收到，请写明说明', en: 'Not all is paid; where it was received outside, say so in a note' })
    }
    const stamp = { done_at: ctx.clock.now().toISOString(), by: ctx.actor.id, by_name: ctx.actor.name, note }
    return write(ctx, id, record, { status: to, steps: to === 'cancelled' ? steps : stamped(steps, to, stamp), cancel_reason: to === 'cancelled' ? note : record.cancel_reason ?? null }, to)
  })
}

/** One step back: what was stamped is open again, and what was counted by it is taken back. @throws Problem 404, 403, 409. */
export async function takeBackOrder(ctx: Context, id: string): Promise<unknown> {
  return transaction(ctx, async (ctx) => {
    const { record } = await lockRecord(ctx, objectOf(ctx, 'order'), id, 'change')
    const from = String(record.status)
    const steps = stepsOf(record)
    const to = from === 'cancelled' || record.is_historic ? null : stepBefore(from, steps)
    if (!to) throw conflict('wrong-state', { zh: '此订单不能退回', en: 'This order cannot be taken back' })
    return write(ctx, id, record, { status: to, steps: to === 'draft' ? [] : unstamped(steps, from) }, 'taken_back')
  })
}

async function planned(ctx: Context, record: Stored): Promise<Step[]> {
  if (!Array.isArray(record.lines) || record.lines.length === 0) throw invalid([issue('lines', 'required', '请先填写明细', 'The order has no lines yet')])
  const kindId = record.kind ? String(record.kind) : await defaultKind(ctx)
  const kind = kindId ? await kindOf(ctx, kindId) : null
  return planOf(kind?.steps ?? [], dayOf(ctx.clock.now(), ctx.workspace.timeZone))
}

async function write(ctx: Context, id: string, before: Stored, patch: { status: string; steps: Step[]; cancel_reason?: unknown }, verb: string): Promise<unknown> {
  if (patch.status === 'cancelled' || patch.status === 'draft') await refuseInvoiced(ctx, id)
  const kind = before.kind ? await kindOf(ctx, String(before.kind)) : null
  // A step that was taken out of the kind since counts as confirming does.
  const countsAt = patch.steps.some(({ step }) => step === kind?.counts_at) ? (kind?.counts_at ?? '') : 'confirmed'
  const counts = isReached(patch.steps, countsAt, patch.status)
  const cost = patch.status === 'confirmed' && before.status === 'draft' ? { cost: await costOfOrder(ctx, id, before) } : {}
  const { json } = await updateRecord(ctx, objectOf(ctx, 'order'), id, { ...patch, ...cost, steps: patch.steps.map(withoutEmpty), is_counted: counts }, { asSystem: true, verb })
  if (before.status === 'draft' && patch.status === 'confirmed') await winByAgreement(ctx, 'order_confirmed', before)
  if (before.status !== 'draft' && (patch.status === 'cancelled' || patch.status === 'draft')) await takeBackWin(ctx, 'order_confirmed', before)
  if (counts && !before.is_counted) await countOrders(ctx, [{ id, record: before, at: ctx.clock.now().toISOString() }])
  if (patch.status === 'cancelled') await discountOrders(ctx, [id], { withClaims: true })
  else if (!counts && before.is_counted) await discountOrders(ctx, [id])
  return JSON.parse(json)
}

/** What was invoiced is owed: it is taken back first, by those who may. The order is locked, and an invoice is issued only while it is not cancelled. */
async function refuseInvoiced(ctx: Context, id: string): Promise<void> {
  // Named to whoever sees it: others learn that there is one, and no more.
  const number = readableField(ctx, objectOf(ctx, 'invoice'), 'number') ? sql`case when ${allowed(ctx, 'invoice', 'see', 'i')} then i.number end` : sql`null::text`
  const [invoice] = await ctx.db.rows<{ number: string | null }>(
    sql`select ${number} as number from invoices i where i.workspace_id = ${sql.workspace} and i.order_id = ${id}::uuid and i.status in ('issued', 'paid') and i.deleted_at is null order by 1 nulls last limit 1`,
  )
  const named = invoice?.number ? { zh: `发票 ${invoice.number}`, en: `invoice ${invoice.number}` } : { zh: '发票', en: 'an invoice' }
  if (invoice) throw conflict('invoiced', { zh: `已开${named.zh}：请先作废（如有核销，先撤销核销）`, en: `There is ${named.en}: void it first, after taking back what is matched to it` })
}

function withoutEmpty(step: Step): object {
  return Object.fromEntries(Object.entries(step).filter(([, value]) => value !== null))
}

function wrongStep(from: string, steps: readonly Step[]) {
  const next = from === 'draft' ? 'confirmed' : ahead(steps, from)[0]?.step
  const label = next ? orderStates[next] : null
  return conflict('wrong-state', label
    ? { zh: `下一步是“${label[0]}”，不能跳过`, en: `The next step is ${label[1].toLowerCase()}: none can be skipped` }
    : { zh: '订单已了结', en: 'The order is at its end' })
}
