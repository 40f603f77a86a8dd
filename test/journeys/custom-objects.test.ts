import { AxeBuilder } from '@axe-core/playwright'
import { describe, expect } from 'vitest'
import { expectGone, expectVisible, test, unique, type Visitor } from './support.ts'

const isClean = async ({ page }: Visitor) => expect((await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])

describe('an object of the company’s own', () => {
  test('is made on its page, gets a field, and is there for everybody at once', async ({ visit }) => {
    const visitor = await visit('admin')
    const { page, go, api } = visitor
    const colleague = await visit('chen', { language: 'en', theme: 'dark' })
    await colleague.go('/customers')
    // Its plural is one letter more, whatever the word.
    const english = `Sample ${unique('k')}o`
    const chinese = unique('样品')

    await go('/custom-objects')
    await expectVisible(page.getByRole('region', { name: '资质证照' }))
    await isClean(visitor)
    await page.keyboard.press('c')
    const drawer = page.getByRole('dialog', { name: '新建对象' })
    await drawer.getByLabel('中文名称').fill(chinese)
    await drawer.getByLabel('英文名称').fill(english)
    await isClean(visitor)
    await drawer.getByLabel('英文名称').press('Enter')
    const card = page.getByRole('region', { name: chinese })
    await expectVisible(card)

    await card.getByRole('link', { name: '添加字段' }).click()
    const field = page.getByRole('dialog', { name: '新建字段' })
    await field.getByLabel('中文名称').fill('批号')
    await field.getByLabel('英文名称').fill('Batch')
    await field.getByLabel('英文名称').press('Enter')
    await expectVisible(page.getByRole('region', { name: chinese }).getByText('批号'))

    // The colleague had a page open all the while.
    await colleague.page.getByRole('link', { name: `${english}s` }).first().click()
    await expectVisible(colleague.page.getByRole('heading', { level: 1, name: `${english}s` }))
    await colleague.page.keyboard.press('c')
    const form = colleague.page.getByRole('dialog', { name: `New ${english}` })
    await form.getByLabel(/^Name/).fill('Red cloth')
    await form.getByLabel('Batch').fill('B-7')
    await colleague.page.keyboard.press('Control+Enter')
    await expectVisible(colleague.page.getByText('Red cloth').first())
    await isClean(colleague)

    await go('/custom-objects')
    await card.getByRole('button', { name: `删除对象${chinese}` }).click()
    await expectGone(card)
    await page.getByRole('status').getByRole('button', { name: '撤销' }).click()
    await expectVisible(card)
    const [made] = (await api('GET', '/custom-objects?sort=-created_at&limit=1')).data
    expect((await api('GET', `/x-${made.key.replaceAll('_', '-')}`)).data).toMatchObject([{ name: 'Red cloth' }])
  })

  test('stands on the page of its customer, and has a page that fits a phone', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const [certificate] = (await api('GET', '/x-certificate?limit=1')).data
    await go(`/customers/${certificate.customer.id}`)
    await page.getByRole('tab', { name: '资质证照' }).click()
    await expectVisible(page.getByRole('link').filter({ hasText: certificate.name }))
    const phone = await visit('admin', { size: 'phone' })
    await phone.go(`/x-certificate/${certificate.id}`)
    await expectVisible(phone.page.getByRole('heading', { level: 1, name: certificate.name }))
    await isClean(phone)
  })
})
