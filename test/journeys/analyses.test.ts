/** From the overview to the customers behind a figure, through the seven pages, and a target that turns its indicator. */
import { describe, expect } from 'vitest'
import { violationsInBothThemes } from './axe.ts'
import { expectSoon, expectVisible, test } from './support.ts'

describe('analyses', () => {
  test('lead from a figure to its customers, of a segment as well', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    await go('/insight')
    await page.getByRole('link', { name: '七种分析' }).click()
    const tiers = page.getByRole('region', { name: '按级别', exact: true })
    await expectVisible(tiers.getByRole('link', { name: /^VIP/ }))
    await page.getByText('我的', { exact: true }).click()
    // The address turns a moment before the page is drawn; a person presses again once the choice has turned.
    await expectSoon(() => page.getByRole('radio', { name: '我的', exact: true }).isChecked(), (turned) => expect(turned).toBe(true))
    expect(page.url()).toContain('whose=mine')
    await page.getByText('全部', { exact: true }).first().click()
    await expectSoon(() => Promise.resolve(page.url()), (url) => expect(url).not.toContain('whose'))
    const { data } = await api('POST', '/query', { object: 'customer', filter: { tier: 'vip' }, measures: [{ fn: 'count', as: 'n' }] })
    const link = tiers.getByRole('link', { name: /^VIP/ })
    await expectSoon(() => link.innerText(), (text) => expect(text.replace(/\D/g, '')).toBe(String(data[0].n)))
    await link.click()
    await expectVisible(page.getByRole('grid').getByText('VIP').first())
  })

  test('stand side by side, with a forecast that says how it is told', async ({ visit }) => {
    const { page, go } = await visit('admin', { language: 'en', theme: 'system' })
    await go('/analyses/trend')
    const amount = page.getByRole('region', { name: 'Amount', exact: true })
    await expectVisible(amount.getByText(/Holt-Winters/))
    await amount.getByText('Table', { exact: true }).click()
    await expectVisible(amount.getByRole('columnheader', { name: 'High' }))
    for (const [name, block] of [['Loyalty', 'Loyalty index'], ['Profit', 'Lost most on'], ['Behaviour', 'By weekday'], ['Product', 'Bought together'], ['Promotion', 'Discounts of orders']] as const) {
      await page.getByRole('navigation', { name: 'Seven analyses' }).getByRole('link', { name }).click()
      await expectVisible(page.getByRole('region', { name: block, exact: true }))
    }
    await expectVisible(page.getByRole('region', { name: 'Price lists', exact: true }).getByRole('link').first())
    expect(await violationsInBothThemes(page)).toEqual([])
  })
})

describe('indicators', () => {
  test('turn with their target', async ({ visit }) => {
    const { page, go, api } = await visit('admin', { theme: 'system' })
    await go('/indicators')
    const card = page.getByRole('region', { name: '人均终身价值', exact: true })
    await expectVisible(card.getByText('设定目标'))
    await card.getByText('设定目标').click()
    await page.getByLabel(/^目标值/).fill('1')
    await page.getByRole('button', { name: '保存' }).click()
    await expectSoon(() => Promise.resolve(page.url()), (url) => expect(url).toMatch(/indicator-targets\/[0-9a-f-]{36}/))
    await go('/indicators')
    await expectVisible(card.getByText('达到', { exact: true }))
    const [target] = (await api('GET', `/indicator-targets?${new URLSearchParams({ filter: JSON.stringify({ indicator: 'lifetime_value' }) })}`)).data
    await api('PATCH', `/indicator-targets/${target.id}`, { target: 1_000_000_000, version: target.version })
    await go('/indicators')
    await expectVisible(card.getByText('未达到', { exact: true }))
    await card.getByText('表', { exact: true }).click()
    await expectVisible(card.getByRole('columnheader', { name: '月份' }))
    expect(await violationsInBothThemes(page)).toEqual([])
  })
})
