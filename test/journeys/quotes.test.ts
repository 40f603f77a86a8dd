/** A quote from the first line to the contract: typed by keys, sent, answered by a customer without an account. */
import { describe, expect } from 'vitest'
import { expectSoon, expectVisible, optionOf, test, unique } from './support.ts'

describe('a quote', () => {
  test('is typed by keys, sent, accepted on a phone without an account, and becomes the contract', async ({ visit }) => {
    const { page, go, api } = await visit('wang')
    const customer = await api('POST', '/customers', { name: unique('宁波远洋'), kind: 'organisation' })
    await go('/quotes/new')
    await page.getByRole('combobox', { name: '客户' }).fill(customer.name)
    await optionOf(page, customer.name).click()
    await page.getByRole('textbox', { name: '主题' }).fill('年会住宿')
    // By code, the first letters of pinyin, and words of one's own.
    const cell = (line: number, part: string) => page.getByLabel(`第 ${line} 行 ${part}`, { exact: true })
    await cell(1, '品名').fill('KF-101')
    await expectVisible(page.getByRole('option', { name: /高级大床房/ }))
    await page.keyboard.press('Enter')
    await expect.poll(() => cell(1, '单价').inputValue()).toBe('688.00')
    await expect.poll(() => page.evaluate('document.activeElement.dataset.part')).toBe('quantity')
    await page.keyboard.type('3')
    // By Tab through the rest of the line to the next.
    for (let step = 0; step < 5; step++) await page.keyboard.press('Tab')
    await expect.poll(() => page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('第 2 行 品名')
    await page.keyboard.type('接机')
    await page.keyboard.press('Enter')
    await cell(2, '数量').fill('2')
    await cell(2, '单价').fill('150.255')
    // The others come from a spreadsheet.
    await cell(3, '品名').focus()
    await page.evaluate(`(() => {
      const data = new DataTransfer()
      data.setData('text/plain', '品名\\t数量\\t单位\\t单价\\n会议室\\t1\\t天\\t8,000\\n茶歇\\t40\\t位\\t68\\n花艺\\t1\\t套\\t1200')
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })()`)
    await expect.poll(() => cell(5, '品名').inputValue()).toBe('花艺')
    // 2,064.00 + 300.51 + 8,000 + 2,720 + 1,200
    await expectVisible(page.locator('dd', { hasText: '¥14,284.51' }))
    await cell(5, '品名').focus()
    await page.keyboard.press('Alt+ArrowUp')
    await expect.poll(() => cell(4, '品名').inputValue()).toBe('花艺')
    await page.keyboard.press('Control+Enter')
    await expectVisible(page.getByRole('button', { name: '提交' }))
    const id = page.url().split('/').at(-1)!.split('?')[0]
    expect(await api('GET', `/quotes/${id}`)).toMatchObject({ status: 'draft', total: { amount: '14284.51' }, lines: [{ name: '高级大床房', code: 'KF-101' }, {}, {}, { name: '花艺' }, { name: '茶歇' }] })
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByRole('button', { name: '发 送', exact: false }).or(page.getByRole('button', { name: '发送' })).first().click()
    await page.getByRole('dialog').getByRole('button', { name: '发送' }).click()
    const link = await page.getByRole('textbox', { name: '客户链接' }).inputValue()
    expect(link).toMatch(/\/q\/[\w-]{65}$/)

    const visitor = await visit(null, { size: 'phone' })
    await visitor.go(new URL(link).pathname)
    await expectVisible(visitor.page.getByRole('heading', { name: '年会住宿' }))
    await expectVisible(visitor.page.getByText('¥14,284.51'))
    expect(await visitor.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    await visitor.page.getByLabel('您的姓名').fill('周敏')
    await visitor.page.getByLabel('我已阅读并接受这份报价及其条款').check()
    await visitor.page.getByRole('button', { name: '接受报价' }).click()
    await expectVisible(visitor.page.getByText('您已接受这份报价', { exact: false }))

    await go(`/quotes/${id}`)
    await page.getByRole('button', { name: '转为合同' }).click()
    await expectSoon(async () => page.url(), (url) => expect(url).toContain('/contracts/'))
    await expectVisible(page.getByText(/HT-\d{4}-\d{6}/))
    await expectVisible(page.getByRole('region', { name: '来龙去脉' }))
  })

  test('is told to be gone by a link that is none, in English', async ({ visit }) => {
    const { page, go } = await visit(null, { language: 'en' })
    await go(`/q/${'A'.repeat(65)}`)
    await expectVisible(page.getByRole('heading', { name: 'The link is incomplete or no longer works' }))
  })
})
