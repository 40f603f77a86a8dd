/** The hot line by keyboard, of a known and an unknown number; a missed call that is called back and settled; what whoever leads sees of it. */
import { describe, expect } from 'vitest'
import { expectGone, expectSoon, expectVisible, test, unique } from './support.ts'

let numbers = Date.now() % 10_000_000
const aNumber = () => `131${String(10_000_000 + ((numbers += 1) % 10_000_000)).slice(0, 8)}`

describe('the hot line', () => {
  test('logs a known number in one press, and makes a lead of an unknown one', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const [phone, stranger] = [aNumber(), aNumber()]
    const customer = await api('POST', '/customers', { name: unique('热线客户'), kind: 'person', phones: [phone] })
    await api('POST', '/preferences', { customer: customer.id, kind: 'taboo', text: '午休时不接电话' })
    await api('POST', '/service-requests', { subject: '窗帘关不上', customer: customer.id })

    await go('/calls/hot-line')
    const number = page.getByLabel('来电号码', { exact: true })
    await number.fill(phone)
    await expectVisible(page.getByRole('region', { name: '来电人' }).getByRole('link', { name: customer.name }))
    await expectVisible(page.getByText('午休时不接电话'))
    await expectVisible(page.getByRole('region', { name: '未完成的服务请求' }).getByText('窗帘关不上'))
    await number.press('Enter')
    const words = page.getByLabel('内容', { exact: true })
    await words.pressSequentially('问窗帘什么时候修')
    await words.press('Enter')
    await expectVisible(page.getByText('已登记', { exact: true }))
    await expectSoon(async () => (await api('GET', `/interactions?filter=${encodeURIComponent(JSON.stringify({ customer: customer.id }))}`)).data, (contacts) => expect(contacts).toMatchObject([{ channel: 'call', content: '问窗帘什么时候修' }]))

    await number.fill(stranger)
    await expectVisible(page.getByText('没有客户用这个号码'))
    await page.getByText('新线索', { exact: true }).click()
    await page.getByLabel('称呼', { exact: true }).fill('钱先生')
    await words.fill('想了解加盟')
    await words.press('Enter')
    await expectVisible(page.getByText('已登记，并建立线索'))
    const [call] = (await api('GET', `/calls?filter=${encodeURIComponent(JSON.stringify({ phone: `+86${stranger}` }))}`)).data
    expect(call).toMatchObject({ status: 'done', result: 'lead', lead: { name: '钱先生' } })

    // A request by a key.
    await number.fill(phone)
    await expectVisible(page.getByRole('region', { name: '来电人' }))
    await words.fill('空调不制冷')
    await words.press('Alt+2')
    await page.getByRole('button', { name: '建立请求' }).waitFor()
    await words.press('Enter')
    await expectVisible(page.getByText('已登记，并建立服务请求'))
    await expectSoon(async () => (await api('GET', `/service-requests?filter=${encodeURIComponent(JSON.stringify({ customer: customer.id, subject: '空调不制冷' }))}`)).data, (requests) => expect(requests).toHaveLength(1))
  })

  test('answers what waits, and what was missed is called back and settled', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const [answered, missed] = [aNumber(), aNumber()]
    const customer = await api('POST', '/customers', { name: unique('未接客户'), kind: 'person', phones: [missed] })
    const call = await api('POST', '/calls', { phone: answered })
    await go(`/calls/${call.id}`)
    await page.getByRole('main').getByRole('button', { name: /^接\s?听$/ }).click()
    await page.getByRole('link', { name: '去登记' }).click()
    await expectVisible(page.getByRole('button', { name: /^挂\s?断$/ }))
    const lost = await api('POST', '/calls', { phone: missed })
    const waiting = page.getByRole('region', { name: '等待接听' })
    await expectVisible(waiting.getByText(customer.name))
    await page.getByRole('button', { name: /^挂\s?断$/ }).click()
    await expectVisible(page.getByText('话后处理', { exact: false }).last())
    const words = page.getByLabel('内容', { exact: true })
    await words.fill('问营业时间')
    await words.press('Enter')
    await expectSoon(async () => api('GET', `/calls/${call.id}`), (record) => expect(record).toMatchObject({ status: 'done', note: '问营业时间' }))

    await go(`/calls/${lost.id}`)
    await page.getByRole('main').getByRole('button', { name: /^未\s?接$/ }).click()
    await expectSoon(async () => api('GET', `/calls/${lost.id}`), (record) => expect(record.call_back?.id).toEqual(expect.any(String)))
    await go('/call-backs/due')
    const line = page.getByRole('listitem').filter({ hasText: customer.name })
    await line.getByRole('button', { name: '登记结果' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('未接通', { exact: true }).click()
    await dialog.getByRole('button', { name: '未接通' }).click()
    await expectGone(dialog)
    await expectVisible(line.getByText('已试 1 次', { exact: false }))
    await line.getByRole('button', { name: '登记结果' }).click()
    await dialog.getByLabel('客户怎么说', { exact: true }).fill('只是问个路')
    await dialog.getByRole('button', { name: '已解决' }).click()
    await expectGone(dialog)
    await expectGone(line)
    await expectSoon(async () => (await api('GET', `/call-backs?filter=${encodeURIComponent(JSON.stringify({ customer: customer.id }))}`)).data, (backs) => expect(backs).toMatchObject([{ status: 'settled', tries: 2, words: '只是问个路' }]))

    // A complaint that is done is called back from the same list, by the number of its customer.
    const complaint = await api('POST', '/complaints', { subject: unique('回访'), customer: customer.id })
    const [cause] = (await api('GET', '/complaint-causes?limit=1')).data
    for (const [verb, input] of [['listen', { heard: '太吵' }], ['define', { definition: '施工', cause: cause.id }], ['propose', { proposed: '换房' }], ['agree', { agreed: '换房' }], ['apologise', { apology: '抱歉' }], ['finish', { outcome: '已换' }]] as const) await api('POST', `/complaints/${complaint.id}/${verb}`, input)
    await go('/call-backs/due')
    await expectVisible(page.getByRole('listitem').filter({ hasText: complaint.subject }).locator(`a[href="tel:${customer.phones[0]}"]`))

    await go('/calls/desk')
    await expectVisible(page.getByRole('region', { name: '服务水平' }).getByText('按时接听'))
  })
})
