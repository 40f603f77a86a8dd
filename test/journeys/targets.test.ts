/** A quota is set by a manager, an opportunity won by one of her people moves it; an account manager reads what is expected of him. */
import { describe, expect } from 'vitest'
import { expectSoon, expectVisible, optionOf, test, unique, type Visitor } from './support.ts'

const quotasOf = async ({ api }: Pick<Visitor, 'api'>, filter: object) => (await api('GET', `/quotas?${new URLSearchParams({ filter: JSON.stringify(filter), limit: '100' })}`)).data

describe('a quota', () => {
  test('set by the manager is moved by an opportunity that is won, and opens to it', async ({ visit }) => {
    const manager = await visit('lin')
    const seller = await visit('chen')
    const { person } = await seller.api('GET', '/session')
    for (const { id } of await quotasOf(manager, { person: person.id, measure: 'count', period: 'month', last_on: { gte: 'today' } })) await manager.api('DELETE', `/quotas/${id}`)
    const { page } = manager
    await manager.go('/quotas/standing?period=month&measure=count')
    await page.getByRole('link', { name: '定额列表' }).click()
    await page.getByRole('main').getByRole('button', { name: '新建' }).click()
    const choose = async (field: RegExp, option: string) => {
      await page.getByRole('combobox', { name: field }).click()
      await optionOf(page, option).first().click()
    }
    await page.getByRole('combobox', { name: /^员工/ }).fill('陈浩')
    await optionOf(page, '陈浩').first().click()
    await choose(/^指标/, '赢单数')
    await page.getByLabel(/^目标值/).fill('40')
    await choose(/^周期/, '月')
    await page.getByRole('button', { name: '保存' }).click()
    await expectSoon(() => quotasOf(manager, { person: person.id, measure: 'count', period: 'month', last_on: { gte: 'today' } }), (quotas) => expect(quotas).toMatchObject([{ target: 40, holder: 'person' }]))
    await manager.go('/quotas/standing?period=month&measure=count')
    const figure = page.getByRole('region', { name: '员工' }).getByRole('row', { name: /陈浩/ }).getByRole('link', { name: /查看明细/ })
    await expectVisible(figure)
    const before = Number(await figure.innerText())
    const name = unique('年会')
    const { id } = await seller.api('POST', '/opportunities', { name, amount: '64000.00' })
    await seller.api('POST', `/opportunities/${id}/win`, { reason: 'fit' })
    await manager.go('/quotas/standing?period=month&measure=count')
    await expectSoon(() => figure.innerText(), (text) => expect(Number(text)).toBe(before + 1))
    await figure.click()
    await expectVisible(page.getByRole('gridcell').getByText(name))
  })
})

describe('the forecast', () => {
  test('is read by an account manager: his own, in his language', async ({ visit }) => {
    const { page, go, api } = await visit('chen', { language: 'en' })
    await go('/opportunities?view=mine')
    await page.getByRole('main').getByRole('link', { name: 'Forecast' }).click()
    const expected = page.getByRole('region', { name: 'Expected', exact: true })
    await expectVisible(expected.getByText('Weighted by history'))
    const today = new Date().toISOString().slice(0, 10)
    const { total, people } = await api('POST', '/opportunities/forecast', { period: 'quarter', day: today, scope: 'all' })
    const [closed] = await expected.getByRole('definition').allInnerTexts()
    expect(Number(closed?.replace(/[^\d.]/g, ''))).toBe(Math.round(Number(total.closed)))
    expect(people.map((row: any) => row.person.name)).toEqual(['陈浩'])
    await expectVisible(page.getByRole('region', { name: 'How true forecasts were' }).getByText('Mean error'))
    await page.getByText('Month', { exact: true }).click()
    await expectVisible(page.getByText(today.slice(0, 7), { exact: true }))
  })
})
