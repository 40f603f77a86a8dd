/** What is said and done about a request, what is learnt of the customer on the way, and work that comes again. */
import { describe, expect } from 'vitest'
import { expectGone, expectSoon, expectVisible, optionOf, test, unique } from './support.ts'

describe('a contact about a request', () => {
  test('is logged from its page by a key, stands there and on the time line of the customer', async ({ visit }) => {
    const { page, go, api } = await visit('tang')
    const customer = await api('POST', '/customers', { name: unique('跟进') })
    const subject = unique('门锁没电')
    const request = await api('POST', '/service-requests', { subject, kind: 'fault', customer: customer.id })
    const words = unique('约了明早上门')
    await go(`/service-requests/${request.id}`)
    const about = page.getByRole('region', { name: '相关接触' })
    await expectVisible(about.getByText('还没有与此有关的接触'))
    await about.getByRole('button', { name: '记录接触' }).click()
    const dialog = page.getByRole('dialog')
    await expectVisible(dialog.getByText(`关于：${subject}`))
    await dialog.getByRole('textbox', { name: '聊了什么？' }).fill(words)
    await dialog.getByRole('button', { name: /^记\s?录$/ }).click()
    await expectVisible(about.getByRole('link', { name: words }))
    await go(`/customers/${customer.id}`)
    const entry = page.getByRole('listitem').filter({ hasText: words })
    await expectVisible(entry.getByRole('link', { name: subject }))
  })
})

describe('a task', () => {
  test('that repeats says so in words, and comes again when it is done', async ({ visit }) => {
    const { page, go, api } = await visit('tang')
    const name = unique('查库存')
    await go(`/tasks/new?name=${name}&due_on=2031-03-03`)
    const repeats = page.getByRole('combobox', { name: '重复', exact: true })
    await repeats.click()
    await optionOf(page, '按周').click()
    await expectVisible(page.getByRole('checkbox', { name: '周一' }))
    await page.getByRole('checkbox', { name: '周四' }).check()
    await page.getByRole('button', { name: /^保\s?存$/ }).click()
    await expectVisible(page.getByText('每周 周一、周四').first())
    await page.getByRole('button', { name: '完成', exact: false }).first().click()
    await expectVisible(page.getByRole('button', { name: '重新打开' }))
    const open = async () => (await api('GET', `/tasks?filter=${encodeURIComponent(JSON.stringify({ name, status: 'open' }))}`)).data
    await expectSoon(open, (tasks) => expect(tasks).toMatchObject([{ due_on: '2031-03-06', repeat: 'FREQ=WEEKLY;BYDAY=MO,TH' }]))
  })

  test('is read by a calendar program at a secret address until that is withdrawn', async ({ visit }) => {
    const { page, go, context } = await visit('tang')
    await go('/tasks/calendar-feed')
    const renew = page.getByRole('button', { name: '换新地址' })
    const on = page.getByRole('button', { name: '生成地址' })
    await expectVisible(on.or(renew))
    await on.click()
    const box = page.getByRole('textbox', { name: '订阅地址' })
    await expectVisible(box)
    const { pathname } = new URL(await box.inputValue())
    const read = async () => context.request.get(pathname)
    expect((await read()).headers()['content-type']).toContain('text/calendar')
    await page.getByRole('button', { name: '撤销地址' }).click()
    await page.getByRole('tooltip').getByRole('button', { name: '撤销地址' }).click()
    await expectGone(box)
    await expectVisible(on)
    expect((await read()).status()).toBe(404)
  })
})
