import { describe, expect } from 'vitest'
import { AxeBuilder } from '@axe-core/playwright'
import { expectGone, expectSoon, expectVisible, test, unique, type Visitor } from './support.ts'

/** Two files of one person, the second with a contact logged and a task. */
async function twice({ api }: Visitor): Promise<{ name: string; one: string; other: string }> {
  const name = unique('双份')
  const phone = `137${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`
  const { id: one } = await api('POST', '/customers', { name, kind: 'person', phones: [phone] })
  const { id: other } = await api('POST', '/customers', { name: `${name}先生`, kind: 'person', phones: [phone], wechat: 'second_file' })
  await api('POST', '/tasks', { name: `回电${name}`, customer: other, due_on: '2030-01-01' })
  await api('POST', '/preferences', { customer: other, kind: 'taboo', text: '不吃香菜' })
  // Pairs follow the files a moment later.
  const filter = encodeURIComponent(JSON.stringify({ or: [{ left: one }, { right: one }] }))
  await expectSoon(async () => (await api('GET', `/duplicate-pairs?filter=${filter}`)).data.length, (count) => expect(count).toBe(1))
  return { name, one, other }
}

describe('customers that were entered twice', () => {
  test('are found, compared, merged with all that hangs on them, and taken apart again', async ({ visit }) => {
    const visitor = await visit('admin')
    const { page, go } = visitor
    const { name, one, other } = await twice(visitor)
    await go(`/customers/${one}`)
    await expectVisible(page.getByRole('note').filter({ hasText: '可能有 1 份重复档案' }))
    await page.getByRole('link', { name: '去比较' }).click()
    const comparison = page.getByRole('region', { name: '并排比较' })
    await expectVisible(comparison.getByText('将移到', { exact: false }))
    await expectVisible(page.getByText('理由：电话相同'))
    expect(await comparison.getByText(/将移到/).innerText()).toMatch(/1 条任务.*|1 条偏好/)
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
    expect(violations.map((violation) => [violation.id, violation.nodes[0]?.html])).toEqual([])
    // The name of the second file, by key; the rest as it is offered.
    await comparison.getByRole('radio', { name: '名称：取右边' }).check()
    await page.locator('body').press('m')
    await expectVisible(page.getByText(`已并入“${name}”`))
    await go(`/customers/${one}`)
    await expectVisible(page.getByRole('heading', { level: 1, name: `${name}先生` }))
    await expectVisible(page.getByText('不吃香菜'))
    await expectVisible(page.getByText(`回电${name}`))
    await go(`/customers/${other}`)
    await expectVisible(page.getByText(`这份档案已并入“${name}先生”`))
    await go('/duplicate-pairs?tab=merged')
    await page.getByRole('listitem').filter({ hasText: `${name}先生` }).getByRole('button', { name: '撤销合并' }).click()
    await expectVisible(page.getByText('合并已撤销'))
    await go(`/customers/${one}`)
    await expectVisible(page.getByRole('heading', { level: 1, name, exact: true }))
    await expectGone(page.getByText('不吃香菜'))
    await go(`/customers/${other}`)
    await expectVisible(page.getByText('不吃香菜'))
  })

  test('in English, and said not to be the same', async ({ visit }) => {
    const visitor = await visit('admin', { language: 'en' })
    const { page, go } = visitor
    const { one } = await twice(visitor)
    await go(`/duplicate-pairs?customer=${one}`)
    await expectVisible(page.getByRole('region', { name: 'Side by side' }))
    await page.locator('body').press('d')
    await expectVisible(page.getByText('Noted: not a duplicate'))
    await expectVisible(page.getByText('Nothing fits'))
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
    await expectVisible(page.getByRole('region', { name: 'Side by side' }))
  })

  test('are worked through on a phone', async ({ visit }) => {
    const visitor = await visit('admin', { size: 'phone' })
    const { page, go } = visitor
    const { name, one } = await twice(visitor)
    await go(`/duplicate-pairs?customer=${one}`)
    await page.getByRole('button', { name: new RegExp(name) }).click()
    await expectVisible(page.getByRole('region', { name: '并排比较' }))
    expect(await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0)
    await page.getByRole('button', { name: /^合并为/ }).click()
    await expectVisible(page.getByText(/已并入/))
  })
})
