/** A complaint from the service request through every step, with compensation under approval and the call-back; and a rule that is tried before it is on. */
import { describe, expect } from 'vitest'
import { expectGone, expectSoon, expectVisible, test, unique, type Visitor } from './support.ts'

/** Presses the button of what is next, says what is asked, and waits for the step after it. */
async function step({ page }: Visitor, button: string, fill: [string, string][], next: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: button, exact: true }).first().click()
  const dialog = page.getByRole('dialog', { name: button })
  for (const [label, text] of fill) await dialog.getByLabel(label, { exact: true }).fill(text)
  await dialog.getByRole('button', { name: button, exact: true }).click()
  await expectGone(dialog)
  await expectVisible(page.getByText(next, { exact: true }))
}

describe('a complaint', () => {
  test('is opened from a request, goes through its seven steps with compensation that is approved, and is verified by the call-back', async ({ visit }) => {
    const clerk = await visit('wu')
    const { page, go, api } = clerk
    const customer = await api('POST', '/customers', { name: unique('投诉客户'), kind: 'organisation' })
    const subject = unique('大堂施工噪声')
    const request = await api('POST', '/service-requests', { subject, kind: 'complaint', customer: customer.id, description: '敲到半夜' })

    await go(`/service-requests/${request.id}`)
    await page.getByRole('button', { name: '建立投诉' }).click()
    await expectVisible(page.getByText('下一步：倾听客户', { exact: true }))
    await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/complaints\/[0-9a-f-]{36}$/)
    const id = new URL(page.url()).pathname.split('/')[2]!
    await step(clerk, '登记倾听', [['听到的', '说好十点停工，十二点还在敲'], ['客户要求', '退一晚房费']], '下一步：界定问题')

    await page.getByRole('main').getByRole('button', { name: '界定问题', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: '界定问题' })
    await dialog.getByLabel('问题界定', { exact: true }).fill('施工超时没有人制止')
    await dialog.getByRole('combobox', { name: '原因', exact: true }).fill('承诺')
    await page.getByTitle('承诺未兑现').click()
    await dialog.getByRole('button', { name: '界定问题', exact: true }).click()
    await expectVisible(page.getByText('下一步：提出方案', { exact: true }))
    await step(clerk, '提出方案', [['提出的方案', '退一晚房费并换房']], '下一步：达成一致')

    await page.getByRole('main').getByRole('button', { name: '其他处理' }).click()
    await page.getByRole('menuitem', { name: '提出补偿' }).click()
    const offer = page.getByRole('dialog', { name: '提出补偿' })
    await offer.getByLabel('金额', { exact: true }).fill('880')
    await offer.getByLabel('说明', { exact: true }).fill('退一晚')
    await offer.getByRole('button', { name: /^提\s?交$/ }).click()
    const card = page.getByRole('region', { name: '补偿', exact: true })
    await expectVisible(card.getByText('审批中'))

    await step(clerk, '达成一致', [['达成的一致', '同意退一晚']], '下一步：致歉')
    await step(clerk, '登记致歉', [['致歉', '值班经理当面致歉']], '下一步：执行')
    // What was promised is not given yet.
    await page.getByRole('main').getByRole('button', { name: '执行完成', exact: true }).click()
    const finish = page.getByRole('dialog', { name: '执行完成' })
    await finish.getByLabel('执行结果', { exact: true }).fill('已换房')
    await finish.getByRole('button', { name: '执行完成', exact: true }).click()
    await expectVisible(finish.getByText('还有补偿未发放', { exact: false }))
    await page.keyboard.press('Escape')
    await expectGone(finish)

    const boss = await visit('he', { size: 'phone' })
    const [compensation] = (await api('GET', `/compensations?filter=${encodeURIComponent(JSON.stringify({ complaint: id }))}`)).data
    const [approval] = (await api('GET', `/approvals?filter=${encodeURIComponent(JSON.stringify({ record: compensation.id }))}`)).data
    await boss.go(`/approvals/${approval.id}`)
    await boss.page.getByRole('button', { name: /^同\s?意$/ }).click()
    await expectVisible(boss.page.getByText('已同意'))

    await page.reload()
    await expectVisible(card.getByText('待发放'))
    await card.getByRole('button', { name: '登记发放', exact: true }).click()
    const giving = page.getByRole('dialog', { name: '登记发放' })
    await giving.getByLabel('如何发放', { exact: true }).fill('原路退回')
    await giving.getByRole('button', { name: '登记发放', exact: true }).click()
    await expectVisible(card.getByText('已发放'))
    await step(clerk, '执行完成', [['执行结果', '已换房']], '下一步：回访核实')

    await page.getByRole('main').getByRole('button', { name: '登记回访', exact: true }).click()
    const call = page.getByRole('dialog', { name: '登记回访' })
    await call.getByLabel('客户怎么说', { exact: true }).fill('可以了，谢谢')
    await call.getByRole('button', { name: /^核\s?实$/ }).click()
    await expectSoon(async () => api('GET', `/complaints/${id}`), (record) => expect(record).toMatchObject({ status: 'verified', origin: 'request', compensation_cost: '880.00', call_back_words: '可以了，谢谢' }))
    await expectGone(page.getByRole('button', { name: '登记回访', exact: true }))
    await go(`/customers/${customer.id}`)
    await expectVisible(page.getByRole('region', { name: '投诉', exact: true }).getByText(subject))
    await go(`/service-requests/${request.id}`)
    await expectVisible(page.getByRole('region', { name: '投诉档案' }).getByText('已核实'))
  })
})

describe('an early warning', () => {
  test('is tried before it is switched on, in English', async ({ visit }) => {
    const { page, go, api } = await visit('tang', { language: 'en' })
    const name = unique('Faults ')
    const rule = await api('POST', '/warning-rules', { name, kind: 'repeated_fault', threshold: 50, window_days: 1 })
    await go('/warning-rules')
    await page.getByRole('switch', { name: `Switch on ${name}` }).click()
    const dialog = page.getByRole('dialog', { name: `Simulation: ${name}` })
    await expectVisible(dialog.getByText('It would open no case now.'))
    expect((await api('GET', `/warning-rules/${rule.id}`)).is_active).toBe(false)
    await dialog.getByRole('button', { name: 'Switch on' }).click()
    await expectSoon(async () => (await api('GET', `/warning-rules/${rule.id}`)).is_active, (isActive) => expect(isActive).toBe(true))
    await go('/complaints/quality')
    await expectVisible(page.getByRole('region', { name: 'By cause' }))
    await api('DELETE', `/warning-rules/${rule.id}`)
  })
})
