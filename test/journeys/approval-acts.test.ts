/** Every act of an approval by hand: a line drawn up for some and on a condition, signed in turn, handed on, added to, withdrawn, and signed for somebody who is away. */
import { describe, expect } from 'vitest'
import { expectGone, expectSoon, expectVisible, optionOf, test, unique, type Visitor } from './support.ts'
import type { Locator, Page } from 'playwright-core'

const button = (place: Page | Locator, name: string) => place.getByRole('button', { name: new RegExp(`^(loading )?${[...name].join('\\s?')}$`) })

async function pick(page: Page, box: Locator, words: string): Promise<void> {
  await box.click()
  await box.fill(words)
  await optionOf(page, words).click()
}

/** A customer of the person, and a limit asked for it. */
async function asked({ api }: Visitor, customer: string, limit: string): Promise<{ id: string; customer: string }> {
  const made = await api('POST', '/customers', { name: customer, kind: 'organisation' })
  const { id } = await api('POST', `/customers/${made.id}/request-credit-limit`, { credit_limit: limit, reason: '年度协议' })
  return { id, customer: made.id }
}

const trail = (page: Page) => page.getByRole('region', { name: '审批过程' })

describe('a line', () => {
  test('is drawn up for a department, on a condition, with signers in turn and a role, and is gone through as it says', async ({ visit }) => {
    const tang = await visit('tang')
    const [name, customer] = [unique('专项额度'), unique('专项客户')]
    const { page, go, api } = tang
    await go('/approval-lines')
    await button(page, '新建流程').click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('combobox', { name: '什么事项' }).click()
    await optionOf(page, '客户 · 信用额度').click()
    await drawer.getByLabel('名称').fill(name)
    await drawer.getByLabel('金额从').fill('100000')
    await pick(page, drawer.getByRole('combobox', { name: '申请人部门' }), '销售一部')
    await page.keyboard.press('Escape')
    const step = (number: number) => drawer.getByRole('group', { name: `第 ${number} 步` })
    await step(1).getByRole('combobox', { name: '由谁审批' }).click()
    await optionOf(page, '指定人员').click()
    const people = step(1).getByRole('combobox', { name: '人员' })
    await pick(page, people, '林悦')
    await expectVisible(step(1).getByText('林悦'))
    await pick(page, people, '周远')
    await expectVisible(step(1).getByText('周远'))
    await step(1).getByRole('combobox', { name: '多人时' }).click()
    await optionOf(page, '依次审批').click()
    await button(drawer, '添加一步').click()
    await step(2).getByRole('combobox', { name: '由谁审批' }).click()
    await optionOf(page, '角色').click()
    await pick(page, step(2).getByRole('combobox', { name: '角色' }), '经理 Manager')
    await pick(page, step(2).getByRole('combobox', { name: '限于部门' }), '餐饮部')
    // For this customer only: other journeys ask for limits as well. Saved at once: what was typed last is not waited for.
    await drawer.getByRole('combobox', { name: '字段' }).click()
    await page.keyboard.type('名称')
    await optionOf(page, '名称').filter({ hasText: /^名称$/ }).first().click()
    await drawer.getByLabel('值', { exact: true }).fill(customer)
    await button(drawer, '保存').click()
    await expectGone(drawer)
    const line = page.getByRole('listitem').filter({ has: page.getByRole('button', { name, exact: true }) })
    await expectVisible(line.getByText(/¥100,000 起 · 限销售一部.*提交 · 附条件 · 林悦、周远（依次审批） → 经理（餐饮部）/))
    const { data } = await api('GET', `/approval-lines?filter=${encodeURIComponent(JSON.stringify({ name }))}`)
    expect(data[0].condition).toEqual({ name: { contains: customer } })
    try {
      const chen = await visit('chen')
      const { id } = await asked(chen, customer, '150000')
      const zhou = await visit('zhou', { size: 'phone' })
      // Out of turn there is nothing to press.
      await zhou.go(`/approvals/${id}`)
      await expectVisible(trail(zhou.page).getByText('依次审批'))
      expect(await zhou.page.getByRole('region', { name: '我的决定' }).count()).toBe(0)
      const lin = await visit('lin')
      await lin.go(`/approvals/${id}`)
      await lin.page.getByLabel('意见', { exact: true }).fill('客户可靠')
      await button(lin.page, '同意').click()
      await expectGone(lin.page.getByRole('region', { name: '我的决定' }))
      await zhou.go(`/approvals/${id}`)
      await expectVisible(trail(zhou.page).getByText('客户可靠'))
      await button(zhou.page, '同意').click()
      await expectGone(zhou.page.getByRole('region', { name: '我的决定' }))
      const luo = await visit('luo', { language: 'en' })
      await luo.go(`/approvals/${id}`)
      await button(luo.page, 'Approve').click()
      await expectGone(luo.page.getByRole('region', { name: 'My decision' }))
      expect((await chen.api('GET', `/approvals/${id}`)).status).toBe('approved')
    } finally {
      await api('DELETE', `/approval-lines/${data[0].id}`)
    }
  })
})

