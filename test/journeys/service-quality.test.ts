/** From the quality of service to the requests behind a figure, and from the watch of clocks to one's own request. */
import { describe, expect } from 'vitest'
import { violationsInBothThemes } from './axe.ts'
import { expectGone, expectSoon, expectVisible, test } from './support.ts'

describe('the quality of service', () => {
  test('stands in figures beside the time before, by person and cause, and opens its requests', async ({ visit }) => {
    const { page, go } = await visit('admin', { theme: 'system' })
    await go('/service-requests')
    await page.getByRole('link', { name: '服务质量' }).click()
    const done = page.getByRole('region', { name: '完成', exact: true })
    await expectVisible(done.getByText(/^上期/).first())
    await expectVisible(page.getByRole('region', { name: '按原因', exact: true }).getByRole('link').first())
    const trend = page.getByRole('region', { name: '走势', exact: true })
    await trend.getByText('表', { exact: true }).click()
    await expectVisible(trend.getByRole('columnheader', { name: '首次解决率' }))
    await page.getByText('上门', { exact: true }).click()
    await expectSoon(() => Promise.resolve(page.url()), (url) => expect(url).toContain('of=visits'))
    await expectVisible(page.getByRole('columnheader', { name: '人工成本' }).first())
    expect(await violationsInBothThemes(page)).toEqual([])
    const figure = done.getByRole('definition').first().getByRole('link')
    const count = (await figure.innerText()).replace(/\D/g, '')
    await figure.click()
    await expectSoon(() => Promise.resolve(page.url()), (url) => expect(decodeURIComponent(url)).toContain('completed_at'))
    await expectVisible(page.getByText(new RegExp(`(^|\\D)${count}(\\D|$)`)).first())
  })

  test('is read on a telephone, in English', async ({ visit }) => {
    const { page, go } = await visit('admin', { language: 'en', size: 'phone' })
    await go('/service-requests/quality')
    await expectVisible(page.getByRole('region', { name: 'Completed', exact: true }))
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  })
})

describe('the watch of clocks', () => {
  test('shows what is late; one press takes it, another hands it on', async ({ visit }) => {
    const { page, go, api } = await visit('admin', { theme: 'system' })
    await go('/service-requests/watch')
    await expectVisible(page.getByRole('region', { name: '最急的在前', exact: true }).getByRole('link').nth(1))
    expect(await violationsInBothThemes(page)).toEqual([])
    const take = page.getByRole('button', { name: /^接手 / }).first()
    const subject = (await take.getAttribute('aria-label'))!.slice(3)
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: subject, exact: true }) }).first()
    const path = (await row.getByRole('link').first().getAttribute('href'))!
    const mine = page.getByRole('row').filter({ has: page.locator(`a[href="${path}"]`) })
    await take.click()
    await expectGone(mine.getByRole('button', { name: `接手 ${subject}` }))
    const { person } = await api('GET', '/session')
    expect((await api('GET', path)).owner.id).toBe(person.id)
    await mine.getByRole('button', { name: `转交 ${subject}` }).click()
    const dialog = page.getByRole('dialog', { name: '转交' })
    await dialog.getByRole('combobox').fill('江')
    await page.getByTitle(/江/).first().click()
    await dialog.getByRole('button', { name: /转\s?交/ }).click()
    await expectGone(dialog)
    await expectSoon(async () => (await api('GET', path)).owner.id, (id) => expect(id).not.toBe(person.id))
  })
})
