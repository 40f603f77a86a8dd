/** An order is confirmed and taken back; the orders of the demo world come to their lines and payments. */
import { describe, expect } from 'vitest'
import { expectVisible, test, type Visitor } from './support.ts'

const anOrder = async ({ api }: Pick<Visitor, 'api'>) => {
  const { data } = await api('GET', '/customers?limit=1&sort=-annual_amount')
  const kinds = (await api('GET', '/order-kinds?sort=position')).data
  return api('POST', '/orders', { customer: data[0].id, kind: kinds[0].id, lines: [{ name: '定制礼盒', unit: '盒', quantity: 10, price: '88', tax_rate: 13 }] })
}

describe('an order', () => {
  test('confirmed by mistake is taken back by the toast', async ({ visit }) => {
    const { page, go, api } = await visit('admin', { language: 'en' })
    const order = await anOrder({ api })
    await go(`/orders/${order.id}`)
    await page.getByRole('button', { name: 'Confirm', exact: true }).click()
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
    await expectVisible(page.getByText('Taken back'))
    expect((await api('GET', `/orders/${order.id}`)).status).toBe('draft')
  })
})

describe('the planted orders', () => {
  test('come to their lines, and what is paid to what is matched', async ({ visit }) => {
    const { api } = await visit('admin')
    const all = async (path: string) => (await api('GET', `/${path}?limit=200`)).data
    const cents = (value: any) => Math.round(Number(value.amount ?? value) * 100)
    const [orders, invoices, receipts, matches] = [await all('orders'), await all('invoices'), await all('receipts'), await all('receipt-matches')]
    expect(orders.length).toBeGreaterThanOrEqual(60)
    for (const one of [...orders, ...invoices]) expect(one.lines.reduce((sum: number, line: any) => sum + cents(line.total), 0)).toBe(cents(one.total))
    const matched = (by: string, id: string) => matches.filter((match: any) => match[by].id === id).reduce((sum: number, match: any) => sum + cents(match.amount), 0)
    for (const invoice of invoices) expect(matched('invoice', invoice.id)).toBe(cents(invoice.paid_total))
    for (const receipt of receipts) expect(matched('receipt', receipt.id)).toBe(cents(receipt.matched_total))
    for (const order of orders) {
      const own = invoices.filter((invoice: any) => invoice.order?.id === order.id)
      expect(own.reduce((sum: number, invoice: any) => sum + cents(invoice.paid_total), 0)).toBe(cents(order.paid_total))
    }
  })
})
