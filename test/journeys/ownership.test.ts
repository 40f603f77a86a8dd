/** Who holds which customers: claiming from the pool, giving back, a handover with its briefing, rules that are seen before they are on. */
import { describe, expect } from 'vitest'
import { expectGone, expectSoon, expectVisible, test, textsOf } from './support.ts'

describe('the pool', () => {
  test('is claimed from by a click or by a key, and the customer then says how it came', async ({ visit }) => {
    const { page, go, api } = await visit('zhao')
    await go('/pools')
    const rows = page.locator('table tbody tr')
    await expectVisible(rows)
    const [first] = await textsOf(rows.locator('th'))
    const before = await rows.count()
    await page.getByRole('button', { name: `领取 ${first}`, exact: true }).click()
    await expectVisible(page.getByText(`${first} 现在由您负责`))
    await expectSoon(() => rows.count(), (count) => expect(count).toBe(before - 1))
    // The next by keys alone.
    const [second] = await textsOf(rows.locator('th'))
    await page.locator('h1').click()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await expectVisible(page.getByText(`${second} 现在由您负责`))
    const { data } = await api('GET', `/customers?filter=${encodeURIComponent(JSON.stringify({ name: first }))}`)
    await go(`/customers/${data[0].id}`)
    const card = page.getByRole('region', { name: '归属' })
    await expectVisible(card.getByText('从“一般客户公海”领取'))
    await expectVisible(card.getByText('赵明轩'))
    // And back again, with a reason.
    await card.getByRole('button', { name: '变更归属' }).click()
    await page.getByRole('menuitem', { name: '退回公海' }).hover()
    await page.getByRole('menuitem', { name: '无暇跟进' }).click()
    await expectVisible(page.getByText('已退回公海'))
    await expectVisible(card.getByText('无人负责'))
  })

  test('is usable with a thumb, in English', async ({ visit }) => {
    const { page, go } = await visit('wang', { language: 'en', size: 'phone' })
    await go('/pools')
    await expectVisible(page.getByRole('button', { name: /^Claim / }))
    const width = await page.evaluate<number>('document.documentElement.scrollWidth')
    expect(width).toBeLessThanOrEqual(390)
  })
})

describe('a handover', () => {
  test('waits on Today with a briefing of each customer, and is acknowledged', async ({ visit }) => {
    const { page, go } = await visit('chen')
    await go('/')
    const card = page.getByRole('region', { name: '待我确认的交接' })
    await expectVisible(card)
    const waiting = await card.getByRole('listitem').count()
    await card.getByRole('link').nth(1).click()
    await expectVisible(page.getByRole('heading', { name: /^交接说明：/ }))
    for (const part of ['客户是谁', '价值', '未完成的承诺与任务', '最近接触']) await expectVisible(page.getByRole('region', { name: part }))
    await expectVisible(page.getByText('致电客户，介绍新的客户经理'))
    await page.getByRole('button', { name: '确认接手' }).click()
    await expectVisible(page.getByText(/已确认/))
    await go('/')
    if (waiting > 1) await expectSoon(() => card.getByRole('listitem').count(), (count) => expect(count).toBe(waiting - 1))
    else await expectGone(card)
  })

  test('is begun from the page of a customer and taken back', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const chen = (await api('GET', '/users?q=chen')).data[0]
    const { id } = await api('POST', '/customers', { name: '交接试验公司', kind: 'organisation' })
    await go(`/customers/${id}`)
    await page.getByRole('region', { name: '归属' }).getByRole('button', { name: '变更归属' }).click()
    await page.getByRole('menuitem', { name: '交接给他人' }).click()
    await expectVisible(page.getByRole('heading', { name: '新的交接' }))
    await page.getByLabel('接手人').fill('陈浩')
    await page.locator('.ant-select-item-option').filter({ hasText: '陈浩' }).first().click()
    await page.getByLabel('原因').fill('试验')
    await page.getByRole('button', { name: '开始交接' }).click()
    await expectVisible(page.getByRole('heading', { name: '沈静 → 陈浩' }))
    await expectVisible(page.getByRole('button', { name: '撤销交接' }))
    expect((await api('GET', `/customers/${id}`)).owner.id).toBe(chen.id)
    await page.getByRole('button', { name: '撤销交接' }).click()
    await expectVisible(page.getByText('交接已撤销'))
    expect((await api('GET', `/customers/${id}`)).owner.name).toBe('沈静')
    await api('DELETE', `/customers/${id}`)
  })
})

describe('rules', () => {
  test('show what they would do before they are on', async ({ visit }) => {
    const { page, go } = await visit('admin')
    await go('/pool-rules')
    await page.getByRole('button', { name: '重点客户：半年无成交' }).click()
    const simulation = page.getByRole('region', { name: '模拟' })
    await expectVisible(simulation.getByText('90 天内退回'))
    await expectVisible(simulation.getByRole('img'))
    await expectVisible(simulation.getByRole('row').filter({ hasText: '没有成交' }))
    await go('/assignment-rules')
    await page.getByRole('button', { name: '企业客户均分给销售一部' }).click()
    await expectVisible(page.getByRole('region', { name: '模拟' }).getByText(/位可选人中/))
    await go('/removal-rules')
    await page.getByRole('button', { name: '新建规则' }).click()
    // A rule that says too little proposes nobody.
    await expectVisible(page.getByRole('region', { name: '模拟' }).getByText('填写月数或完整度后', { exact: false }))
    await page.getByLabel('至少多少个月').fill('36')
    await expectVisible(page.getByRole('region', { name: '模拟' }).getByText('会提出清理'))
  })

  test('and fairness is a picture with the table behind it', async ({ visit }) => {
    const { page, go } = await visit('admin', { language: 'en' })
    await go('/fairness')
    await expectVisible(page.getByRole('region', { name: 'Spread (Gini)' }))
    await page.locator('.ant-segmented').getByText('Open tasks', { exact: true }).click()
    await expectVisible(page.getByRole('img', { name: /Open tasks by person/ }))
  })
})
