import { describe, expect } from 'vitest'
import { expectGone, expectSoon, expectVisible, optionOf, test, textsOf, unique } from './support.ts'

describe('the audit log', () => {
  test('leads from a changed customer to what was changed, by whom and from where, and back to the customer', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const name = unique('audited')
    const { id } = await api('POST', '/customers', { name, kind: 'organisation' })
    await api('PATCH', `/customers/${id}`, { remark: 'seen from the log' })
    await go('/')
    await page.getByRole('button', { name: /沈静/ }).click()
    await page.getByRole('menuitem', { name: '审计日志' }).click()
    await expectVisible(page.getByRole('heading', { name: '审计日志' }))
    const row = page.getByRole('row').filter({ hasText: name })
    await expectSoon(() => textsOf(row.locator('td:nth-child(3)')), (acts) => expect(acts).toEqual(['修改', '新建']))
    await row.first().getByRole('button').click()
    const drawer = page.getByRole('dialog')
    await expectVisible(drawer.getByText('seen from the log'))
    await expectVisible(drawer.getByText('127.0.0.1'))
    await drawer.getByRole('button', { name: '此记录的全部操作' }).click()
    await expectSoon(() => page.locator('tbody tr').count(), (count) => expect(count).toBe(2))
    expect(new URL(page.url()).searchParams.get('record')).toBe(id)
    await page.getByRole('link', { name }).first().click()
    await expectVisible(page.getByRole('heading', { name }))
  })

  test('is filtered by what was done, says when nothing fits, and is checked on request', async ({ visit }) => {
    const { page, go } = await visit('admin', { language: 'en' })
    await go('/settings/audit')
    await page.getByLabel('Act', { exact: true }).click()
    await optionOf(page, 'Changes of rights').click()
    await expectSoon(() => textsOf(page.locator('tbody td:nth-child(4)')), (records) => {
      expect(records.length).toBeGreaterThan(0)
      for (const record of records) expect(record).toMatch(/^(Person|Role|Department)/)
    })
    await page.getByLabel('Address', { exact: true }).fill('192.0.2.1')
    await page.keyboard.press('Enter')
    await expectVisible(page.getByText('Nothing fits this filter.'))
    await page.getByRole('button', { name: 'Clear filter' }).first().click()
    await expectGone(page.getByText('Nothing fits this filter.'))
    await page.getByRole('button', { name: 'Check now' }).click()
    await page.getByText(/Unbroken: [\d,]+ entries checked/).waitFor({ timeout: 60_000 })
  }, 90_000)

  test('is not offered and not shown to who may not read it', async ({ visit }) => {
    const { page, go } = await visit('chen', { size: 'phone' })
    await go('/settings/audit')
    await expectVisible(page.getByRole('link', { name: '回到今日' }))
    await page.getByRole('button', { name: /陈/ }).click()
    await expectVisible(page.getByRole('menuitem', { name: '退出登录' }))
    await expectGone(page.getByRole('menuitem', { name: '审计日志' }))
  })
})
