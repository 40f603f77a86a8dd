import { Decimal } from 'decimal.js'
import { z } from 'zod'
import { newId } from '../../../platform/ids.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { conflict, invalid, issue, notFound, type Issue } from '../../../platform/problems.ts'
import { allowed, verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { addMany } from '../../../kernel/records/change-many.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { removeMany } from '../../../kernel/records/write-many.ts'
import { appendEvent } from '../../../kernel/history/events.ts'
import { lockSeveral, type Locked } from '../queries/locked.ts'
import { payInvoices } from './pay-invoices.ts'

const mayChange = (ctx: Context) => verdictOf(ctx, 'receipt', 'change') !== false
const amount = z.union([z.string(), z.number()]).transform(String).refine((text) => /^\d{1,13}(\.\d{1,2})?$/.test(text) && Number(text) > 0, { message: 'An amount such as "1234.50"' })
const mostMatches = 200

/**
 * Pays invoices with a receipt: those that are named, each with its amount; else the oldest of the customer's in this currency,
 * until the receipt is used up. Two receipts for one invoice wait for each other; together they never pay more than it comes to.
 */
export const matchReceipt = defineAction({
  name: 'match', object: 'receipt', on: 'record', label: { zh: '核销发票', en: 'Match to invoices' }, guard: mayChange,
  input: z.strictObject({ matches: z.array(z.strictObject({ invoice: z.uuid(), amount: amount.optional() })).min(1).max(mostMatches).optional() }),
  run: (ctx, { id, input }) => transaction(ctx, async (ctx) => {
    if (!id) throw notFound()
    const { record } = await lockRecord(ctx, objectOf(ctx, 'receipt'), id, 'change')
    const asked = input.matches ?? (await oldestOpen(ctx, record)).map((invoice) => ({ invoice, amount: undefined }))
    if (new Set(asked.map(({ invoice }) => invoice.toLowerCase())).size !== asked.length) throw invalid([issue('matches', 'twice', '同一发票出现两次', 'An invoice stands there twice')])
    const invoices = await lockSeveral(ctx, 'invoice', asked.map(({ invoice }) => invoice))
    const amounts = amountsOf(record, asked, invoices)
    const rows = [...amounts].map(([invoice, value]) => ({ id: newId(), version: 1, record: { receipt: id, invoice, amount: value, currency: record.currency ?? null } satisfies Stored }))
    if (rows.length === 0) throw conflict('nothing-open', { zh: '没有可核销的发票', en: 'There is no open invoice to match' })
    await addMany(ctx, objectOf(ctx, 'receipt_match'), rows)
    await payInvoices(ctx, invoices.filter((invoice) => amounts.has(invoice.id)), amounts)
    const matched = [...amounts.values()].reduce((total, value) => total.plus(value), new Decimal(String(record.matched_total))).toFixed(2)
    return JSON.parse((await updateRecord(ctx, objectOf(ctx, 'receipt'), id, { matched_total: matched }, { asSystem: true, verb: 'matched' })).json)
  }),
})

/** Takes matches of a receipt back: the one that is named, or all. */
export const unmatchReceipt = defineAction({
  name: 'unmatch', object: 'receipt', on: 'record', label: { zh: '撤销核销', en: 'Take matches back' }, guard: mayChange,
  input: z.strictObject({ match: z.uuid().optional() }),
  run: (ctx, { id, input }) => transaction(ctx, async (ctx) => {
    if (!id) throw notFound()
    const object = objectOf(ctx, 'receipt_match')
    const { record } = await lockRecord(ctx, objectOf(ctx, 'receipt'), id, 'change')
    const rows = await ctx.db.rows<{ id: string; version: number; invoice: string; amount: string }>(
      sql`select m.id::text as id, m.version, m.invoice_id::text as invoice, m.amount::text as amount from receipt_matches m
        where m.workspace_id = ${sql.workspace} and m.receipt_id = ${id}::uuid and m.deleted_at is null ${input.match ? sql`and m.id = ${input.match}::uuid` : sql.empty} order by m.id`,
    )
    if (rows.length === 0) throw conflict('nothing-matched', { zh: '没有可撤销的核销', en: 'There is nothing matched to take back' })
    const invoices = await lockSeveral(ctx, 'invoice', rows.map(({ invoice }) => invoice), { asSystem: true })
    await removeMany(ctx, object, rows.map((row) => ({ id: row.id, version: row.version + 1 })))
    for (const row of rows) await appendEvent(ctx, object, { verb: 'deleted', recordId: row.id, aboutId: null, before: null, after: null, version: row.version + 1 })
    const amounts = new Map<string, string>()
    for (const row of rows) amounts.set(row.invoice, new Decimal(amounts.get(row.invoice) ?? 0).minus(row.amount).toFixed(2))
    await payInvoices(ctx, invoices, amounts)
    const matched = rows.reduce((total, row) => total.minus(row.amount), new Decimal(String(record.matched_total))).toFixed(2)
    return JSON.parse((await updateRecord(ctx, objectOf(ctx, 'receipt'), id, { matched_total: matched }, { asSystem: true, verb: 'unmatched' })).json)
  }),
})

async function oldestOpen(ctx: Context, receipt: Stored): Promise<string[]> {
  const rows = await ctx.db.rows<{ id: string }>(
    sql`select i.id::text as id from invoices i where i.workspace_id = ${sql.workspace} and i.customer_id = ${receipt.customer}::uuid and i.status = 'issued' and i.deleted_at is null
      and i.currency = ${receipt.currency} and ${allowed(ctx, 'invoice', 'see', 'i')} order by i.due_on, i.issued_on, i.id limit ${mostMatches}`,
  )
  return rows.map(({ id }) => id)
}

/** What each invoice gets: what was said, else as much as both have left. @throws Problem 422 naming what does not fit. */
function amountsOf(receipt: Stored, asked: readonly { invoice: string; amount?: string }[], invoices: readonly Locked[]): Map<string, string> {
  const known = new Map(invoices.map((invoice) => [invoice.id, invoice.record]))
  const issues: Issue[] = []
  const amounts = new Map<string, string>()
  let left = new Decimal(String(receipt.open_amount))
  for (const [index, { invoice, amount: said }] of asked.entries()) {
    const id = invoice.toLowerCase()
    const record = known.get(id)
    const at = `matches[${index}]`
    if (!record) {
      issues.push(issue(`${at}.invoice`, 'reference_not_found', '没有找到此发票', 'The invoice is not there'))
      continue
    }
    if (record.status !== 'issued') issues.push(issue(`${at}.invoice`, 'not_open', '此发票不在待收状态', 'The invoice is not open'))
    else if (record.currency !== receipt.currency) issues.push(issue(`${at}.invoice`, 'other_currency', '币种与收款不同', 'It is in another currency'))
    const value = said ? new Decimal(said) : Decimal.min(left, String(record.open_amount))
    if (value.gt(String(record.open_amount))) issues.push(issue(`${at}.amount`, 'too_large', `超过未收金额 ${String(record.open_amount)}`, `More than is open, ${String(record.open_amount)}`))
    if (value.gt(left)) issues.push(issue(`${at}.amount`, 'too_large', `超过收款余额 ${left.toFixed(2)}`, `More than is left of the receipt, ${left.toFixed(2)}`))
    left = left.minus(value)
    if (value.gt(0)) amounts.set(id, value.toFixed(2))
  }
  if (issues.length > 0) throw invalid(issues)
  return amounts
}