describe('a request', () => {
  test('has a signer added, is handed on, and says so in its trail: with a thumb', async ({ visit }) => {
    const liu = await visit('liu')
    const { id, customer } = await asked(liu, unique('加签客户'), '30000')
    const han = await visit('han', { size: 'phone' })
    await han.go(`/approvals/${id}`)
    const decision = han.page.getByRole('region', { name: '我的决定' })
    const dialog = han.page.getByRole('dialog')
    await button(decision, '更多').click()
    await han.page.getByRole('menuitem', { name: '加签' }).click()
    await pick(han.page, dialog.getByRole('combobox', { name: '审批人' }), '何雅琴')
    await dialog.getByLabel('意见').fill('先请服务部看看')
    await button(dialog, '加签').click()
    await expectGone(dialog)
    await expectVisible(trail(han.page).getByText('由韩磊加签'))
    // Before it is said, it is not one's turn.
    await expectGone(decision)
    const he = await visit('he', { size: 'phone' })
    await he.go(`/approvals/${id}`)
    await button(he.page, '同意').click()
    await expectGone(he.page.getByRole('region', { name: '我的决定' }))
    await han.go(`/approvals/${id}`)
    await button(decision, '更多').click()
    await han.page.getByRole('menuitem', { name: '转交' }).click()
    await pick(han.page, dialog.getByRole('combobox', { name: '审批人' }), '周远')
    await button(dialog, '转交').click()
    await expectGone(dialog)
    await expectGone(decision)
    const zhou = await visit('zhou')
    await zhou.go(`/approvals/${id}`)
    await expectVisible(trail(zhou.page).getByText(/代替韩磊/))
    await button(zhou.page, '同意').click()
    await expectGone(zhou.page.getByRole('region', { name: '我的决定' }))
    await expectSoon(async () => liu.api('GET', `/customers/${customer}`), (kept) => expect(kept.credit_limit).toBe('30000.00'))
    await liu.go(`/approvals/${id}`)
    for (const words of ['先请服务部看看', '由韩磊加签', '代替韩磊']) await expectVisible(trail(liu.page).getByText(words, { exact: false }))
    expect(await han.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  })

  test('is withdrawn by whoever asked, with a word of why', async ({ visit }) => {
    const liu = await visit('liu', { size: 'phone' })
    const { id } = await asked(liu, unique('撤回客户'), '20000')
    await liu.go(`/approvals/${id}`)
    await button(liu.page, '撤回').click()
    await liu.page.getByLabel('撤回说明（可不填）').fill('客户改了主意')
    await button(liu.page.getByRole('tooltip'), '撤回').click()
    await expectVisible(liu.page.getByText('撤回说明：客户改了主意'))
    await expectGone(button(liu.page, '撤回'))
    expect((await liu.api('GET', `/approvals/${id}`)).status).toBe('withdrawn')
  })

  test('is signed by the substitute of somebody who is away, who is named on the page of one’s account', async ({ visit }) => {
    const xie = await visit('xie')
    await xie.go('/account')
    await button(xie.page, '指定代理人').click()
    await pick(xie.page, xie.page.getByRole('combobox', { name: '代理人' }), '许佳宁')
    const day = await xie.page.getByLabel('从', { exact: true }).inputValue()
    await xie.page.getByLabel('到', { exact: true }).fill(day)
    await xie.page.keyboard.press('Tab')
    await button(xie.page, '保存').click()
    await expectVisible(xie.page.getByText('许佳宁'))
    await expectGone(xie.page.getByRole('combobox', { name: '代理人' }))
    try {
      const ma = await visit('ma')
      const { id } = await asked(ma, unique('代理客户'), '10000')
      const xu = await visit('xu')
      await xu.go(`/approvals/${id}`)
      await expectVisible(xu.page.getByText('谢婷不在，由您代理审批。'))
      await button(xu.page, '同意').click()
      await expectVisible(trail(xu.page).getByText('许佳宁代理签批'))
      expect((await ma.api('GET', `/approvals/${id}`)).status).toBe('approved')
    } finally {
      for (const { id } of (await xie.api('GET', '/substitutes')).data) await xie.api('DELETE', `/substitutes/${id}`)
    }
  })
})
