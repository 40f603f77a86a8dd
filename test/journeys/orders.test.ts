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

describe('a shipment', () => {
  test('stands on its order with carrier and number; without a mail server the customer is not said to be told', async ({ visit }) => {
    const { page, go, api } = await visit('admin', { size: 'phone' })
    const order = await anOrder({ api })
    for (const step of ['confirm', 'start_production', 'finish_production', 'await_payment']) await api('POST', `/orders/${order.id}/${step}`, {})
    await api('POST', `/orders/${order.id}/mark_paid`, { note: '现金' })
    await api('POST', `/orders/${order.id}/ship`, { carrier: '顺丰', tracking_number: 'SF20261127' })
    await go(`/orders/${order.id}`)
    const shipments = page.getByRole('region', { name: '发货', exact: true })
    await expectVisible(shipments.getByRole('link', { name: '顺丰 SF20261127' }))
    await shipments.getByRole('button', { name: '通知客户' }).click()
    const dialog = page.getByRole('dialog', { name: '发货通知' })
    await dialog.getByRole('combobox', { name: '收件人' }).fill('min@ningbo.example')
    await page.keyboard.press('Enter')
    await expectVisible(dialog.locator('.ant-select-selection-item', { hasText: 'min@ningbo.example' }))
    await dialog.getByRole('button', { name: /发\s*送/ }).click()
    await expectVisible(dialog.getByText('本系统没有设置邮件，无法发送发货通知'))
    const { data } = await api('GET', `/shipments?filter=${encodeURIComponent(JSON.stringify({ order: order.id }))}`)
    expect(data).toMatchObject([{ notified_at: null, tracking_number: 'SF20261127' }])
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
