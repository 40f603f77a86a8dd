import { describe, expect } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { expectGone, expectVisible, optionOf, patience, test, unique } from './support.ts'

interface FieldCase {
  type: string
  /** A field that customers have; else one is added for the journey. */
  own?: string
  settings?: object
  /** What a person does in the open editor. */
  enter(page: Page, editor: Locator): Promise<void>
  /** What is stored then. */
  stored: unknown
}

const typed = (text: string) => async (page: Page) => {
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}
const saved = async (editor: Locator) => editor.getByRole('button', { name: '保存' }).click()
const picked = (text: string) => async (page: Page) => optionOf(page, text).first().click()
const options = [{ key: 'one', label: { zh: '其一', en: 'One' } }, { key: 'two', label: { zh: '其二', en: 'Two' } }]

/** Every type that a cell can be edited as; those that nobody writes (sequence by its format, formula) have no editor. */
const cases: FieldCase[] = [
  { type: 'text', own: 'short_name', enter: typed('甲方'), stored: '甲方' },
  { type: 'rich_text', own: 'remark', enter: async (page, editor) => { await page.keyboard.type('一句话'); await saved(editor) }, stored: '一句话' },
  { type: 'number', own: 'credit_days', enter: typed('30'), stored: 30 },
  { type: 'money', own: 'credit_limit', enter: typed('1234.5'), stored: '1234.50' },
  { type: 'percent', enter: typed('12'), stored: expect.toSatisfy((value: unknown) => Number(value) === 12) },
  { type: 'duration', enter: typed('90'), stored: 90 },
  { type: 'date', own: 'founded_on', enter: typed('2001-02-28'), stored: '2001-02-28' },
  { type: 'time', enter: typed('09:30'), stored: expect.stringMatching(/^09:30/) },
  { type: 'datetime', enter: async (page) => { await page.keyboard.type('2027-05-12 09:30'); await page.keyboard.press('Enter'); await page.keyboard.press('Enter') }, stored: '2027-05-12T01:30:00+00:00' },
  { type: 'boolean', enter: async (_page, editor) => editor.getByRole('switch').click(), stored: true },
  { type: 'choice', own: 'source', enter: picked('到店'), stored: 'walk_in' },
  { type: 'choices', settings: { options }, enter: async (page, editor) => { await editor.getByRole('combobox').click(); await optionOf(page, '其二').click(); await page.keyboard.press('Escape').catch(() => undefined); await saved(editor) }, stored: ['two'] },
  { type: 'person', own: 'owner', enter: async (page) => { await page.keyboard.type('林'); await optionOf(page, '林').first().click() }, stored: expect.objectContaining({ name: expect.stringContaining('林') }) },
  { type: 'phone', own: 'phones', enter: async (_page, editor) => { await editor.getByRole('textbox').first().fill('13800138000'); await saved(editor) }, stored: ['+8613800138000'] },
  { type: 'mail', own: 'emails', enter: async (_page, editor) => { await editor.getByRole('textbox').first().fill('a@b.example'); await saved(editor) }, stored: ['a@b.example'] },
  { type: 'address', own: 'addresses', enter: async (_page, editor) => { await editor.getByRole('button', { name: '添加地址' }).click(); await editor.getByRole('textbox', { name: '街道' }).fill('文三路 100 号'); await saved(editor) }, stored: [expect.objectContaining({ street: '文三路 100 号' })] },
  { type: 'tags', own: 'tags', enter: async (page, editor) => { await page.keyboard.type('会议'); await page.keyboard.press('Enter'); await page.keyboard.press('Escape').catch(() => undefined); await saved(editor) }, stored: ['会议'] },
  { type: 'rating', enter: async (_page, editor) => editor.getByRole('radio').nth(3).click(), stored: 4 },
  { type: 'json', own: 'tax_bank', enter: async (_page, editor) => { await editor.getByRole('textbox', { name: '税号' }).fill('91330106'); await saved(editor) }, stored: expect.objectContaining({ tax_number: '91330106' }) },
]

describe('a cell of a list is edited where it stands', () => {
  for (const one of cases) {
    test(`${one.type}: by a double click, and what was entered is stored and shown`, async ({ visit }) => {
      const { page, go, api } = await visit('admin')
      const key = one.own ?? unique(`t_${one.type}_`)
      const field = one.own ? null : await api('POST', '/custom-fields', { object: 'customer', key, type: one.type, label_zh: `试${one.type}`, label_en: key, settings: one.settings ?? {} })
      try {
        const name = unique('单元格')
        const { id } = await api('POST', '/customers', { name, owner: null })
        await go(`/customers?${new URLSearchParams({ view: 'all', filter: JSON.stringify({ id }), columns: `name,${key}` })}`)
        const cell = page.getByRole('row').filter({ hasText: name }).getByRole('gridcell').nth(2)
        await expectVisible(cell)
        await cell.dblclick()
        await expect.poll(() => cell.locator('input, textarea, button, [role=radio]').count(), { timeout: patience }).toBeGreaterThan(0)
        await one.enter(page, cell)
        await expect.poll(async () => (await api('GET', `/customers/${id}`))[key], { timeout: patience }).toEqual(one.stored)
        await expectVisible(page.getByText(/^已保存：/))
        await expectGone(cell.locator('input:not([type=checkbox]), textarea'))
        expect((await cell.innerText()).trim()).not.toBe('')
      } finally {
        if (field) await api('DELETE', `/custom-fields/${field.id}`)
      }
    })
  }
})
