import { Decimal } from 'decimal.js'
import { z } from 'zod'
import { addDays } from '../../../platform/calendar/days.ts'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { transaction } from '../../../platform/db/database.ts'
import { conflict, invalid, issue, notFound, type Problem } from '../../../platform/problems.ts'
import { sql } from '../../../platform/db/sql.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction, type Action } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { linesOf, type StoredLine } from '../../sales/index.ts'
import { demandReadable } from './demand-readable.ts'
import { movesRecord } from './move-record.ts'

const carried = ['customer', 'owner', 'currency', 'exchange_rate', 'prices_include_tax', 'components', 'lines', 'discount_percent', 'discount_amount'] as const

/** A draft invoice over what of an order is not invoiced yet. */
const invoiceOrder = defineAction({
  name: 'invoice', object: 'order', on: 'record', label: { zh: '开票', en: 'Invoice' },
  input: z.strictObject({ kind: z.string().max(40).optional() }),
  guard: (ctx) => verdictOf(ctx, 'invoice', 'create') !== false,
  run: (ctx, { id, input }) => transaction(ctx, async (ctx) => {
    if (!id) throw notFound()
    // Held, so that two who invoice at once do not invoice the same lines.
    const order = objectOf(ctx, 'order')
    const { record } = await lockRecord(ctx, order, id, 'see')
    demandReadable(ctx, order, carried)
    if (record.status === 'draft' || record.status === 'cancelled') throw notConfirmed()
    const before = await invoicesOf(ctx, id)
    const lines = remaining(linesOf({ lines: (record.lines ?? []) as Record<string, never>[] }), before)
    if (lines.length === 0) throw conflict('nothing-left', { zh: '订单已全部开票', en: 'All of the order is invoiced' })
    const discounted = before.reduce((total, { discount_amount: amount }) => total.plus(amount ?? 0), new Decimal(0))
    const left = record.discount_amount === null ? null : Decimal.max(0, new Decimal(String(record.discount_amount)).minus(discounted)).toFixed(2)
    const { json } = await createRecord(ctx, objectOf(ctx, 'invoice'), {
      ...Object.fromEntries(carried.map((name) => [name, record[name] ?? null])), order: id, lines, discount_amount: left, ...input,
    })
    return JSON.parse(json)
  }),
})

interface Invoiced {
  lines: StoredLine[]
  discount_amount: string | null
}

async function invoicesOf(ctx: Context, order: string): Promise<Invoiced[]> {
  return ctx.db.rows<Invoiced>(
    sql`select i.lines, i.discount_amount::text as discount_amount from invoices i where i.workspace_id = ${sql.workspace} and i.order_id = ${order}::uuid and i.status <> 'void' and i.deleted_at is null`,
  )
}

/** The lines with what is left of their quantities. */
function remaining(lines: readonly StoredLine[], invoices: readonly Invoiced[]): StoredLine[] {
  const taken = new Map<string, Decimal>()
  for (const line of invoices.flatMap((one) => one.lines)) if (typeof line.id === 'string') taken.set(line.id, (taken.get(line.id) ?? new Decimal(0)).plus(line.quantity))
  return lines
    .map((line) => ({ ...line, quantity: new Decimal(line.quantity).minus(taken.get(String(line.id)) ?? 0).toNumber() }))
    .filter(({ quantity }) => quantity > 0)
}

const issueInvoice = movesRecord({
  object: 'invoice', name: 'issue', label: { zh: '开出', en: 'Issue' }, from: ['draft'], to: 'issued', verb: 'issued',
  input: { issued_on: z.iso.date().optional(), due_on: z.iso.date().optional(), tax_number: z.string().trim().max(60).optional() },
  patch: async (ctx, record, input) => {
    if (!Array.isArray(record.lines) || record.lines.length === 0) throw invalid([issue('lines', 'required', '请先填写明细', 'The invoice has no lines yet')])
    if (record.order) await refuseMoreThanOrdered(ctx, String(record.order), record)
    const issuedOn = input.issued_on ?? dayOf(ctx.clock.now(), ctx.workspace.timeZone)
    const dueOn = input.due_on ?? (record.due_on ? String(record.due_on) : addDays(issuedOn, await creditDays(ctx, String(record.customer))))
    // A day of payment that was typed before the day of issue moved on is moved along.
    return { ...input, issued_on: issuedOn, due_on: dueOn < issuedOn ? issuedOn : dueOn }
  },
})

const voidInvoice = movesRecord({
  object: 'invoice', name: 'void', label: { zh: '作废', en: 'Void' }, from: ['draft', 'issued'], to: 'void', verb: 'voided',
  input: { reason: z.string().trim().min(1).max(500) },
  patch: (_ctx, record, { reason }) => {
    if (!new Decimal(String(record.paid_total)).isZero()) throw conflict('paid', { zh: '已有收款核销，请先撤销核销', en: 'Something of it is paid: take the match back first' })
    return { void_reason: reason }
  },
})

async function refuseMoreThanOrdered(ctx: Context, order: string, record: Stored): Promise<void> {
  const { record: ordered } = await lockRecord(ctx, objectOf(ctx, 'order'), order, 'see')
  if (ordered.status === 'draft' || ordered.status === 'cancelled') throw notConfirmed()
  const [row] = await ctx.db.rows<{ issued: string }>(
    sql`select coalesce(sum(i.total), 0)::text as issued from invoices i where i.workspace_id = ${sql.workspace} and i.order_id = ${order}::uuid and i.status in ('issued', 'paid') and i.deleted_at is null`,
  )
  if (new Decimal(row?.issued ?? 0).plus(String(record.total)).gt(String(ordered.total))) throw conflict('more-than-ordered', { zh: '开票金额将超过订单金额', en: 'More would be invoiced than was ordered' })
}

function notConfirmed(): Problem {
  return conflict('wrong-state', { zh: '订单未确认或已取消', en: 'The order is not confirmed, or was cancelled' })
}

async function creditDays(ctx: Context, customer: string): Promise<number> {
  const [row] = await ctx.db.rows<{ days: number | null }>(sql`select c.credit_days as days from customers c where c.workspace_id = ${sql.workspace} and c.id = ${customer}::uuid`)
  return row?.days ?? 0
}

export const invoiceActions: Action[] = [invoiceOrder, issueInvoice, voidInvoice]
