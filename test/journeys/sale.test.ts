/** A sale as a whole: from a call to the hot line to the payment that is matched, and the consumption of the customer. */
import { describe, expect } from 'vitest'
import { pdfText } from '../support/pdf-text.ts'
import { expectGone, expectSoon, expectVisible, optionOf, test, unique } from './support.ts'

describe('a sale', () => {
  test('goes from the hot line to the matched payment, with nothing typed twice', async ({ visit }) => {
    const admin = await visit('admin')
    const { page, go, api, context } = await visit('chen')
    const company = unique('杭州云起会展')
      const { person: chen } = await api('GET', '/session')
    const rule = await admin.api('POST', '/assignment-rules', { name: unique('热线线索'), object: 'lead', departments: [], people: [chen.id], condition: { company }, is_active: true })
    // A button that was loading may keep that word before its name for a moment.
    const press = async (name: string) => page.getByRole('button', { name: new RegExp(`^(loading )?${name}$`) }).click()
    const dialog = page.getByRole('dialog')

    // Who calls is written down by whoever answers the hot line, given to chen by rule, and scored.
    await admin.go('/leads/new')
    await admin.page.getByLabel('称呼', { exact: false }).first().fill('顾晓雯')
    await admin.page.getByLabel('单位', { exact: true }).fill(company)
    await admin.page.getByLabel('想要什么', { exact: true }).fill('经销商大会 90 人，含晚宴')
    await admin.page.getByRole('combobox', { name: /^来源( \*)?$/ }).click()
    await optionOf(admin.page, '400 热线').click()
    await admin.page.getByRole('button', { name: '保存', exact: true }).click()
    await expectVisible(admin.page.getByRole('heading', { name: '顾晓雯' }))
    const leadId = lastOf(admin.page.url())
    await expectSoon(async () => admin.api('GET', `/leads/${leadId}`), (lead) => expect(lead).toMatchObject({ source: 'hot_line', owner: { id: chen.id }, score: expect.any(Number) }))
    await admin.api('DELETE', `/assignment-rules/${rule.id}`)

    // Spoken to, judged, and a customer with a contact.
    await go(`/leads/${leadId}`)
    await expectVisible(page.getByRole('region', { name: '评分', exact: true }))
    await page.getByLabel('说了什么，Enter 保存').fill('要两天，先发报价')
    await page.keyboard.press('Enter')
    await press('合格')
    await press('转为客户')
    await dialog.getByRole('button', { name: '转为客户' }).click()
    await expectVisible(page.getByRole('heading', { name: company, level: 1 }))
    const customerId = lastOf(page.url())

    // What may come of it.
    await page.getByRole('tab', { name: '商机' }).click()
    await press('新建商机')
    await dialog.getByLabel('商机名称').fill('经销商大会')
    await dialog.getByLabel('金额', { exact: true }).fill('30000')
    await dialog.getByRole('button', { name: '保存' }).click()
    await expectGone(dialog)
    await page.getByRole('tabpanel').getByRole('link', { name: /经销商大会/ }).click()
    await expectVisible(page.getByRole('heading', { name: '经销商大会', level: 1 }))

    const opportunityId = lastOf(page.url())

    // The quote, its lines typed and priced.
    await page.getByRole('tab', { name: '报价' }).click()
    await press('新建报价')
    // Whose it is, the opportunity has said.
    await expect.poll(() => dialog.getByText(company).count()).toBeGreaterThan(0)
    await dialog.getByRole('textbox', { name: '主题' }).fill('经销商大会报价')
    const cell = (line: number, part: string) => page.getByLabel(`第 ${line} 行 ${part}`, { exact: true })
    await cell(1, '品名').fill('KF-101')
    await expectVisible(page.getByRole('option', { name: /高级大床房/ }))
    await page.keyboard.press('Enter')
    await expect.poll(() => cell(1, '单价').inputValue()).toBe('688.00')
    await cell(1, '数量').fill('20')
    await cell(2, '品名').fill('欢迎晚宴')
    await page.keyboard.press('Enter')
    await cell(2, '数量').fill('9')
    await cell(2, '单价').fill('2888')
    await expectVisible(page.locator('dd', { hasText: '¥39,752.00' }))
    await page.keyboard.press('Control+Enter')
    await expectGone(dialog)
    await page.getByRole('tabpanel').getByRole('link', { name: /经销商大会报价/ }).click()
    await press('提交')
    await expectVisible(page.getByRole('button', { name: '发送' }))
    const quoteId = lastOf(page.url())
    const href = await page.getByRole('link', { name: 'PDF' }).getAttribute('href')
    const paper = await context.request.get(href ?? '')
    expect(paper.headers()['content-type']).toBe('application/pdf')
    const words = pdfText(await paper.body())
    for (const word of [company, '高级大床房', '欢迎晚宴', '合计', '39,752.00', '人民币叁万玖仟柒佰伍拾贰元整']) expect(words).toContain(word)
    await page.getByRole('button', { name: '发送' }).click()
    await dialog.getByRole('button', { name: '发送' }).click()
    const link = await page.getByRole('textbox', { name: '客户链接' }).inputValue()

    // Accepted by somebody without an account.
    const guest = await visit(null, { size: 'phone' })
    await guest.go(new URL(link).pathname)
    await expectVisible(guest.page.getByText('¥39,752.00'))
    await guest.page.getByLabel('您的姓名').fill('顾晓雯')
    await guest.page.getByLabel('我已阅读并接受这份报价及其条款').check()
    await guest.page.getByRole('button', { name: '接受报价' }).click()
    await expectVisible(guest.page.getByText('您已接受这份报价', { exact: false }))

    // Who accepted has decided: the opportunity is won, and only why is left to say.
    await go(`/opportunities/${opportunityId}`)
    await press('说明原因')
    await dialog.getByRole('combobox', { name: '原因' }).click()
    await optionOf(page, '服务').click()
    await dialog.getByRole('button', { name: /^保\s*存$/ }).click()
    await expectGone(dialog)
    expect(await api('GET', `/opportunities/${opportunityId}`)).toMatchObject({ status: 'won', reason: 'service', amount: { amount: '39752.00' } })

    // The order, every step of it.
    await go(`/quotes/${quoteId}`)
    await press('转为订单')
    await page.waitForURL(/\/orders\//)
    await expectVisible(page.getByRole('button', { name: '确认订单', exact: true }))
    await expectVisible(page.getByRole('region', { name: '明细' }).getByRole('row', { name: /欢迎晚宴/ }))
    const orderId = lastOf(page.url())
    const { number } = await api('GET', `/orders/${orderId}`)
    for (const name of ['确认订单', '开始生产', '生产完成', '等待付款']) {
      await press(name)
      await expectVisible(page.getByText(`${number}：${name}`))
    }
    const steps = page.getByRole('region', { name: '进度' }).getByRole('listitem')
    await expect.poll(() => steps.filter({ hasText: '，已完成' }).count()).toBe(4)

    // Invoiced, paid to the cent.
    await press('其他操作')
    await page.getByRole('menuitem', { name: '开票' }).click()
    await page.waitForURL(/\/invoices\//)
    const invoiceId = lastOf(page.url())
    await press('开出')
    await dialog.getByLabel('发票号码').fill('26330000088')
    await dialog.getByRole('button', { name: '开出' }).click()
    await expectGone(dialog)
    await go('/receipts/new')
    await page.getByRole('combobox', { name: '客户' }).fill(company)
    await optionOf(page, company).click()
    await page.getByLabel(/^金额/).fill('39752')
    await press('保存')
    await page.waitForURL(/\/receipts\/[\da-f-]{36}/)
    await press('核销发票')
    await dialog.getByRole('button', { name: /^核\s*销$/ }).click()
    await expectVisible(page.getByRole('region', { name: '核销记录' }).getByRole('link', { name: /FP-/ }))
    expect(await api('GET', `/invoices/${invoiceId}`)).toMatchObject({ status: 'paid', total: { amount: '39752.00' }, open_amount: { amount: '0.00' } })

    // The order knows that it is paid, and leaves the house.
    await go(`/orders/${orderId}`)
    await press('发货')
    await dialog.getByLabel('承运商').fill('顺丰')
    await dialog.getByLabel('运单号').fill('SF100')
    await dialog.getByRole('button', { name: /^发\s*货$/ }).click()
    await expectGone(dialog)
    await press('到货')
    await dialog.getByLabel('客户确认人').fill('顾晓雯')
    await dialog.getByRole('button', { name: /^到\s*货$/ }).click()
    await expectGone(dialog)
    await press('完成订单')
    await expect.poll(() => steps.filter({ hasText: '，已完成' }).count()).toBe(8)

    // What it was is consumption of the customer.
    await go(`/customers/${customerId}`)
    await page.getByRole('tab', { name: '消费记录' }).click()
    await expectVisible(page.getByRole('tabpanel').getByText('欢迎晚宴'))
    const { data } = await api('GET', `/transactions?filter=${encodeURIComponent(JSON.stringify({ customer: customerId }))}`)
    expect(data.map(({ amount }: { amount: string }) => Number(amount)).toSorted((one: number, other: number) => one - other)).toEqual([13_760, 25_992])
  })

  test('has its contract signed, becomes the order, and what arrives damaged is proposed for and settled', async ({ visit }) => {
    const { page, go, api } = await visit('chen')
    const press = async (name: string) => page.getByRole('button', { name: new RegExp(`^(loading )?${name}$`) }).click()
    const dialog = page.getByRole('dialog')
    const customer = await api('POST', '/customers', { name: unique('苏州听雨茶业'), kind: 'organisation' })
    const opportunity = await api('POST', '/opportunities', { name: '礼盒采购', customer: customer.id, amount: '900' })
    const contract = await api('POST', '/contracts', { name: '礼盒采购合同', customer: customer.id, opportunity: opportunity.id, lines: [{ name: '茶礼盒', quantity: 10, price: '80', unit: '盒' }] })
    await go(`/contracts/${contract.id}`)
    await press('提交')
    await press('签署')
    await dialog.getByRole('button', { name: /^签\s*署$/ }).click()
    await expectGone(dialog)
    await expectVisible(page.getByRole('button', { name: '转为订单' }))
    // Signed is agreed: nobody has to remember the opportunity.
    expect(await api('GET', `/opportunities/${opportunity.id}`)).toMatchObject({ status: 'won', amount: { amount: '800.00' } })
    await press('转为订单')
    await page.waitForURL(/\/orders\/[\da-f-]{36}/)
    const orderId = lastOf(page.url())
    const claim = await api('POST', '/claims', { order: orderId, kind: 'transit', description: '两盒压坏', claimed_amount: '160' })
    await go(`/claims/${claim.id}`)
    await press('提出方案')
    await dialog.getByRole('combobox', { name: '处理方式' }).click()
    await optionOf(page, '退款').click()
    await dialog.getByRole('textbox', { name: '方案' }).fill('退两盒的货款')
    await dialog.getByRole('button', { name: '提出方案' }).click()
    await expectGone(dialog)
    await press('了结')
    await dialog.getByRole('button', { name: /^了\s*结$/ }).click()
    await expectGone(dialog)
    expect(await api('GET', `/claims/${claim.id}`)).toMatchObject({ status: 'settled', settlement: 'refund', settled_amount: '160.00' })
  })
})

function lastOf(url: string): string {
  return new URL(url).pathname.split('/').at(-1) ?? ''
}
