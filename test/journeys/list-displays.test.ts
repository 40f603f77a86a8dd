import { describe, expect } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { expectGone, expectSoon, expectVisible, optionOf, test, textsOf, unique, type Visitor } from './support.ts'

/** Customers under a word that nobody else has, made in one request; the word as the filter of a list. */
async function customersOf({ api }: Visitor, word: string, inputs: Record<string, unknown>[]): Promise<{ ids: string[]; filter: string }> {
  const made = await api('POST', '/customers/batch', { create: inputs.map((input, index) => ({ name: `${word}${String(index).padStart(3, '0')}`, ...input })) })
  return { ids: made.results.map(({ id }: { id: string }) => id), filter: JSON.stringify({ name: { starts_with: word } }) }
}

const addressOf = (query: Record<string, string>) => `/customers?${new URLSearchParams({ view: 'all', ...query })}`
const bulk = (page: Page) => page.getByRole('region', { name: '批量操作' })

describe('many at once', () => {
  test('all that match are changed by the server, also when the page is loaded again meanwhile, and the undo puts them back', async ({ visit }) => {
    const word = unique('众')
    const visitor = await visit('admin')
    const { page, go, api } = visitor
    const { filter } = await customersOf(visitor, word, Array.from({ length: 230 }, () => ({ tier: 'c' })))
    await go(addressOf({ filter, sort: 'name', columns: 'name,tier' }))
    await expectVisible(page.getByText('共 230 条'))
    await page.getByRole('checkbox', { name: '选择已加载的所有行' }).check()
    await bulk(page).getByRole('button', { name: '选择全部符合条件的 230 条' }).click()
    await expectVisible(bulk(page).getByText('已选 230 条'))
    await bulk(page).getByRole('button', { name: '修改字段' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox').first().click()
    await page.keyboard.type('级别')
    await page.keyboard.press('Enter')
    await dialog.getByRole('combobox').nth(1).click()
    await optionOf(page, 'VIP').click()
    await dialog.getByRole('button', { name: '修改 230 条' }).click()
    await page.reload()
    const tiers = async () => (await api('POST', '/query', { object: 'customers', filter: JSON.parse(filter), group_by: ['tier'] })).data
    await expect.poll(tiers).toEqual([{ tier: 'vip', count: 230 }])

    // The work of before the reload is found again.
    await page.getByRole('button', { name: '视图操作' }).click()
    await page.getByRole('menuitem', { name: '批量修改记录' }).click()
    const drawer = page.getByRole('dialog', { name: '批量修改记录' })
    const latest = drawer.getByRole('article').first()
    await expectVisible(latest.getByText('修改：级别'))
    await expectVisible(latest.getByText('已改 230'))
    await latest.getByRole('button', { name: '撤销' }).click()
    await expectVisible(latest.getByText('已还原 230'))
    expect(await tiers()).toEqual([{ tier: 'c', count: 230 }])
  })

  test('what could not be done is shown with the reason', async ({ visit }) => {
    const word = unique('难')
    const admin = await visit('admin')
    const { ids } = await customersOf(admin, word, [{}, {}])
    const { page, go, api } = admin
    await go(addressOf({ filter: JSON.stringify({ id: { in: ids } }), sort: 'name', columns: 'name,tier' }))
    await expectVisible(page.getByRole('row').filter({ hasText: word }))
    // As a program asks for it: the page of the same person tells of its end.
    await api('POST', '/customers/bulk', { ids: [...ids, '01a2ffff-0000-7000-8000-000000000000'], change: { tier: 'a' } })
    await page.getByRole('button', { name: '视图操作' }).click()
    await page.getByRole('menuitem', { name: '批量修改记录' }).click()
    const latest = page.getByRole('dialog', { name: '批量修改记录' }).getByRole('article').first()
    await expectVisible(latest.getByText('已改 2 · 已不符合条件 1'))
  })

  test('are given to a colleague by a button of their own, by the page or by the server alike', async ({ visit }) => {
    const word = unique('派')
    const visitor = await visit('admin', { language: 'en' })
    const { page, go, api } = visitor
    const { filter } = await customersOf(visitor, word, [{}, {}, {}])
    const { data: [colleague] } = await api('GET', `/users?limit=1&sort=name&filter=${encodeURIComponent('{"is_active":true}')}`)
    await go(addressOf({ filter, sort: 'name', columns: 'name,owner' }))
    await expectVisible(page.getByText('3 records'))
    await page.getByRole('checkbox', { name: 'Choose all rows that are loaded' }).check()
    await page.getByRole('region', { name: 'Bulk actions' }).getByRole('button', { name: 'Assign' }).click()
    await page.getByRole('dialog', { name: 'Assign 3 customers' }).getByRole('combobox').click()
    await page.keyboard.type(colleague.name)
    await optionOf(page, colleague.name).first().click()
    await page.getByRole('button', { name: 'Assign 3', exact: true }).click()
    const owners = async () => (await api('POST', '/query', { object: 'customers', filter: JSON.parse(filter), group_by: ['owner'] })).data
    await expect.poll(owners).toEqual([{ owner: { id: colleague.id, name: colleague.name }, count: 3 }])
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
    await expect.poll(async () => (await owners())[0].owner?.id === colleague.id && (await owners())[0].count === 3).toBe(false)
  })
})

describe('filters over what points here', () => {
  test('customers without a contact, and customers with an open task', async ({ visit }) => {
    const word = unique('关联')
    const visitor = await visit('admin')
    const { page, go, api } = visitor
    const { ids, filter } = await customersOf(visitor, word, [{}, {}, {}])
    await api('POST', '/contacts', { customer: ids[0], name: '周敏' })
    await api('POST', '/tasks', { customer: ids[1], name: '回访', due_on: '2027-03-02' })
    await go(addressOf({ filter, sort: 'name', columns: 'name' }))
    await expectVisible(page.getByText('共 3 条'))
    await page.getByRole('button', { name: '筛选' }).click()
    const builder = page.getByRole('group', { name: '条件组' }).first()
    await builder.getByRole('button', { name: '添加条件', exact: true }).click()
    await builder.getByRole('combobox', { name: '字段' }).last().click()
    await page.keyboard.type('任务')
    await optionOf(page, '任务').filter({ hasText: /^任务$/ }).last().click()
    await expectVisible(page.getByText('共 1 条'))
    const related = builder.getByRole('group', { name: '任务' })
    await related.getByRole('combobox').first().click()
    await optionOf(page, '没有任务').click()
    await expectVisible(page.getByText('共 2 条'))
    await expectVisible(page.getByRole('list', { name: '筛选条件' }).getByText('没有任务'))
    await page.reload()
    await expectVisible(page.getByText('共 2 条'))
    await go(addressOf({ filter: JSON.stringify({ and: [JSON.parse(filter), { contacts: { none: {} } }] }), sort: 'name', columns: 'name' }))
    await expectVisible(page.getByText('共 2 条'))
    await expectVisible(page.getByRole('list', { name: '筛选条件' }).getByText('没有联系人'))
  })
})

describe('the displays of a list', () => {
  test('in groups: heads with counts and sums, rows inside, and what is chosen is changed', async ({ visit }) => {
    const word = unique('组')
    const visitor = await visit('admin')
    const { page, go } = visitor
    const { filter } = await customersOf(visitor, word, [{ tier: 'vip' }, { tier: 'a' }, { tier: 'a' }])
    await go(addressOf({ filter, sort: 'name', columns: 'name,tier,annual_amount' }))
    await expectVisible(page.getByText('共 3 条'))
    await page.getByRole('combobox', { name: '分组' }).click()
    await page.keyboard.type('级别')
    await page.keyboard.press('Enter')
    const head = (name: string) => page.getByRole('row').filter({ has: page.getByRole('button', { name }) })
    await expectVisible(head('VIP 1').getByText('¥0.00'))
    await expectVisible(page.getByRole('row').filter({ hasText: `${word}000` }))
    expect(await page.getByRole('row').filter({ hasText: `${word}001` }).count()).toBe(0)
    await page.getByRole('button', { name: 'A 2' }).click()
    await expectVisible(page.getByRole('row').filter({ hasText: `${word}002` }))
    await expect.poll(() => new URL(page.url()).searchParams.get('group')).toBe('tier')

    // The keys of the table are those of the plain one.
    await page.getByRole('grid', { name: '客户' }).focus()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await expectVisible(bulk(page).getByText('已选 2 条'))
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'A 2' }).click()
    await expectGone(page.getByRole('row').filter({ hasText: `${word}001` }))
  })

  test('a calendar over a date: a record is carried to another day by the keyboard alone, and taken back', async ({ visit }) => {
    const visitor = await visit('admin')
    const { page, go, api } = visitor
    const name = unique('日程')
    const task = await api('POST', '/tasks', { name, due_on: '2027-05-12' })
    await go(`/tasks?${new URLSearchParams({ view: 'calendar', filter: JSON.stringify({ name }), day: '2027-05-01' })}`)
    await expectVisible(page.getByRole('heading', { name: '2027年5月' }))
    const day = (date: string) => page.getByRole('region', { name: date })
    const card = day('2027-05-12').getByRole('button', { name })
    await carry(card, '2027-05-12', [['ArrowRight', '2027-05-13'], ['ArrowDown', '2027-05-20']])
    await expectVisible(day('2027-05-20').getByText(name))
    await expect.poll(async () => (await api('GET', `/tasks/${task.id}`)).due_on).toBe('2027-05-20')
    await page.getByRole('status').filter({ hasText: '已移到' }).getByRole('button', { name: '撤销' }).click()
    await expectVisible(day('2027-05-12').getByText(name))

    await page.getByText('周', { exact: true }).click()
    await expect.poll(() => new URL(page.url()).searchParams.get('span')).toBe('week')
    await page.getByRole('button', { name: '下一周' }).click()
    await page.getByRole('button', { name: '下一周' }).click()
    await expectVisible(day('2027-05-12').getByText(name))
    await page.reload()
    await expectVisible(day('2027-05-12').getByText(name))
  })

  test('a day hour by hour: a task is carried to another hour by the keyboard alone, and taken back; what has no time stands above', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const name = unique('钟点')
    const task = await api('POST', '/tasks', { name, due_on: '2027-05-12', due_time: '09:30' })
    const whole = await api('POST', '/tasks', { name: `${name}全`, due_on: '2027-05-12' })
    // No field is named: a task stands on the day it is due, not on the one it begins.
    await go(`/tasks?${new URLSearchParams({ display: 'calendar', filter: JSON.stringify({ name: { starts_with: name } }), day: '2027-05-12', span: 'day' })}`)
    const hour = (of: string) => page.getByRole('region', { name: of, exact: true })
    await expectVisible(hour('全天').getByRole('button', { name: `${name}全` }))
    await carry(hour('09:00').getByRole('button', { name }), '09:00', [['ArrowDown', '10:00'], ['ArrowDown', '11:00']])
    await expectVisible(hour('11:00').getByText('11:30'))
    await expect.poll(async () => (await api('GET', `/tasks/${task.id}`)).due_time).toMatch(/^11:30/)
    await page.getByRole('status').filter({ hasText: '已移到' }).getByRole('button', { name: '撤销' }).click()
    await expectVisible(hour('09:00').getByText('09:30'))

    // From the whole day into its first hour: it gets a time.
    await carry(hour('全天').getByRole('button', { name: `${name}全` }), '全天', [['ArrowDown', '08:00']])
    await expect.poll(async () => (await api('GET', `/tasks/${whole.id}`)).due_time).toMatch(/^08:00/)
    await page.getByRole('button', { name: '后一天' }).click()
    await expect.poll(() => new URL(page.url()).searchParams.get('day')).toBe('2027-05-13')
  })

  test('the plan of the team: a bar of several days is carried in time and to a colleague by the keyboard alone, in one change, and taken back', async ({ visit }) => {
    const { page, go, api } = await visit('he')
    const name = unique('盘点')
    const team = await api('GET', `/users?${new URLSearchParams({ filter: JSON.stringify({ department: '@my_team', is_active: true }), sort: 'name', fields: 'name' })}`)
    const names = team.data.map((person: { name: string }) => person.name).toSorted((one: string, other: string) => one.localeCompare(other, 'zh-CN'))
    const [from, to] = [names[0], names[1]]
    const task = await api('POST', '/tasks', { name, starts_on: '2027-05-11', due_on: '2027-05-14', owner: team.data.find((person: { name: string }) => person.name === from).id })
    await go(`/tasks?${new URLSearchParams({ view: 'calendar', filter: JSON.stringify({ name }), day: '2027-05-12', span: 'team' })}`)
    const row = (person: string) => page.getByRole('region', { name: person, exact: true })
    const bar = row(from).getByRole('button', { name })
    await expectVisible(bar)
    // Four of fourteen days.
    const day = await row(from).evaluate((element) => element.children[1]!.getBoundingClientRect().width)
    expect(Math.round((await bar.boundingBox())!.width / day)).toBe(4)
    await carry(bar, `${from}，2027-05-11`, [['ArrowRight', `${from}，2027-05-12`], ['ArrowDown', `${to}，2027-05-12`], ['ArrowRight', `${to}，2027-05-13`]])
    await expect.poll(async () => api('GET', `/tasks/${task.id}`)).toMatchObject({ starts_on: '2027-05-13', due_on: '2027-05-16', owner: { name: to }, version: 2 })
    await expectVisible(row(to).getByRole('button', { name }))
    await page.getByRole('status').filter({ hasText: '已移到' }).getByRole('button', { name: '撤销' }).click()
    await expect.poll(async () => api('GET', `/tasks/${task.id}`)).toMatchObject({ starts_on: '2027-05-11', due_on: '2027-05-14', owner: { name: from } })
    await expectVisible(row(from).getByRole('button', { name }))
  })

  test('the plan of the team: days of rest and holidays are shaded and named, a bar is stretched at its end by keyboard and by pointer, and taken back', async ({ visit }) => {
    const { page, go, api } = await visit('he')
    const name = unique('布展')
    const task = await api('POST', '/tasks', { name, due_on: '2026-09-28' })
    await go(`/tasks?${new URLSearchParams({ view: 'calendar', filter: JSON.stringify({ name }), day: '2026-09-28', span: 'team' })}`)
    const bar = page.getByRole('button', { name })
    await expectVisible(bar)
    // 28 September 2026 is a Monday; the National Day holiday begins on Thursday, and Saturday 10 October is worked.
    const row = page.getByRole('region').filter({ has: bar })
    await expect.poll(() => row.locator('[data-day]').evaluateAll((places) => places.filter((place) => place.ownerDocument.defaultView!.getComputedStyle(place).backgroundImage !== 'none').map((place) => place.getAttribute('data-day')))).toEqual(
      ['01', '02', '03', '04', '05', '06', '07', '11'].map((day) => `2026-10-${day}`))
    await expectVisible(page.getByTitle('2026-10-01（国庆节）'))
    const end = page.getByRole('slider', { name: `${name}的最后一天` })
    const days = async () => { const { starts_on, due_on } = await api('GET', `/tasks/${task.id}`); return [starts_on, due_on] }
    await end.focus()
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowRight']) await page.keyboard.press(key)
    await page.keyboard.press('Escape')
    expect(await end.getAttribute('aria-valuetext')).toBe('2026-09-28')
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key)
    // Drawn out, it begins where it stood.
    await expect.poll(days).toEqual(['2026-09-28', '2026-09-30'])
    const place = async (day: string) => (await row.locator(`[data-day="${day}"]`).boundingBox())!
    const from = (await end.boundingBox())!
    const to = await place('2026-10-08')
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
    await page.mouse.down()
    await page.mouse.move(to.x + to.width / 2, from.y + 4, { steps: 5 })
    await page.mouse.up()
    await expect.poll(days).toEqual(['2026-09-28', '2026-10-08'])
    await page.getByRole('status').filter({ hasText: `${name}改到 2026-10-08 结束` }).getByRole('button', { name: '撤销' }).click()
    await expect.poll(days).toEqual(['2026-09-28', '2026-09-30'])
  })

  test('on a phone the plan of the team is a list, person by person', async ({ visit }) => {
    const { page, go, api } = await visit('he', { size: 'phone', language: 'en' })
    const name = unique('Plan')
    await api('POST', '/tasks', { name, starts_on: '2027-05-11', due_on: '2027-05-14' })
    await go(`/tasks?${new URLSearchParams({ view: 'calendar', filter: JSON.stringify({ name }), day: '2027-05-12', span: 'team' })}`)
    await expectVisible(page.getByRole('region').getByRole('link', { name: new RegExp(name) }))
    expect(await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0)
  })

  test('on a phone the calendar is what comes, day by day', async ({ visit }) => {
    const { page, go, api } = await visit('admin', { size: 'phone', language: 'en' })
    const name = unique('Agenda')
    await api('POST', '/tasks', { name, due_on: '2027-05-12', due_time: '14:15' })
    await go(`/tasks?${new URLSearchParams({ view: 'calendar', filter: JSON.stringify({ name }), day: '2027-05-01' })}`)
    await expectVisible(page.getByRole('region', { name: 'Wed 12 May' }).getByRole('link', { name: new RegExp(`14:15.*${name}`) }))
    expect(await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0)
  })

  test('on a phone groups open one at a time, with their sums and cards', async ({ visit }) => {
    const word = unique('组')
    const visitor = await visit('admin', { size: 'phone' })
    const { page, go } = visitor
    const { filter } = await customersOf(visitor, word, [{ tier: 'vip' }, { tier: 'a' }, { tier: 'a' }])
    await go(addressOf({ filter, sort: 'name', columns: 'name,tier,annual_amount' }))
    await page.getByRole('combobox', { name: '分组' }).click()
    await optionOf(page, '级别').first().click()
    await expectVisible(page.getByRole('region', { name: 'VIP' }))
    const card = (index: number) => page.getByRole('link', { name: new RegExp(`${word}00${index}`) })
    await expectVisible(card(0))
    await expectVisible(page.getByRole('region', { name: 'VIP' }).getByText('¥0.00').first())
    await page.getByRole('button', { name: 'A 2' }).tap()
    await expectVisible(card(2))
    await expectGone(card(0))
    const box = await page.getByRole('button', { name: 'A 2' }).boundingBox()
    expect(box?.height).toBeGreaterThanOrEqual(44)
    expect(await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0)
    await card(2).tap()
    await expect.poll(() => new URL(page.url()).pathname).toMatch(/\/customers\/.+/)
  })

  test('on a phone cards of a board are put into another column by their button, and taken back', async ({ visit }) => {
    const { page, go, api } = await visit('admin', { size: 'phone' })
    const name = unique('卡片')
    const task = await api('POST', '/tasks', { name })
    await go(`/tasks?${new URLSearchParams({ view: 'board', filter: JSON.stringify({ name }) })}`)
    const column = (of: string) => page.getByRole('region', { name: of, exact: true })
    await expectVisible(column('待办').getByRole('link', { name: new RegExp(name) }))
    const put = page.getByRole('button', { name: `把“${name}”移到…` })
    expect((await put.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    await put.tap()
    await page.getByRole('menuitem', { name: '完成' }).tap()
    await expectVisible(column('完成').getByRole('link', { name: new RegExp(name) }))
    await expect.poll(async () => (await api('GET', `/tasks/${task.id}`)).status).toBe('done')
    await page.getByRole('status').filter({ hasText: '已移到' }).getByRole('button', { name: '撤销' }).tap()
    await expectVisible(column('待办').getByRole('link', { name: new RegExp(name) }))
    expect(await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0)
  })

  test('a chart of the same filter, its table one click away, kept in a view', async ({ visit }) => {
    const word = unique('图')
    const view = unique('级别图')
    const visitor = await visit('admin', { language: 'en' })
    const { page, go } = visitor
    const { filter } = await customersOf(visitor, word, [{ tier: 'vip' }, { tier: 'a' }, { tier: 'a' }])
    await go(addressOf({ filter, display: 'chart', chart: 'bar,tier,count' }))
    await expectVisible(page.getByRole('img', { name: /Number of records · Tier: VIP 1, A 2/ }))
    await page.getByTitle('Pie').click()
    await expect.poll(() => new URL(page.url()).searchParams.get('chart')).toBe('pie,tier,count')
    await page.getByRole('button', { name: 'Show the table' }).click()
    await expectSoon(() => textsOf(page.getByRole('main').getByRole('table').getByRole('row')), (rows) => expect(rows.map((row) => row.split(/\s+/))).toEqual([['Tier', 'Number', 'of', 'records'], ['VIP', '1'], ['A', '2']]))
    await page.getByRole('button', { name: 'Save as a view' }).click()
    await page.getByRole('dialog').getByLabel('Name').fill(view)
    await page.keyboard.press('Enter')
    await expectVisible(page.getByRole('tab', { name: view, selected: true }))
    await page.reload()
    await expectVisible(page.getByRole('img', { name: /Number of records · Tier/ }))
  })
})

/** Lifts a card by the keyboard, takes it from place to place, each of which is said, and puts it down. */
async function carry(card: Locator, from: string, steps: [key: string, place: string][]): Promise<void> {
  const page = card.page()
  await card.focus()
  await page.keyboard.press('Space')
  await expectVisible(page.getByText(`在${from}上方`))
  for (const [key, place] of steps) {
    await page.keyboard.press(key)
    await expectVisible(page.getByText(`在${place}上方`))
  }
  await page.keyboard.press('Space')
}
