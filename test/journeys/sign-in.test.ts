import { describe, expect } from 'vitest'
import { expectGone, expectVisible, password, test, textsOf } from './support.ts'

describe('signing in', () => {
  test('a wrong password is told in words and the right one leads to Today', async ({ visit }) => {
    const { page, go } = await visit(null)
    await go('/')
    await page.getByRole('button', { name: '登录' }).click()
    await expectVisible(page.getByRole('alert').filter({ hasText: '请填写用户名和密码' }))
    await page.getByLabel('邮箱或用户名').fill('chen')
    await page.getByLabel('密码', { exact: true }).fill('not-the-password')
    await page.keyboard.press('Enter')
    await expectVisible(page.getByRole('alert').filter({ hasText: '用户名或密码不正确' }))
    // What was typed is chosen: the next try begins by typing.
    await page.keyboard.type(password)
    await page.keyboard.press('Enter')
    await expectVisible(page.getByRole('heading', { level: 1, name: '今日' }))
    await expectVisible(page.getByRole('button', { name: /陈浩/ }))
  })

  test('whoever follows a link signs in first and then is where the link leads', async ({ visit }) => {
    const { page, go } = await visit(null)
    await go('/customers?view=all')
    await page.getByRole('button', { name: '填入' }).click()
    await page.getByRole('button', { name: '登录' }).click()
    await expectVisible(page.getByRole('heading', { level: 1, name: '客户' }))
    await expectVisible(page.getByRole('tab', { name: '全部', selected: true }))
  })

  test('Today shows what is due, oldest first, and what is late is marked in words', async ({ visit }) => {
    const { page, go, api } = await visit('chen')
    const { data } = await api('GET', `/tasks?${new URLSearchParams({ filter: JSON.stringify({ owner: '@me', status: 'open', due_on: { lte: 'today' } }), sort: 'due_on', limit: '5' })}`)
    expect(data.length).toBeGreaterThan(0)
    await go('/')
    const due = page.getByRole('region', { name: '今日待办' })
    await expectVisible(due.getByRole('checkbox'))
    expect((await textsOf(due.getByRole('link'))).slice(1, data.length + 1)).toEqual(data.map((task: { name: string }) => task.name))
    await expectVisible(due.getByText(/^逾期 \d+ 天$/))
    for (const card of ['我的业绩', '纪念日', '客户动态', '未兑现的承诺', '我最近的接触']) await expectVisible(page.getByRole('region', { name: card }))
  })

  test('signing out closes the door and leaves nothing on the machine', async ({ visit }) => {
    const { page, go } = await visit('wang')
    await go('/')
    await go('/customers/new')
    await page.getByLabel(/^名称/).fill('还没有保存的客户')
    await expect.poll(() => page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith('guanxi.draft.')))).toBe(true)
    await page.getByRole('button', { name: /王思雨/ }).click()
    await page.getByRole('menuitem', { name: '退出登录' }).click()
    await expectVisible(page.getByRole('button', { name: '登录' }))
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('guanxi.draft.')))).toEqual([])
    await page.goBack()
    await expectGone(page.getByRole('heading', { name: '今日' }))
    await expectVisible(page.getByRole('button', { name: '登录' }))
  })
})
