import { describe, expect } from 'vitest'
import { expectGone, expectVisible, optionOf, test, unique } from './support.ts'

describe('language and theme', () => {
  test('the language changes at once, everywhere, and stays', async ({ visit }) => {
    const { page, go } = await visit('chen')
    await go('/customers?view=all')
    await expectVisible(page.getByRole('columnheader', { name: '近一年消费' }))
    await page.getByRole('button', { name: 'English' }).click()
    await expectVisible(page.getByRole('heading', { level: 1, name: 'Customers' }))
    await expectVisible(page.getByRole('columnheader', { name: 'Annual amount' }))
    await expectVisible(page.getByRole('tab', { name: 'My customers' }))
    await expectVisible(page.getByRole('link', { name: 'Interactions', exact: true }))
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await page.getByText(/^(客户|任务|今日|新建|筛选)$/).count()).toBe(0)
    await page.reload()
    await expectVisible(page.getByRole('heading', { level: 1, name: 'Customers' }))
    // The server answers in the language of the pages.
    await page.getByRole('main').getByRole('button', { name: 'New', exact: true }).click()
    await page.getByRole('dialog').getByLabel(/^Name/).fill('A name')
    await page.getByRole('dialog').getByLabel('Credit code').fill('91330106MA2CDRX75Y')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await expectVisible(page.getByText(/its check digit does not fit/))
  })

  test('the dark theme is chosen, stays, and is there before the first paint', async ({ visit }) => {
    const { page, go } = await visit('chen')
    await go('/')
    const background = () => page.locator('body').evaluate((body) => body.ownerDocument.defaultView!.getComputedStyle(body).backgroundColor)
    const light = await background()
    await page.getByRole('button', { name: '外观：浅色' }).click()
    await expectVisible(page.getByRole('button', { name: '外观：深色' }))
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    expect(await background()).not.toBe(light)
    await page.reload({ waitUntil: 'commit' })
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark')
  })
})

describe('on a phone', () => {
  test('five places lie under the thumb, and nothing is wider than the page', async ({ visit }) => {
    const { page, go } = await visit('chen', { size: 'phone' })
    await go('/')
    const bar = page.getByRole('navigation')
    await expectVisible(bar.getByRole('link', { name: '今日' }))
    const wide = () => page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)
    expect(await wide()).toBe(0)
    for (const place of ['客户', '任务']) {
      await bar.getByRole('link', { name: place }).click()
      await expectVisible(page.getByRole('heading', { level: 1, name: place }))
      await expectVisible(page.getByRole('list', { name: place }).getByRole('listitem'))
      expect(await wide()).toBe(0)
    }
    await bar.getByRole('button', { name: '更多' }).click()
    await page.getByRole('dialog').getByRole('link', { name: '纪念日' }).click()
    await expectVisible(page.getByRole('heading', { level: 1, name: '纪念日' }))
    expect(await wide()).toBe(0)
    for (const place of await bar.locator('a, button').all()) expect((await place.boundingBox())!.height).toBeGreaterThanOrEqual(44)
  })

  test('a list is cards, one of them is opened, a contact is logged, and the way back leads to the list', async ({ visit }) => {
    const { page, go, api } = await visit('tang', { size: 'phone' })
    const name = unique('掌上')
    await api('POST', '/customers', { name, phones: ['13800138000'] })
    await go('/customers?view=all')
    await page.getByRole('textbox', { name: '在客户中查找' }).fill(name)
    await expectVisible(page.getByText('共 1 条'))
    await page.getByRole('list', { name: '客户' }).getByRole('link', { name }).click()
    await expectVisible(page.getByRole('heading', { level: 1, name }))
    await page.getByRole('tab', { name: '动态' }).click()
    await page.getByRole('textbox', { name: '聊了什么？' }).fill('路上打的电话')
    await page.getByRole('region', { name: '记录接触' }).getByRole('button', { name: '记录', exact: true }).click()
    await expectVisible(page.getByRole('region', { name: '动态' }).getByText('路上打的电话'))
    await page.goBack()
    await expectVisible(page.getByText('共 1 条'))
  })

  test('a form is one column, and its buttons stay in reach', async ({ visit }) => {
    const { page, go } = await visit('tang', { size: 'phone' })
    await go('/')
    await page.getByRole('navigation').getByRole('button', { name: '新建' }).click()
    await page.getByRole('button', { name: '客户', exact: true }).click()
    const form = page.getByRole('dialog', { name: '新建客户' })
    await expectVisible(form.getByLabel(/^名称/))
    const lefts = async () => {
      const boxes = await Promise.all(['名称', '性质', '简称', '类别', '行业', '电话'].map((label) => form.locator('label').filter({ hasText: label }).first().boundingBox()))
      return new Set(boxes.map((box) => box?.x)).size
    }
    // Once the form has come in from the side.
    await expect.poll(lefts).toBe(1)
    const save = await form.getByRole('button', { name: '保存' }).boundingBox()
    expect(save!.y + save!.height).toBeLessThanOrEqual(844)
    await form.getByLabel(/^名称/).fill(unique('手机'))
    await form.getByRole('combobox', { name: /^性质/ }).click()
    await optionOf(page, '个人').click()
    await form.getByRole('button', { name: '保存' }).click()
    await expectGone(form)
    await expectVisible(page.getByText(/已创建 手机/))
  })
})
