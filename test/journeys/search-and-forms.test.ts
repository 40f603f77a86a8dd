import { describe, expect } from 'vitest'
import type { Page } from 'playwright-core'
import { expectGone, expectVisible, optionOf, test, unique } from './support.ts'

const results = (page: Page) => page.getByRole('dialog', { name: '搜索' }).getByRole('option')

/** Opens the search box by its key and types. */
async function search(page: Page, words: string): Promise<void> {
  if (!(await page.getByRole('dialog', { name: '搜索' }).isVisible())) await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '搜索记录、页面或操作' }).fill(words)
}

describe('the search box', () => {
  test('a customer is found by two characters, by one, by pinyin, by initials, by a part of a phone, by a contact’s name', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const phone = `1390571${String(Date.now()).slice(-4)}`
    const { id } = await api('POST', '/customers', { name: '彧霖鹤鸣画院有限公司', phones: [phone] })
    await api('POST', '/contacts', { customer: id, name: '司徒彧涵' })
    await go('/')
    await expectVisible(page.getByRole('heading', { level: 1, name: '今日' }))
    for (const words of ['鹤鸣', '彧', 'heming', 'ylhm', phone.slice(3), '彧霖画院']) {
      await search(page, words)
      await expectVisible(results(page).filter({ hasText: '彧霖鹤鸣画院有限公司' }))
    }
    await search(page, '司徒彧')
    await expectVisible(results(page).filter({ hasText: '司徒彧涵' }).filter({ hasText: '彧霖鹤鸣画院有限公司' }))
    await page.keyboard.press('Enter')
    await expectVisible(page.getByRole('heading', { level: 1, name: '彧霖鹤鸣画院有限公司' }))

    // What was opened is offered first the next time, without a word.
    await page.getByRole('link', { name: '今日', exact: true }).click()
    await page.keyboard.press('Control+k')
    await expectVisible(page.getByRole('group', { name: '最近打开' }).getByRole('option').first().filter({ hasText: '彧霖鹤鸣画院有限公司' }))
  })

  test('pages and actions are found in Chinese, pinyin and English, and nothing says so', async ({ visit }) => {
    const { page, go } = await visit('chen')
    await go('/')
    await expectVisible(page.getByRole('heading', { level: 1, name: '今日' }))
    for (const words of ['联系人', 'contacts']) {
      await search(page, words)
      await expectVisible(results(page).filter({ hasText: '联系人' }).filter({ hasText: '页面' }))
    }
    await search(page, 'qqqqzzzz')
    await expectVisible(page.getByText('没有找到“qqqqzzzz”'))
    await search(page, 'dark')
    await expectVisible(results(page).filter({ hasText: '深色' }))
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark')
    await search(page, '退出')
    await page.keyboard.press('Enter')
    await expectVisible(page.getByRole('button', { name: '登录' }))
  })
})

describe('the form', () => {
  test('a customer who may be there already is told while one is typing, and can be created all the same', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const name = unique('鸿雁文具')
    await api('POST', '/customers', { name: `${name}有限公司` })
    await go('/')
    await page.getByRole('button', { name: '新建', exact: true }).click()
    await page.getByRole('menuitem', { name: '客户', exact: true }).click()
    const form = page.getByRole('dialog', { name: '新建客户' })
    await form.getByLabel(/^名称/).fill(`${name}有限公司`)
    await expectVisible(form.getByText('可能已有 1 条相同的记录'))
    await expectVisible(form.getByRole('link', { name: `${name}有限公司` }))
    await expectVisible(form.getByText(/名称相同/))
    await page.keyboard.press('Control+Enter')
    await expectVisible(page.getByText(`已创建 ${name}有限公司`))
    await expectVisible(page.getByRole('heading', { level: 1, name: `${name}有限公司` }))
  })

  test('what is required and what is wrong is told at the field, in words, and the keys are there', async ({ visit }) => {
    const { page, go } = await visit('admin')
    await go('/customers/new')
    await page.getByRole('button', { name: '保存' }).click()
    const name = page.getByLabel(/^名称/)
    await expect.poll(() => name.getAttribute('aria-invalid')).toBe('true')
    expect(await page.locator(`[id="${await name.getAttribute('aria-describedby')}"]`).innerText()).toContain('必填')
    expect(await name.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true)

    await name.fill(unique('错码公司'))
    await page.getByLabel('统一社会信用代码').fill('91330106MA2CDRX75Y')
    await page.getByRole('button', { name: '保存' }).click()
    await expectVisible(page.getByText('统一社会信用代码校验位不符'))
    expect(await page.getByLabel('统一社会信用代码').getAttribute('aria-invalid')).toBe('true')
    await page.getByLabel('统一社会信用代码').fill('')
    await page.getByRole('button', { name: '保存' }).click()
    await expectVisible(page.getByRole('heading', { level: 1, name: /错码公司/ }))
  })

  test('what was typed and not saved is offered again after a reload, and after it is saved no more', async ({ visit }) => {
    const { page, go } = await visit('wang')
    const name = unique('没写完')
    await go('/customers/new')
    await page.getByLabel(/^名称/).fill(name)
    await page.getByLabel('简称').fill('写一半')
    await expect.poll(() => page.evaluate((name) => Object.values({ ...localStorage }).some((text) => String(text).includes(name)), '写一半')).toBe(true)
    await page.reload()
    await expectVisible(page.getByText(/有未保存的内容/))
    expect(await page.getByLabel(/^名称/).inputValue()).toBe('')
    await page.getByRole('button', { name: '恢复' }).click()
    expect(await page.getByLabel(/^名称/).inputValue()).toBe(name)
    expect(await page.getByLabel('简称').inputValue()).toBe('写一半')
    await page.getByRole('button', { name: '保存' }).click()
    await expectVisible(page.getByRole('heading', { level: 1, name }))
    await go('/customers/new')
    await expectVisible(page.getByLabel(/^名称/))
    await expectGone(page.getByText(/有未保存的内容/))
  })

  test('fields that make no sense for a person go away, and phones and addresses are written as people write them', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const name = unique('欧阳')
    await go('/customers/new')
    await page.getByLabel(/^名称/).fill(name)
    await expectVisible(page.getByLabel('法定代表人'))
    await page.getByRole('combobox', { name: /^性质/ }).click()
    await optionOf(page, '个人').click()
    await expectGone(page.getByLabel('法定代表人'))
    await expectVisible(page.getByLabel('性别'))
    await page.getByLabel('电话', { exact: true }).fill('138 0571 1234')
    await page.getByRole('button', { name: '保存' }).click()
    await expectVisible(page.getByRole('heading', { level: 1, name }))
    const id = new URL(page.url()).pathname.split('/').at(-1)
    expect((await api('GET', `/customers/${id}`)).phones).toEqual(['+8613805711234'])
    await expectVisible(page.getByText('138 0571 1234'))
  })
})
