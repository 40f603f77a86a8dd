/** Somebody who never read a manual makes a report by clicking, keeps it, opens the records behind a figure and puts it on Today. */
import { describe, expect } from 'vitest'
import { expectSoon, expectVisible, optionOf, test, unique } from './support.ts'

describe('a report', () => {
  test('won by month and owner against last year is built by clicking, opens its records and stands on Today', async ({ visit }) => {
    const { page, context, go, api } = await visit('lin')
    const name = unique('赢单')
    await go('/reports')
    await page.getByRole('main').getByRole('button', { name: '新建' }).click()
    await page.getByRole('button', { name: '商机', exact: true }).click()
    const choose = async (field: string, option: string) => {
      const box = page.getByRole('combobox', { name: field, exact: true })
      await box.click()
      await box.fill(option)
      await optionOf(page, option).first().click()
    }
    await choose('指标 1', '金额合计')
    await choose('按什么分（行）', '结束时间')
    await choose('并列（列）', '负责人')
    await page.getByText('去年同期', { exact: true }).click()
    await page.getByRole('button', { name: '柱形' }).click()
    const result = page.getByRole('region', { name: '结果' })
    await expectVisible(result.getByRole('img', { name: /金额合计/ }))
    await expectVisible(result.getByText(/对比/).first())
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('textbox', { name: '报表名称' }).fill(name)
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await expectVisible(page.getByRole('heading', { name }))
    await expectSoon(async () => (await api('GET', `/reports?${new URLSearchParams({ filter: JSON.stringify({ name }) })}`)).data, (reports) => expect(reports).toMatchObject([{ object: 'opportunity', display: 'bar', question: { rows: [{ field: 'closed_at', by: 'month' }], columns: [{ field: 'owner' }], compare: 'year_before', measures: [{ fn: 'sum', field: 'amount' }] } }]))
    await page.getByRole('button', { name: '放到今日' }).click()
    await expectVisible(page.getByRole('button', { name: '从今日取下' }))
    // A picture of it, and its table for a spreadsheet.
    const [picture] = await Promise.all([page.waitForEvent('download'), result.getByRole('button', { name: /PNG/ }).click()])
    expect(picture.suggestedFilename()).toMatch(new RegExp(`^${name}.*\\.png$`))
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await result.getByRole('button', { name: /复制数据表/ }).click()
    await expectVisible(page.getByText('数据表已复制'))
    const lines = (await page.evaluate<string>('navigator.clipboard.readText()')).split('\n').map((line: string) => line.split('\t'))
    expect(lines[0]!.slice(-2)).toEqual(['合计', '合计 (上期)'])
    expect(new Set(lines.map(({ length }) => length)).size).toBe(1)
    // The table is one click away, and a figure of it opens the list of what it counts.
    await result.getByRole('button', { name: '看数据表' }).click()
    await result.getByRole('row', { name: /^合计/ }).getByRole('link', { name: /查看明细/ }).first().click()
    await expectSoon(async () => page.url(), (url) => expect(url).toMatch(/\/opportunities\?.*filter=/))
    await go('/')
    await expectVisible(page.getByRole('region', { name }))
  })

  test('of every kind is drawn with its figures, leads to its records and is kept as a picture', async ({ visit }) => {
    const { page, go } = await visit('chen')
    const ask = async (question: object) => {
      await go(`/reports/new?${new URLSearchParams({ ask: JSON.stringify({ columns: [], measures: [{ fn: 'count' }], compare: 'none', ...question }) })}`)
      return page.getByRole('region', { name: '结果' })
    }
    const byProvince = { object: 'customer', rows: [{ field: 'province' }] }
    const drawn: [question: object, role: 'listitem' | 'img' | 'cell', name: RegExp][] = [
      [{ ...byProvince, display: 'map' }, 'listitem', /浙江/],
      [{ ...byProvince, display: 'pie' }, 'listitem', /浙江省/],
      [{ ...byProvince, display: 'funnel' }, 'listitem', /浙江省/],
      [{ ...byProvince, columns: [{ field: 'tier' }], display: 'heat' }, 'cell', /./],
      [{ object: 'transaction', rows: [{ field: 'customer' }], measures: [{ fn: 'sum', field: 'amount' }], display: 'bar' }, 'listitem', /./],
    ]
    for (const [question, role, words] of drawn) {
      const result = await ask(question)
      await expectVisible(result.getByRole(role).filter({ hasText: words }).first())
      const [picture] = await Promise.all([page.waitForEvent('download'), result.getByRole('button', { name: /PNG/ }).click()])
      let size = 0
      for await (const part of await picture.createReadStream()) size += part.length
      expect(size).toBeGreaterThan(4000)
    }
    const result = await ask({ ...byProvince, display: 'pie' })
    await result.getByRole('listitem').filter({ hasText: '浙江省' }).getByRole('link').click()
    await expectSoon(async () => page.url(), (url) => expect(url).toMatch(/\/customers\?.*filter=/))
  })

  test('of the house is read in English by whom it is shared with', async ({ visit }) => {
    const { page, go } = await visit('chen', { language: 'en' })
    await go('/dashboards')
    await page.getByText('Business at a glance').first().click()
    await expectVisible(page.getByRole('region', { name: /Sales funnel/ }).getByRole('listitem').first())
    await expectVisible(page.getByRole('region', { name: /Customers by province/ }).getByText('Zhejiang'))
  })
})
