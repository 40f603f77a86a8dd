/** How many keys it takes; how long, bench/surface.ts measures. */
import { describe, expect } from 'vitest'
import type { Page } from 'playwright-core'
import { expectSoon, expectVisible, test, unique } from './support.ts'

const words = '谈了明年的协议价'
const logged = (page: Page) => page.getByRole('status').filter({ hasText: /已记录/ })

/** Presses key by key as a person does. Answers how many there were beside the words. */
async function press(page: Page, keys: readonly string[], text: string): Promise<number> {
  for (const key of keys) {
    if (key === '…') await page.keyboard.insertText(text)
    else await page.keyboard.press(key)
  }
  return keys.filter((key) => key !== '…').length
}

describe('a contact in two seconds', () => {
  test('on the page of the customer: a key for the channel, the words, Enter', async ({ visit }) => {
    const { page, go, api } = await visit('tang')
    const { id } = await api('POST', '/customers', { name: unique('两键') })
    await go(`/customers/${id}`)
    await expectVisible(page.getByRole('region', { name: '记录接触' }))
    expect(await press(page, ['5', '…', 'Enter'], words)).toBe(2)
    await expectVisible(logged(page))
    const [contact] = (await api('GET', `/customers/${id}/timeline?kinds=interaction`)).data
    expect(contact.record).toMatchObject({ channel: 'wechat', content: words })
  })

  test('with a promise and a next step, hands on the keys all the while', async ({ visit }) => {
    const { page, go, api } = await visit('tang')
    const { id } = await api('POST', '/customers', { name: unique('承诺键') })
    await go(`/customers/${id}`)
    await expectVisible(page.getByRole('region', { name: '记录接触' }))
    await press(page, ['2', '…', 'Alt+n'], words)
    await page.keyboard.insertText('下周再访')
    await page.keyboard.press('Alt+p')
    await page.keyboard.insertText('周五前发报价')
    await page.keyboard.press('Enter')
    await expectVisible(page.getByText('已记录，承诺已成为任务'))
    const [contact] = (await api('GET', `/customers/${id}/timeline?kinds=interaction`)).data
    expect(contact.record).toMatchObject({ channel: 'visit_out', content: words, next_step: '下周再访' })
    expect(contact.record.promises).toMatchObject([{ what: '周五前发报价' }])
  })

  test('a visit is checked in to where the device is, and a call is not', async ({ visit }) => {
    const { context, page, go, api } = await visit('tang')
    await context.grantPermissions(['geolocation'])
    await context.setGeolocation({ latitude: 30.27, longitude: 120.13 })
    const { id } = await api('POST', '/customers', { name: unique('签到') })
    const box = page.getByRole('region', { name: '记录接触' })
    for (const [key, channel, place] of [['Alt+2', 'visit_out', { lat: 30.27, lng: 120.13 }], ['Alt+1', 'call', null]] as const) {
      await go(`/customers/${id}`)
      await expectVisible(box)
      await press(page, ['2'], '')
      await box.getByRole('button', { name: '签到' }).click()
      await expectVisible(box.getByRole('link', { name: /已签到/ }))
      await press(page, ['l', '…', key, 'Enter'], `${words} ${channel}`)
      await expectVisible(logged(page))
      await expectSoon(async () => api('GET', `/customers/${id}/timeline?kinds=interaction`), ({ data: [contact] }) =>
        expect([contact.record.content, contact.record.channel, contact.record.place ?? null]).toEqual([`${words} ${channel}`, channel, place]))
    }
  })

  test('whoever loads the page again before the answer finds the box empty, and the contact once', async ({ visit }) => {
    const { page, go, api } = await visit('tang')
    const { id } = await api('POST', '/customers', { name: unique('重新载入') })
    const box = page.getByRole('textbox', { name: '聊了什么？' })
    const contacts = () => api('GET', `/customers/${id}/timeline?kinds=interaction`)
    await go(`/customers/${id}`)
    await expectVisible(box)
    // The server has it, and its answer never arrives.
    await page.route('**/api/v1/interactions', (route) => void route.fetch(), { times: 1 })
    await press(page, ['l', '…', 'Enter'], words)
    await expectSoon(contacts, ({ data }) => expect(data).toHaveLength(1))
    await go(`/customers/${id}`)
    await expectVisible(box)
    expect(await box.inputValue()).toBe('')
    await expectVisible(page.getByText(words))
    expect((await contacts()).data).toHaveLength(1)
  })

  test('a second line is Shift and Enter, and an empty box sends nothing', async ({ visit }) => {
    const { page, go, api } = await visit('tang')
    const { id } = await api('POST', '/customers', { name: unique('两行') })
    await go(`/customers/${id}`)
    await expectVisible(page.getByRole('region', { name: '记录接触' }))
    await press(page, ['l', 'Enter', '…', 'Shift+Enter', '…', 'Enter'], words)
    await expectVisible(logged(page))
    const { data } = await api('GET', `/customers/${id}/timeline?kinds=interaction`)
    expect(data.map((entry: { record: { content: string } }) => entry.record.content)).toEqual([`${words}\n${words}`])
  })

  test('from the list, of the row one is at', async ({ visit }) => {
    const { page, go, api } = await visit('tang', { language: 'en' })
    const name = unique('列表')
    const { id } = await api('POST', '/customers', { name })
    await go(`/customers?view=all&q=${name}`)
    await expectVisible(page.getByRole('gridcell').filter({ hasText: name }))
    await press(page, ['j', 'l'], '')
    const dialog = page.getByRole('dialog', { name: `Log a contact with ${name}` })
    await expectVisible(dialog.getByRole('textbox'))
    await press(page, ['…', 'Enter'], words)
    await expectVisible(page.getByRole('status').filter({ hasText: 'Logged' }))
    expect((await api('GET', `/customers/${id}/timeline?kinds=interaction`)).data).toHaveLength(1)
  })

  test('from Today, of a customer that is picked by a few letters', async ({ visit }) => {
    const { page, go, api } = await visit('tang')
    const name = unique('今日起')
    const { id } = await api('POST', '/customers', { name })
    await go('/')
    await expectVisible(page.getByRole('button', { name: '记录接触' }))
    await page.keyboard.press('l')
    const dialog = page.getByRole('dialog', { name: '记录接触' })
    await dialog.getByRole('combobox', { name: '客户' }).fill(name)
    await expectVisible(page.locator('.ant-select-item-option').filter({ hasText: name }))
    await page.keyboard.press('Enter')
    await expectVisible(dialog.getByRole('textbox', { name: '聊了什么？' }))
    await expect.poll(() => dialog.getByRole('textbox', { name: '聊了什么？' }).evaluate((box: any) => box === box.ownerDocument.activeElement)).toBe(true)
    await press(page, ['…', 'Enter'], words)
    await expectVisible(logged(page))
    expect((await api('GET', `/customers/${id}/timeline?kinds=interaction`)).data).toHaveLength(1)
  })
})
