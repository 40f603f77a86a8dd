import { describe, expect } from 'vitest'
import type { Page } from 'playwright-core'
import { expectGone, expectVisible, optionOf, test, textsOf, unique } from './support.ts'

const timeLine = (page: Page) => page.getByRole('region', { name: '动态' })
const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

describe('the page of a customer', () => {
  test('taboos stand on top of everything, in red, and on the pages of what belongs to the customer', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const { id } = await api('POST', '/customers', { name: unique('禁忌') })
    await api('POST', '/preferences', { customer: id, kind: 'taboo', area: 'dining', text: '对花生过敏，不可上桌' })
    const task = await api('POST', '/tasks', { customer: id, name: '订晚宴', due_on: '2030-01-01' })
    for (const path of [`/customers/${id}`, `/tasks/${task.id}`]) {
      await go(path)
      const bar = page.getByRole('note', { name: '禁忌' })
      await expectVisible(bar.getByText('对花生过敏，不可上桌'))
      const [top, title] = await Promise.all([bar.boundingBox(), page.getByRole('heading', { level: 1 }).boundingBox()])
      expect(top!.y).toBeLessThan(title!.y)
      const [red, green] = (await bar.locator('strong').evaluate((element) => element.ownerDocument.defaultView!.getComputedStyle(element).color)).match(/\d+/g)!.map(Number)
      expect(red! - green!).toBeGreaterThan(80)
    }
  })

  test('the time line has no end and is filtered by kind', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const { id } = await api('POST', '/customers', { name: unique('长河') })
    const days = Array.from({ length: 70 }, (_, index) => new Date(Date.UTC(2026, 0, 1 + index, 2)).toISOString())
    await api('POST', '/interactions/batch', { create: days.map((at, index) => ({ customer: id, channel: 'call', at, content: `第 ${index + 1} 次通话` })) })
    await api('POST', '/tasks', { customer: id, name: '送样品', due_on: '2030-01-01' })
    await go(`/customers/${id}`)
    await expectVisible(timeLine(page).getByText('第 70 次通话'))
    await expectGone(timeLine(page).getByText('第 1 次通话', { exact: true }))
    while ((await timeLine(page).getByText('第 1 次通话', { exact: true }).count()) === 0) {
      const shown = await timeLine(page).getByRole('listitem').count()
      await timeLine(page).getByRole('listitem').last().scrollIntoViewIfNeeded()
      await expect.poll(() => timeLine(page).getByRole('listitem').count()).toBeGreaterThan(shown)
    }
    await timeLine(page).getByText('任务', { exact: true }).first().scrollIntoViewIfNeeded()
    await timeLine(page).getByRole('group', { name: '动态类别' }).getByText('任务', { exact: true }).click()
    await expectVisible(timeLine(page).getByText('送样品'))
    await expectGone(timeLine(page).getByText(/次通话/))
    await timeLine(page).getByRole('group', { name: '动态类别' }).getByText('全部').click()
    await expectVisible(timeLine(page).getByText('第 70 次通话'))
  })

  test('a field is changed in its place, and the change is taken back in the time line', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const { id } = await api('POST', '/customers', { name: unique('改回'), industry: '酒店' })
    await go(`/customers/${id}`)
    await page.getByRole('button', { name: '修改行业' }).click()
    await page.getByRole('textbox', { name: '行业' }).fill('旅行社')
    await page.keyboard.press('Enter')
    const entry = timeLine(page).getByRole('listitem').filter({ hasText: '修改' }).filter({ hasText: '旅行社' })
    await expectVisible(entry.getByText('酒店'))
    expect((await api('GET', `/customers/${id}`)).industry).toBe('旅行社')
    await entry.getByRole('button', { name: '撤销' }).click()
    await expect.poll(async () => (await api('GET', `/customers/${id}`)).industry).toBe('酒店')
    await expectVisible(page.locator('dd').filter({ hasText: /^酒店/ }))
  })

  test('a contact with a promise becomes a task, and both stand on the page', async ({ visit }) => {
    const { page, go, api } = await visit('tang')
    const name = unique('通话')
    const { id } = await api('POST', '/customers', { name })
    await go(`/customers/${id}`)
    const box = page.getByRole('region', { name: '记录接触' })
    await box.getByRole('textbox', { name: '聊了什么？' }).fill('谈了明年的协议价，要一份报价')
    await box.getByRole('button', { name: '承诺、意见、下一步' }).click()
    await box.getByLabel('承诺', { exact: true }).fill('周五前发报价')
    await page.keyboard.press('Control+Enter')
    await expectVisible(page.getByText('已记录，承诺已成为任务'))
    await expectVisible(timeLine(page).getByText('谈了明年的协议价，要一份报价'))
    await expectVisible(card(page, '待办与承诺').getByText('周五前发报价'))
    expect(await box.getByRole('textbox', { name: '聊了什么？' }).inputValue()).toBe('')

    // It is due by the day the box offers, so Today has it among the promises.
    await page.getByRole('link', { name: '今日', exact: true }).click()
    const promise = card(page, '未兑现的承诺').getByRole('listitem').filter({ hasText: name })
    await expectVisible(promise.getByRole('link', { name: '周五前发报价' }))
    await promise.getByRole('checkbox', { name: '完成：周五前发报价' }).click()
    await expectGone(promise)
    await page.getByRole('status').filter({ hasText: '已完成：周五前发报价' }).getByRole('button', { name: '撤销' }).click()
    await expectVisible(promise)
  })

  test('a contact is added from the page, and a lunar day tells when it comes', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const { id } = await api('POST', '/customers', { name: unique('添人') })
    await go(`/customers/${id}`)
    await card(page, '联系人').getByRole('button', { name: '新建联系人' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel(/^姓名/).fill('上官雨')
    await form.getByLabel('职务').fill('采购经理')
    await page.keyboard.press('Control+Enter')
    await expectVisible(card(page, '联系人').getByRole('link', { name: '上官雨' }))
    await expectVisible(card(page, '联系人').getByText('采购经理'))

    await card(page, '纪念日').getByRole('button', { name: '新建纪念日' }).click()
    await form.getByLabel(/^名称/).fill('老板生日')
    await form.getByLabel(/^日期/).fill('1980-02-16')
    await page.keyboard.press('Enter')
    await form.getByRole('combobox', { name: /^历法/ }).click()
    await optionOf(page, '农历').click()
    await page.keyboard.press('Control+Enter')
    // 16 February 1980 was the first day of the lunar year.
    await expectVisible(card(page, '纪念日').getByText(/农历.*正月初一/))
    const [day] = (await api('GET', `/special-days?${new URLSearchParams({ filter: JSON.stringify({ customer: id }) })}`)).data
    expect(day.next_on > new Date().toISOString().slice(0, 10)).toBe(true)
  })

  test('two windows of one person edit the same record: the second is asked, and nothing is lost', async ({ visit }) => {
    const visitor = await visit('admin')
    const { page, go, api, context } = visitor
    const { id } = await api('POST', '/customers', { name: unique('两窗'), industry: '酒店' })
    await go(`/customers/${id}`)
    const second = await context.newPage()
    await second.goto(`/customers/${id}`)
    for (const window of [page, second]) {
      await window.getByRole('button', { name: '编辑', exact: true }).click()
      await expectVisible(window.getByRole('dialog').getByLabel('行业'))
    }
    await page.getByRole('dialog').getByLabel('行业').fill('餐饮')
    await second.getByRole('dialog').getByLabel('行业').fill('会展')
    await second.getByRole('dialog').getByLabel('简称').fill('两窗')
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await expectGone(page.getByRole('dialog'))
    await second.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    const told = second.getByRole('dialog').getByRole('alert').filter({ hasText: '沈静' })
    await expectVisible(told.getByText('餐饮'))
    expect(await second.getByRole('dialog').getByLabel('行业').inputValue()).toBe('会展')
    await told.getByRole('button', { name: '采用对方的' }).click()
    await second.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await expectGone(second.getByRole('dialog'))
    expect(await api('GET', `/customers/${id}`)).toMatchObject({ industry: '餐饮', short_name: '两窗' })
    // The first window hears of the second.
    await expectVisible(page.locator('dd').filter({ hasText: /^两窗$/ }))
  })

  test('somebody else’s change while one edits a line is put as a question, not written over', async ({ visit }) => {
    const mine = await visit('admin')
    const theirs = await visit('zhou')
    const { page } = mine
    const { id } = await mine.api('POST', '/customers', { name: unique('并改'), industry: '酒店' })
    await mine.go(`/customers/${id}`)
    await page.getByRole('button', { name: '修改行业' }).click()
    await page.getByRole('textbox', { name: '行业' }).fill('我的行业')
    await theirs.api('PATCH', `/customers/${id}`, { industry: '他的行业', short_name: '他写的' })
    await expectVisible(page.locator('dd').filter({ hasText: '他写的' }))
    await page.getByRole('textbox', { name: '行业' }).press('Enter')
    const question = page.getByRole('dialog', { name: '此处刚被他人修改' })
    expect(await textsOf(question.locator('dd'))).toEqual(['我的行业', '他的行业'])
    await question.getByRole('button', { name: '保留对方的' }).click()
    await expectVisible(page.locator('dd').filter({ hasText: '他的行业' }))
  })

  test('the history names who changed what, and a deleted record comes back', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const { id, name } = await api('POST', '/customers', { name: unique('史'), industry: '酒店' })
    await api('PATCH', `/customers/${id}`, { industry: '餐饮' })
    await go(`/customers/${id}`)
    await expectVisible(page.getByRole('heading', { level: 1, name }))
    await page.keyboard.press('h')
    const history = page.getByRole('dialog', { name: `修改历史：${name}` })
    await expectVisible(history.getByRole('listitem').filter({ hasText: '酒店' }).filter({ hasText: '餐饮' }))
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '更多操作' }).click()
    await page.getByRole('menuitem', { name: '删除' }).click()
    await expectVisible(page.getByText(`已删除“${name}”`))
    await page.getByRole('status').filter({ hasText: '已删除' }).getByRole('button', { name: '撤销' }).click()
    await expectVisible(page.getByText(`已恢复“${name}”`))
    await go(`/customers/${id}`)
    await expectVisible(page.getByRole('heading', { level: 1, name }))
  })
})
