/** The customers' portal on a phone: signing in with the code of a real mail, a fault with a picture, the talk, the rating. */
// While a button works, and on a busy machine a moment longer, its name begins with "loading".
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { builtPages } from '../../src/app.ts'
import { aContact, aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { openMailbox, type Mailbox, type ReceivedMail } from '../support/mailbox.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { upload } from '../support/upload.ts'
import { expectSoon, expectVisible, test } from './support.ts'

let world: TestApp
let admin: Client
let line = ''
let path = ''
let mailbox: Mailbox<ReceivedMail>

beforeAll(async () => {
  mailbox = await openMailbox()
  world = await startTestApp({ background: true, smtpUrl: mailbox.url, app: { webFolder: builtPages } })
  line = await world.app.server.listen({ host: '127.0.0.1', port: 0 })
  admin = await world.asUser('admin')
  path = new URL((await admin.post('/api/v1/portal-address')).body.address).pathname
})
afterAll(async () => {
  await world.close()
  await mailbox.close()
})

const codeTo = async (mail: string, pattern: RegExp) => {
  let code = ''
  await expectSoon(async () => mailbox.mails.filter(({ to }) => to === mail).map(({ text }) => pattern.exec(text)?.[1] ?? '').at(-1) ?? '', (found) => {
    code = found
    expect(found).toMatch(/^\d{6}$/)
  })
  return code
}
const act = async (id: string, verb: string, input: object = {}) => expect([verb, (await admin.post(`/api/v1/service-requests/${id}/${verb}`, input)).status]).toEqual([verb, 200])
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

describe('a contact with access', () => {
  test('signs in by a code, reports a fault with a picture, answers and rates, on a phone', async ({ visit }) => {
    const customer = await aCustomer(admin, { name: '远航酒店' })
    const contact = await aContact(admin, customer.id, { name: '周敏', emails: ['zhou@hotel.example'] })
    await create(admin, 'assets', { name: '三楼空调', serial: 'AC-3', customer: customer.id })
    await create(admin, 'portal-accesses', { contact: contact.id })

    const { page, go } = await visit(null, { size: 'phone', line })
    await go(path)
    await page.getByLabel('邮箱').fill('zhou@hotel.example')
    await page.getByRole('button', { name: '获取验证码' }).click()
    await page.getByLabel('邮件里的验证码').fill('000000')
    await page.getByRole('button', { name: /登\s?录$/ }).click()
    await expectVisible(page.getByRole('alert').filter({ hasText: '验证码不对或已过期' }))
    await page.getByLabel('邮件里的验证码').fill(await codeTo('zhou@hotel.example', /验证码：(\d{6})/))
    await page.getByRole('button', { name: /登\s?录$/ }).click()
    await expectVisible(page.getByRole('heading', { name: '周敏，您好' }))

    await page.getByRole('link', { name: '提出请求' }).click()
    await page.getByLabel('什么事').fill('空调漏水')
    await page.getByLabel('关于哪台设备或产品').click()
    await page.locator('.ant-select-item-option').filter({ hasText: '三楼空调' }).click()
    await page.getByTestId('public-files').setInputFiles({ name: '漏水.png', mimeType: 'image/png', buffer: picture })
    await expectVisible(page.getByText('漏水.png'))
    await page.getByRole('button', { name: /提\s?交$/ }).click()
    await expectVisible(page.getByRole('heading', { name: '空调漏水' }))
    await expectVisible(page.getByRole('img', { name: '漏水.png' }))
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)

    const [row] = await admin.list('service-requests', { filter: { subject: '空调漏水' } })
    expect(row).toMatchObject({ channel: 'portal', asset: { name: '三楼空调' }, files: [{ name: '漏水.png' }] })
    await act(row.id, 'check-terms')
    const paper = await upload(admin, '/api/v1/files', { fileName: '说明.txt', file: '关阀门' })
    await act(row.id, 'reply', { content: '请先关阀门，哪个房间？', waits: true, files: [{ id: paper.body.id }] })
    await page.getByRole('link', { name: '首页' }).click()
    await expectVisible(page.getByText('等您答复', { exact: true }))
    await page.getByRole('link', { name: /空调漏水/ }).click()
    await expectVisible(page.getByText('我们在等您的答复'))
    await expectVisible(page.getByRole('link', { name: /说明\.txt/ }))
    await page.getByRole('textbox', { name: '留言' }).fill('1208')
    await page.getByRole('button', { name: /发\s?送$/ }).click()
    await expectVisible(page.getByRole('listitem').filter({ hasText: '1208' }))
    await expectSoon(async () => (await admin.get(`/api/v1/service-requests/${row.id}`)).body.status, (status) => expect(status).toBe('terms_checked'))

    await act(row.id, 'diagnose')
    await act(row.id, 'complete', { solution: '换排水管' })
    await page.reload()
    await expectVisible(page.getByText('换排水管'))
    await page.getByRole('radio').nth(4).click()
    await page.getByRole('button', { name: '提交评价' }).click()
    await expectVisible(page.getByRole('heading', { name: '您的评价' }))
    expect((await admin.get(`/api/v1/service-requests/${row.id}`)).body).toMatchObject({ status: 'evaluated', evaluation: 5 })

    await page.getByRole('button', { name: /^退\s?出$/ }).click()
    await expectVisible(page.getByLabel('邮箱'))
    await page.reload()
    await expectVisible(page.getByLabel('邮箱'))
  })

  test('reads orders, contracts and articles in English, until the access is withdrawn', async ({ visit }) => {
    const customer = await aCustomer(admin, { name: 'Harbour Hotels' })
    const contact = await aContact(admin, customer.id, { name: 'Ann Lee', emails: ['ann@hotel.example'] })
    const access = await create(admin, 'portal-accesses', { contact: contact.id, language: 'en' })
    const product = await create(admin, 'products', { name: 'Boiler', price: '100' })
    const order = await create(admin, 'orders', { customer: customer.id, lines: [{ product: product.id, quantity: 2 }] })
    expect((await admin.post(`/api/v1/orders/${order.id}/confirm`)).status).toBe(200)
    await create(admin, 'entitlements', { name: 'Yearly care', customer: customer.id, visits_left: 3 })

    const { page, go } = await visit(null, { language: 'en', line })
    await go(path)
    await page.getByLabel('Mail address').fill('ann@hotel.example')
    await page.getByRole('button', { name: 'Send a code' }).click()
    await page.getByLabel('Code from the mail').fill(await codeTo('ann@hotel.example', /your code: (\d{6})/))
    await page.getByRole('button', { name: /Sign in$/ }).click()
    await expectVisible(page.getByRole('heading', { name: 'Hello, Ann Lee' }))
    await page.getByRole('link', { name: 'Orders' }).click()
    await page.getByRole('link', { name: /Boiler/ }).click()
    await expectVisible(page.getByText('Nothing was shipped yet.'))
    await page.getByRole('link', { name: 'Contracts' }).click()
    await expectVisible(page.getByText('visits left: 3'))
    await page.getByRole('link', { name: 'Articles' }).click()
    await expectVisible(page.getByText('No articles yet.'))

    expect((await admin.post(`/api/v1/portal-accesses/${access.id}/withdraw`)).status).toBe(200)
    await page.getByRole('link', { name: 'Requests', exact: true }).click()
    await expectVisible(page.getByLabel('Mail address'))
  })
})
