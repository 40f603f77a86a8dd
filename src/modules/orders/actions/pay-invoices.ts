import { Decimal } from 'decimal.js'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { changeMany } from '../../../kernel/records/change-many.ts'
import { difference, filled, isMore } from '../rules/amounts.ts'
import { lockSeveral, type Locked } from '../queries/locked.ts'
import { moveOrder } from './move-order.ts'

/** More of these invoices is paid, or less: what is open follows, and with it their orders and payment plans. @param amounts by invoice, signed */
export async function payInvoices(ctx: Context, invoices: readonly Locked[], amounts: ReadonlyMap<string, string>): Promise<void> {
  const today = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
  const changes = invoices.map(({ id, version, record }) => {
    const paid = new Decimal(String(record.paid_total)).plus(amounts.get(id) ?? '0').toFixed(2)
    const open = difference(String(record.total), paid)
    const isPaid = new Decimal(open).isZero()
    return { id, version, before: record, after: { paid_total: paid, open_amount: open, status: isPaid ? 'paid' : 'issued', paid_on: isPaid ? today : null } }
  })
  await changeMany(ctx, objectOf(ctx, 'invoice'), changes, { verb: 'paid', fields: ['paid_total', 'open_amount', 'status', 'paid_on'] })
  await followOrders(ctx, invoices.flatMap(({ record }) => (record.order ? [String(record.order)] : [])))
}

/** What of orders is paid, from their invoices; their payment plans are filled; those that waited for the money go on. */
export async function followOrders(ctx: Context, orderIds: readonly string[]): Promise<void> {
  const orders = await lockSeveral(ctx, 'order', [...new Set(orderIds)], { asSystem: true })
  if (orders.length === 0) return
  const paid = await ctx.db.rows<{ id: string; paid: string }>(
    sql`select i.order_id::text as id, sum(i.paid_total)::text as paid from invoices i
      where i.workspace_id = ${sql.workspace} and i.order_id = any(${orders.map(({ id }) => id)}::uuid[]) and i.deleted_at is null group by i.order_id`,
  )
  const paidBy = new Map(paid.map(({ id, paid }) => [id, paid]))
  const changed = orders.filter(({ id, record }) => !new Decimal(paidBy.get(id) ?? 0).eq(String(record.paid_total)))
  await changeMany(ctx, objectOf(ctx, 'order'), changed.map(({ id, version, record }) => ({ id, version, before: record, after: { paid_total: new Decimal(paidBy.get(id) ?? 0).toFixed(2) } })), { verb: 'payment_changed', fields: ['paid_total'] })
  await fillInstalments(ctx, new Map(orders.map(({ id }) => [id, paidBy.get(id) ?? '0'])))
  const waited = changed.filter(({ id, record }) => record.status === 'awaiting_payment' && !isMore(String(record.total), paidBy.get(id) ?? '0'))
  for (const { id } of waited) await moveOrder(ctx, id, { to: 'paid', asSystem: true })
}

/** @param paid by order */
export async function fillInstalments(ctx: Context, paid: ReadonlyMap<string, string>): Promise<void> {
  const rows = await ctx.db.rows<{ id: string }>(
    sql`select p.id::text as id from instalments p where p.workspace_id = ${sql.workspace} and p.order_id = any(${[...paid.keys()]}::uuid[]) and p.deleted_at is null`,
  )
  const parts = await lockSeveral(ctx, 'instalment', rows.map(({ id }) => id), { asSystem: true })
  const changes = [...paid].flatMap(([order, received]) => {
    const own = parts.filter(({ record }) => record.order === order).toSorted(byDay)
    const shares = filled(own.map(({ record }) => String(record.amount)), received)
    return own.flatMap(({ id, version, record }, index) => {
      const share = shares[index] ?? '0.00'
      if (share === record.received) return []
      const status = share === record.amount ? 'received' : new Decimal(share).isZero() ? 'planned' : 'partly'
      return [{ id, version, before: record, after: { received: share, status } }]
    })
  })
  await changeMany(ctx, objectOf(ctx, 'instalment'), changes, { verb: 'filled', fields: ['received', 'status'] })
}

function byDay(one: Locked, other: Locked): number {
  const [a, b] = [`${String(one.record.due_on)} ${one.id}`, `${String(other.record.due_on)} ${other.id}`]
  return a < b ? -1 : a > b ? 1 : 0
}
