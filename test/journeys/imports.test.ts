/** From a file to a customer one speaks with: what a new user does in the first ten minutes. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { describe, expect } from 'vitest'
import type { Page } from 'playwright-core'
import { patience, expectGone, expectVisible, optionOf, test, unique } from './support.ts'

const hotel = join(process.env.GUANXI_SHARED ?? resolve(import.meta.dirname, '../../../shared'), 'data/hotel/hotel_bookings.csv.gz')
if (!existsSync(hotel)) console.warn(`Skipped: the import of the hotel bookings, because ${hotel} is not there (GUANXI_SHARED names its folder).`)

const figure = (page: Page, name: string) => page.locator('dl > div').filter({ has: page.getByText(name, { exact: true }) }).locator('dd')

async function upload(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
  await expectVisible(page.getByRole('button', { name: '检查文件' }))
}

describe('importing', () => {
  test.skipIf(!existsSync(hotel))('hotel bookings become guests; one is found, spoken with, promised something, and the promise is kept', async ({ visit }) => {
    const { page, go } = await visit('tang')
    const rows = 2000
    const word = unique('住客')
    await go('/customers')
    await page.getByRole('main').getByRole('link', { name: '导入' }).click()
    await upload(page, 'hotel_bookings.csv', Buffer.from(gunzipSync(readFileSync(hotel)).toString().split('\n', rows + 1).join('\n')))

    // The bookings name nobody: a guest is called after country and row. Few have a company, so that is not the name.
    const company = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'company', exact: true }) })
    await company.getByRole('checkbox').uncheck()
    await page.getByLabel('名称 *').fill(`${word}{country} {row}`)
    await expectVisible(page.getByText(`→ ${word}PRT 1`))
    await page.getByRole('combobox', { name: '再填一个字段' }).click()
    await page.keyboard.type('性质')
    await optionOf(page, '性质').click()
    await page.getByRole('textbox', { name: '性质' }).fill('个人')

    await page.getByRole('button', { name: '检查文件' }).click()
    await expectVisible(page.getByText('这只是检查，还没有写入任何数据。'))
    expect(await figure(page, '将新建').innerText()).toBe('2,000')
    await page.getByRole('button', { name: '导入 2,000 行' }).click()
    await page.getByRole('heading', { name: '导入完成' }).waitFor({ timeout: 6 * patience })
    expect(await figure(page, '新建').innerText()).toBe('2,000')

    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: '搜索记录、页面或操作' }).fill(`${word} 1999`)
    await page.getByRole('option').filter({ hasText: new RegExp(`${word}[A-Z]{3} 1999`) }).click()
    await expectVisible(page.getByRole('heading', { level: 1, name: new RegExp(`${word}[A-Z]{3} 1999`) }))
    await page.keyboard.press('2')
    await page.getByRole('textbox', { name: '聊了什么？' }).fill('在大堂遇见，想要安静的房间')
    await page.getByRole('button', { name: '承诺、意见、下一步' }).click()
    await page.getByLabel('承诺', { exact: true }).fill('留出 8 楼东侧')
    await page.keyboard.press('Control+Enter')
    await expectVisible(page.getByText('已记录，承诺已成为任务'))
    await expectVisible(page.getByRole('region', { name: '动态' }).getByText('走访'))

    await page.getByRole('link', { name: '今日', exact: true }).click()
    const promise = page.getByRole('region', { name: '未兑现的承诺' }).getByRole('listitem').filter({ hasText: word })
    await expectVisible(promise.getByText('留出 8 楼东侧'))
    await promise.getByRole('checkbox').click()
    await expectGone(promise)
    await page.getByRole('status').filter({ hasText: '已完成' }).getByRole('button', { name: '撤销' }).click()
    await expectVisible(promise)

    // The whole import is taken back.
    await go('/imports')
    await page.getByRole('link', { name: 'hotel_bookings.csv' }).first().click()
    await page.getByRole('button', { name: '撤销这次导入' }).click()
    await page.getByRole('heading', { name: '已撤销' }).waitFor({ timeout: 6 * patience })
    await go(`/customers?${new URLSearchParams({ view: 'all', q: `${word} 1998` })}`)
    await expectVisible(page.getByText('没有符合条件的记录'))
  })

  test('rows that cannot go in are told with row, column, value and reason, and come back mended', async ({ visit }) => {
    const { page, go } = await visit('tang')
    const word = unique('表格')
    const lines = ['公司名称;手机;邮箱', `${word}甲公司;13800138001;a@example.cn`, `${word}乙公司;12345;b@example.cn`, `${word}丙公司;13800138003;not a mail`]
    await go('/imports?object=customer')
    await upload(page, '名单.csv', Buffer.from(lines.join('\r\n')))
    await expectVisible(page.getByText('分号'))
    await page.getByRole('button', { name: '检查文件' }).click()
    await expectVisible(page.getByRole('heading', { name: '有些行不能导入' }))
    const problems = page.getByRole('row')
    await expectVisible(problems.filter({ hasText: '12345' }).filter({ hasText: '手机' }))
    await expectVisible(problems.filter({ hasText: 'not a mail' }).filter({ hasText: '邮箱' }))
    await page.getByRole('button', { name: '导入 1 行' }).click()
    await expectVisible(page.getByRole('heading', { name: '导入完成' }))
    expect([await figure(page, '新建').innerText(), await figure(page, '失败').innerText()]).toEqual(['1', '2'])

    const coming = page.waitForEvent('download')
    await page.getByRole('link', { name: '下载错误文件' }).click()
    const errors = await text(await (await coming).createReadStream())
    expect(errors).toContain(`${word}乙公司`)
    await page.getByRole('link', { name: '再导入一个文件' }).click()
    await upload(page, '名单-改.csv', Buffer.from(errors.replace('12345', '13800138002').replace('not a mail', 'c@example.cn')))
    await page.getByRole('button', { name: '检查文件' }).click()
    await page.getByRole('button', { name: '导入 2 行' }).click()
    await expectVisible(page.getByRole('heading', { name: '导入完成' }))
    await page.getByRole('link', { name: '查看客户' }).click()
    await page.getByRole('tab', { name: '全部' }).click()
    await page.getByRole('textbox', { name: '在客户中查找' }).fill(word)
    await expectVisible(page.getByText('共 3 条'))
  })

  test('an import that runs is stopped, and says so', async ({ visit }) => {
    const { page, go } = await visit('tang')
    const word = unique('停下')
    await go('/imports?object=customer')
    await upload(page, '很多.csv', Buffer.from(['名称', ...Array.from({ length: 150_000 }, (_, row) => `${word}${row}`)].join('\n')))
    await page.getByRole('button', { name: '检查文件' }).click()
    await page.getByRole('heading', { name: '正在检查' }).waitFor()
    await page.getByRole('button', { name: '停止' }).click()
    await page.getByRole('heading', { name: /已停止|待对应|检查/ }).waitFor()
    await expectGone(page.getByRole('heading', { name: '正在检查' }))
    await go(`/customers?${new URLSearchParams({ view: 'all', q: word })}`)
    await expectVisible(page.getByText('没有符合条件的记录'))
  })
})
