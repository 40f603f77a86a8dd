/** Two people, each with a browser of their own, at one customer. */
import { describe, expect } from 'vitest'
import { expectGone, expectVisible, test, textsOf, unique } from './support.ts'

describe('two people on one page', () => {
  test('see each other, what the other edits, and each other’s changes without loading again', async ({ visit }) => {
    const mine = await visit('admin')
    const theirs = await visit('zhou')
    const { id } = await mine.api('POST', '/customers', { name: unique('同看'), industry: '酒店' })
    await mine.go(`/customers/${id}`)
    await theirs.go(`/customers/${id}`)
    const others = mine.page.getByRole('status', { name: '同时在此的人' })
    const name = (await theirs.api('GET', '/session')).person.name
    await expectVisible(others.getByText(`${name} 也在看`))
    await theirs.page.getByRole('button', { name: '修改行业' }).click()
    await expectVisible(others.getByText(`${name} 正在修改行业`))
    await theirs.page.getByRole('textbox', { name: '行业' }).fill('会展')
    await theirs.page.keyboard.press('Enter')
    await expectVisible(mine.page.locator('dd').filter({ hasText: /^会展/ }))
    await expectVisible(others.getByText(`${name} 也在看`))
    await theirs.page.getByRole('region', { name: '记录接触' }).getByRole('textbox').first().fill('问了展位')
    await theirs.page.keyboard.press('Enter')
    await expectVisible(mine.page.getByRole('region', { name: '动态' }).getByText('问了展位'))
    await theirs.page.getByRole('link', { name: '今日', exact: true }).click()
    await expectGone(others.getByText(name))
  })

  test('long texts of both are shown, put together by hand, and no word is lost', async ({ visit }) => {
    const mine = await visit('admin', { language: 'en' })
    const theirs = await visit('zhou')
    const { page } = mine
    const { id } = await mine.api('POST', '/customers', { name: unique('并写'), remark: '喜欢靠窗的座位' })
    await mine.go(`/customers/${id}`)
    await page.getByRole('button', { name: 'Change remark' }).click()
    await page.getByRole('textbox', { name: 'Remark' }).fill('喜欢靠窗的座位\n不吃香菜')
    await theirs.api('PATCH', `/customers/${id}`, { remark: '喜欢靠窗的座位\n每周三上午开会' })
    await page.getByRole('textbox', { name: 'Remark' }).press('Control+Enter')
    const question = page.getByRole('dialog')
    expect(await textsOf(question.locator('dd'))).toEqual(['喜欢靠窗的座位\n不吃香菜', '喜欢靠窗的座位\n每周三上午开会'])
    const merged = question.getByRole('textbox')
    expect(await merged.inputValue()).toBe('喜欢靠窗的座位\n每周三上午开会\n不吃香菜')
    await merged.fill(`${await merged.inputValue()}\n两人都写了`)
    await question.getByRole('button', { name: 'Keep the merged text' }).click()
    await expectGone(question)
    await expect.poll(async () => (await mine.api('GET', `/customers/${id}`)).remark).toBe('喜欢靠窗的座位\n每周三上午开会\n不吃香菜\n两人都写了')
  })
})
