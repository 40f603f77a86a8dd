import { AxeBuilder } from '@axe-core/playwright'
import { describe, expect } from 'vitest'
import { expectGone, expectVisible, test, unique, type Visitor } from './support.ts'

async function aGroup({ api }: Visitor) {
  const [group, unit, partner] = await Promise.all(['集团', '下属', '伙伴'].map((word) => api('POST', '/customers', { name: unique(word) })))
  await api('PATCH', `/customers/${unit.id}`, { parent: group.id })
  await api('POST', '/relationships', { customer: group.id, kind: 'partner', other: partner.id })
  await api('POST', '/contacts', { customer: unit.id, name: '严守', level: 'strategic', decision_role: 'decider', attitude: 'opposed', position: '总经理' })
  return { group, unit, partner }
}

const isClean = async (visitor: Visitor) => expect((await new AxeBuilder({ page: visitor.page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])

describe('the network of a customer', () => {
  test('is a picture with its table, reached by keys, and leads to the other customers', async ({ visit }) => {
    const visitor = await visit('admin')
    const { page, go } = visitor
    const { group, unit, partner } = await aGroup(visitor)
    await go(`/customers/${unit.id}`)
    await page.getByRole('region', { name: '客户关系' }).getByRole('button', { name: '看关系图' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: `关系图：${unit.name}` })
    await expectVisible(dialog.getByRole('img', { name: /3 个客户和联系人/ }))
    await expectVisible(dialog.getByRole('row').filter({ hasText: group.name }).filter({ hasText: '上级' }).filter({ hasText: unit.name }))
    await expectVisible(dialog.getByRole('row').filter({ hasText: '严守' }).filter({ hasText: '总经理' }))
    await isClean(visitor)
    expect(new URL(page.url()).searchParams.get('show')).toBe('network')
    await dialog.getByRole('link', { name: partner.name }).press('Enter')
    await expectVisible(page.getByRole('heading', { level: 1, name: partner.name }))
    await expectGone(dialog)
  })
})

describe('the organisation chart', () => {
  test('shows level, part in decisions and attitude in words, and adds and edits people', async ({ visit }) => {
    const visitor = await visit('admin', { language: 'en', theme: 'dark' })
    const { page, go } = visitor
    const { unit } = await aGroup(visitor)
    await go(`/customers/${unit.id}?show=people`)
    const dialog = page.getByRole('dialog', { name: `People at ${unit.name}` })
    const top = dialog.getByRole('listitem', { name: 'Strategic' })
    await expectVisible(top.getByText('Decider'))
    await expectVisible(top.getByText('▼ Opposed'))
    await isClean(visitor)
    await dialog.getByRole('button', { name: 'Add a contact: Operational' }).click()
    const form = page.getByRole('dialog', { name: 'New contact' })
    await form.getByLabel(/^Name/).fill('Ruth Bell')
    await page.keyboard.press('Control+Enter')
    await expectVisible(dialog.getByRole('listitem', { name: 'Operational' }).getByRole('link', { name: 'Ruth Bell' }))
    await dialog.getByRole('button', { name: 'Edit 严守' }).click()
    await expectVisible(page.getByRole('dialog').getByLabel('Position'))
  })
})
