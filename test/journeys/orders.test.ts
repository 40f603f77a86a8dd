/** An order from its lines to the matched payment; the sheet of what is late, and what is owed by whom. */
import { describe, expect } from 'vitest'
import { violationsInBothThemes } from './axe.ts'
import { expectGone, expectSoon, expectVisible, test, textsOf, type Visitor } from './support.ts'

const anOrder = async ({ api }: Pick<Visitor, 'api'>) => {
  const { data } = await api('GET', '/customers?limit=1&sort=-annual_amount')
  const kinds = (await api('GET', '/order-kinds?sort=position')).data
  return api('POST', '/orders', { customer: data[0].id, kind: kinds[0].id, lines: [{ name: '定制礼盒', unit: '盒', quantity: 10, price: '88', tax_rate: 13 }] })
}

describe('an order', () => {
  test('goes from its lines through its steps to the matched payment', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const order = await anOrder({ api })
    await go(`/orders/${order.id}`)
    await expectVisible(page.getByRole('region', { name: '明细' }).getByRole('row', { name: /定制礼盒/ }))
    const press = async (name: string) => {
      await page.getByRole('button', { name, exact: true }).click()
      await expectVisible(page.getByText(`${order.number}：${name}`))
    }
    for (const name of ['确认订单', '开始生产', '生产完成', '等待付款']) await press(name)
    const steps = page.getByRole('region', { name: '进度' }).getByRole('listitem')
    await expectSoon(() => textsOf(steps), (texts) => expect(texts.filter((text) => text.includes('，已完成'))).toHaveLength(4))
    // What is not paid is not marked as paid without a word.
    await page.getByRole('button', { name: '已付款', exact: true }).click()
    await expectVisible(page.getByRole('dialog').getByText('尚未收清：款项如何收到'))
    expect(await page.getByRole('dialog').getByRole('button', { name: '已付款' }).isDisabled()).toBe(true)
    await page.getByRole('dialog').getByRole('button', { name: /取\s*消/ }).click()
    // Invoiced and issued.
    await page.getByRole('button', { name: '更多操作' }).click()
    await page.getByRole('menuitem', { name: '开票' }).click()
    await page.waitForURL(/\/invoices\//)
    await page.getByRole('button', { name: '开出', exact: true }).click()
    await page.getByRole('dialog').getByLabel('发票号码').fill('26330000001')
    await page.getByRole('dialog').getByRole('button', { name: '开出' }).click()
    await expectGone(page.getByRole('dialog'))
    const invoiceId = new URL(page.url()).pathname.split('/').at(-1)
    const invoice = await api('GET', `/invoices/${invoiceId}`)
    expect(invoice).toMatchObject({ status: 'issued', tax_number: '26330000001', total: order.total })
    // What came in is matched: more than is open is refused before it is sent.
    const receipt = await api('POST', '/receipts', { customer: order.customer.id, amount: '900' })
    await go(`/receipts/${receipt.id}`)
    await page.getByRole('button', { name: '核销发票', exact: true }).click()
    const dialog = page.getByRole('dialog')
    const input = dialog.getByLabel(`${invoice.number} 本次核销`)
    expect(await input.inputValue()).toBe('880.00')
    await expectVisible(dialog.getByText('¥20.00'))
    await input.fill('880.01')
    expect(await dialog.getByRole('button', { name: /^核\s*销$/ }).isDisabled()).toBe(true)
    await input.fill('880')
    await dialog.getByRole('button', { name: /^核\s*销$/ }).click()
    await expectVisible(page.getByRole('region', { name: '核销记录' }).getByRole('link', { name: invoice.number }))
    // The order went on by itself; then it leaves the house.
    await go(`/orders/${order.id}`)
    await page.getByRole('button', { name: '发货', exact: true }).click()
    await dialog.getByLabel('承运商').fill('顺丰')
    await dialog.getByLabel('运单号').fill('SF100')
    await dialog.getByRole('button', { name: /^发\s*货$/ }).click()
    await expectGone(dialog)
    await page.getByRole('button', { name: '到货', exact: true }).click()
    await dialog.getByLabel('客户确认人').fill('周敏')
    await dialog.getByRole('button', { name: /^到\s*货$/ }).click()
    await expectGone(dialog)
    expect(await api('GET', `/orders/${order.id}`)).toMatchObject({ status: 'arrived', paid_total: { amount: '880.00' } })
    expect(await violationsInBothThemes(page)).toEqual([])
  })

  test('confirmed by mistake is taken back by the toast', async ({ visit }) => {
    const { page, go, api } = await visit('admin', { language: 'en' })
    const order = await anOrder({ api })
    await go(`/orders/${order.id}`)
    await page.getByRole('button', { name: 'Confirm', exact: true }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expectVisible(page.getByText('Taken back'))
    expect((await api('GET', `/orders/${order.id}`)).status).toBe('draft')
  })
})

describe('the follow-through sheet', () => {
  test('shows the steps of open orders, and only the late ones where asked', async ({ visit }) => {
    const { page, go } = await visit('admin')
    await go('/orders')
    await page.getByRole('link', { name: '订单跟踪表' }).click()
    const rows = page.locator('tbody tr')
    await expectVisible(rows)
    const all = await rows.count()
    await page.getByRole('checkbox', { name: '只看逾期' }).check()
    await expectSoon(async () => ({ rows: await rows.count(), late: await rows.filter({ hasText: /逾期 \d+ 天/ }).count() }), (counts) => {
      expect(counts.rows).toBeGreaterThan(0)
      expect(counts.rows).toBeLessThan(all)
      expect(counts.late).toBe(counts.rows)
    })
    expect(await violationsInBothThemes(page)).toEqual([])
  })
})

describe('the ageing of receivables', () => {
  test('adds up, and each figure leads to its invoices', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const { rows, total } = await api('POST', '/invoices/ageing', { by: 'customer', limit: 500 })
    const cents = (text: string) => BigInt(Math.round(Number(text) * 100))
    expect(rows.reduce((sum: bigint, row: { open: string }) => sum + cents(row.open), 0n)).toBe(cents(total.open))
    await go('/invoices/ageing')
    await expectVisible(page.getByRole('row', { name: new RegExp(rows[0].key.name) }))
    expect(await violationsInBothThemes(page)).toEqual([])
    await page.getByText('按负责人').click()
    await expectVisible(page.getByRole('columnheader', { name: '按负责人' }))
    await page.getByRole('link', { name: /：90 天以上的发票/ }).first().click()
    await page.waitForURL(/\/invoices\?/)
    await expectVisible(page.getByRole('row', { name: /FP-/ }))
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
