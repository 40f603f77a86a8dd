/** From asking for a credit limit to the decision: at the desk and with a thumb. */
import { describe, expect } from 'vitest'
import { expectGone, expectVisible, test, type Visitor } from './support.ts'

/** A customer of the person, and its page with the limit asked for. */
async function ask({ page, go, api }: Visitor, limit: string, reason: string): Promise<string> {
  const customer = await api('POST', '/customers', { name: `审批客户 ${Math.random().toString(36).slice(2, 8)}`, kind: 'organisation' })
  await go(`/customers/${customer.id}`)
  await page.getByRole('button', { name: '申请额度' }).click()
  await page.getByLabel('申请的额度').fill(limit)
  await page.getByLabel('申请说明').fill(reason)
  await page.getByRole('button', { name: '提 交' }).or(page.getByRole('button', { name: '提交', exact: true })).click()
  await expectVisible(page.getByText('已提交审批'))
  await expectVisible(page.getByText('等待林悦审批'))
  return customer.id
}

describe('a credit limit', () => {
  test('is asked for on the page of the customer, approved with a thumb, and stands on the file', async ({ visit }) => {
    const chen = await visit('chen')
    const customer = await ask(chen, '66000', '新签年度协议')
    const { page, go } = await visit('lin', { size: 'phone' })
    await go('/')
    const card = page.getByRole('region', { name: '待我审批' })
    await expectVisible(card)
    const { data } = await chen.api('GET', `/approvals?filter=${encodeURIComponent(JSON.stringify({ record: customer }))}`)
    await go(`/approvals/${data[0].id}`)
    await expectVisible(page.getByText('新签年度协议'))
    const approve = page.getByRole('button', { name: /^同\s?意$/ })
    await expectVisible(approve)
    const box = await approve.boundingBox()
    expect(box && box.height >= 44 && box.y + box.height <= 844).toBe(true)
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    await approve.click()
    await expectVisible(page.getByText('已同意'))
    await expectGone(approve)
    expect((await chen.api('GET', `/customers/${customer}`)).credit_limit).toBe('66000.00')
    await chen.page.reload()
    await expectVisible(chen.page.getByText('已同意'))
  })

  test('is refused and returned only with words, and the requester reads them', async ({ visit }) => {
    const chen = await visit('chen')
    const customer = await ask(chen, '55000', '试一试')
    const { page, go } = await visit('lin')
    const latest = async () => (await chen.api('GET', `/approvals?sort=-created_at&filter=${encodeURIComponent(JSON.stringify({ record: customer }))}`)).data[0].id
    await go(`/approvals/${await latest()}`)
    await page.getByRole('button', { name: /^退\s?回$/ }).click()
    await expectVisible(page.getByText('请写明原因'))
    await page.getByLabel('意见', { exact: true }).fill('请附报表')
    await page.getByRole('button', { name: /^退\s?回$/ }).click()
    await expectVisible(page.getByText('已退回'))
    await chen.go(`/approvals/${await latest()}`)
    await expectVisible(chen.page.getByText('请附报表'))
    await chen.api('POST', `/customers/${customer}/request-credit-limit`, { credit_limit: '44000' })
    await go(`/approvals/${await latest()}`)
    await expectVisible(page.getByRole('heading', { name: '第 2 轮' }))
    await page.getByLabel('意见', { exact: true }).fill('额度仍偏高')
    await page.getByRole('button', { name: /^拒\s?绝$/ }).click()
    await expectVisible(page.getByText('已拒绝'))
    expect((await chen.api('GET', `/customers/${customer}`)).credit_limit).toBeNull()
  })
})

test('a line is drawn up with its steps, in English', async ({ visit }) => {
  const { page, go, api } = await visit('tang', { language: 'en' })
  await go('/approval-lines')
  await page.getByRole('button', { name: 'New line' }).click()
  await page.getByLabel('Name').fill('Very large limits')
  await page.getByRole('spinbutton', { name: 'Order' }).fill('900')
  await page.getByRole('button', { name: 'Add a step' }).click()
  await expectVisible(page.getByRole('group', { name: 'Step 2' }))
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expectVisible(page.getByRole('button', { name: 'Very large limits' }))
  const { data } = await api('GET', `/approval-lines?filter=${encodeURIComponent(JSON.stringify({ name: 'Very large limits' }))}`)
  expect(data[0].steps).toHaveLength(2)
  await api('DELETE', `/approval-lines/${data[0].id}`)
})
