/** Business calendars, the clock of a file, and credit. */
import { AxeBuilder } from '@axe-core/playwright'
import { describe, expect } from 'vitest'
import type { Page } from 'playwright-core'
import { expectGone, expectSoon, expectVisible, test, textsOf, unique } from './support.ts'

const isClean = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)).toEqual([])
}

describe('the business calendar', () => {
  test('shows holidays and make-up days, is changed by a click on a day, and the change is undone', async ({ visit }) => {
    const { page, go } = await visit('admin')
    await go('/calendars')
    const next = page.getByRole('button', { name: '下一年' })
    const before = page.getByRole('button', { name: '上一年' })
    const heading = page.getByRole('heading', { name: /^\d{4} 年$/ })
    await expectVisible(heading)
    while ((await heading.innerText()) !== '2026 年') {
      const shown = await heading.innerText()
      await (shown < '2026' ? next : before).click()
      await expectGone(page.getByRole('heading', { name: shown, exact: true }))
    }
    await expectVisible(page.getByRole('button', { name: '2026-02-14, 调休上班, 春节' }))
    await page.getByRole('button', { name: '2026-03-11' }).click()
    await page.getByRole('tooltip').getByText('休息', { exact: true }).click()
    await page.getByRole('tooltip').getByLabel('名称').fill('司庆')
    await page.getByRole('tooltip').getByRole('button', { name: '保存' }).click()
    await expectVisible(page.getByRole('button', { name: /2026-03-11, 放假, 司庆/ }))
    await page.getByRole('status').getByRole('button', { name: '撤销' }).click()
    await expectVisible(page.getByRole('button', { name: '2026-03-11', exact: true }))
    await isClean(page)
    await next.click()
    await expectVisible(page.getByText(/尚未公布 2027 年的安排/))
  })

  test('takes a list in, tells a line that is no day, and takes it back', async ({ visit }) => {
    const { page, go } = await visit('admin', { language: 'en', theme: 'dark' })
    await go('/calendars')
    await page.getByRole('button', { name: 'Import days' }).click()
    const year = new Date().getFullYear()
    await page.getByRole('dialog').getByRole('textbox').fill(`${year}-06-03 off Regatta\nsome day`)
    await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click()
    await expectVisible(page.getByText('These lines are no days: 2'))
    await page.getByRole('dialog').getByRole('textbox').fill(`${year}-06-03 off Regatta`)
    await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click()
    await expectVisible(page.getByRole('button', { name: /Regatta/ }))
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
    await expectGone(page.getByRole('button', { name: /Regatta/ }))
    await isClean(page)
  })
})

describe('the clock of a file', () => {
  test('begins when the customer becomes active, names what is missing, and is gone with the last of it', async ({ visit }) => {
    const { page, go, api } = await visit('chen')
    const { id, version } = await api('POST', '/customers', { name: unique('建档'), kind: 'person', status: 'potential', phones: ['13800138000'], emails: ['a@b.example'], addresses: [{ country: 'CN', province: '浙江省', city: '宁波市', street: '中山路 1 号' }], gender: 'female', birthday: '1980-05-01' })
    await go(`/customers/${id}`)
    await expectVisible(page.getByRole('region', { name: '资料完整度' }))
    await expectGone(page.getByRole('region', { name: '档案时限' }))
    await api('PATCH', `/customers/${id}`, { status: 'active' }, { 'if-match': `"${version}"` })
    const clock = page.getByRole('region', { name: '档案时限' })
    const running = async () => (await api('GET', `/archive-clocks?${new URLSearchParams({ filter: JSON.stringify({ customer: id, done_at: { is_empty: true } }) })}`)).data.length
    // A listener keeps clocks, a moment after the change.
    await expect.poll(running).toBe(1)
    await page.reload()
    await expectSoon(() => textsOf(clock), ([text]) => expect(text).toMatch(/档案待补全\s*剩 [234] 个工作日[\s\S]*还差：方便联系时间/))
    await isClean(page)
    await go('/')
    await expectVisible(page.getByRole('region', { name: '待补全的档案' }))
    await api('PATCH', `/customers/${id}`, { best_time: '上午' })
    await expect.poll(running).toBe(0)
    await go(`/customers/${id}`)
    await expectVisible(page.getByRole('region', { name: '资料完整度' }))
    await expectGone(clock)
  })

  test('rates stand by department and person, and lead to what is overdue', async ({ visit }) => {
    const { page, go } = await visit('admin', { language: 'en' })
    await go('/archive-clocks/rates?from=2020-01-01&to=2099-12-31&kind=filing')
    const people = page.getByRole('region', { name: 'By person' })
    await expectVisible(people.getByRole('row'))
    await isClean(page)
    await people.getByRole('link').first().click()
    await expectVisible(page.getByRole('heading', { level: 1, name: 'Archive clocks' }))
    await expectVisible(page.getByRole('gridcell'))
  })

  test('rules are sentences with a switch', async ({ visit }) => {
    const { page, go } = await visit('admin')
    await go('/archive-rules')
    await expectVisible(page.getByText(/客户转为合作后 3 工作日内/))
    expect(await page.getByRole('switch').count()).toBe(2)
    await isClean(page)
  })
})

describe('credit', () => {
  test('is answered while the amount is typed, with every reason, on a phone as well', async ({ visit }) => {
    const { page, go, api } = await visit('admin', { size: 'phone' })
    const { id } = await api('POST', '/customers', { name: unique('赊账'), kind: 'organisation', credit_limit: '5000.00', credit_days: 30 })
    await go(`/customers/${id}`)
    await page.getByRole('tab', { name: /价值|下一步/ }).click()
    const card = page.getByRole('region', { name: '信用' })
    await card.getByLabel('可否赊账？').fill('1万')
    await expectVisible(card.getByText('不可赊账'))
    await expectVisible(card.getByText(/超出可用额度 5000.00/))
    await card.getByLabel('可否赊账？').fill('5,000')
    await expectGone(card.getByText('不可赊账'))
    await expectVisible(card.getByText('可以赊账'))
    await card.getByLabel('可否赊账？').fill('很多')
    await expectVisible(card.getByText('请输入金额，例如 1200.50'))
    await isClean(page)
  })

  test('a rule is tried on the customers that are there before it is saved', async ({ visit }) => {
    const { page, go } = await visit('admin', { language: 'en' })
    await go('/credit-rules')
    await expectVisible(page.getByText(/customers by the rule in force/))
    await page.getByLabel('B from').fill('69')
    await expectVisible(page.getByText(/Saved, [1-9][\d,]* of [\d,]+ customers would be rated otherwise/))
    await isClean(page)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expectVisible(page.getByText(/customers by the rule in force/))
  })
})
