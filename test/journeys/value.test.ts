/** A manager computes what customers are worth, opens a segment, reads one customer, the bucket and the calculator; an account manager sees his own part. */
import { describe, expect } from 'vitest'
import { violationsInBothThemes } from './axe.ts'
import { expectGone, expectSoon, expectVisible, test } from './support.ts'

describe('customer value', () => {
  test('is computed now, opens to the customers of a segment, and to the parts of one of them', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    await go('/')
    await expectVisible(page.getByRole('main').getByRole('heading', { level: 1 }))
    const navigation = page.getByRole('navigation', { name: '导航' })
    await navigation.getByRole('button', { name: '分析', exact: true }).click()
    await navigation.getByRole('link', { name: '客户价值' }).click()
    await page.getByRole('button', { name: '立即计算' }).click()
    await expectVisible(page.getByText(/已计算 .* 位客户/))
    await expectVisible(page.getByText(/的客户带来 80% 的金额/))
    const [bought] = (await api('POST', '/query', { object: 'customer_value', filter: { frequency: { gt: 0 } }, measures: [{ fn: 'count' }] })).data
    const inWindow = page.getByRole('region', { name: '近期窗口内' }).getByRole('link').first()
    // Those of the window, not whoever ever bought: two different numbers in the demo world.
    expect((await inWindow.innerText()).replace(/\D/g, '')).toBe(String(bought.count))
    const [ever] = (await api('POST', '/query', { object: 'customer_value', filter: { purchase_days: { gt: 0 } }, measures: [{ fn: 'count' }] })).data
    expect(ever.count).toBeGreaterThan(bought.count)
    await expectVisible(page.getByRole('img', { name: /鲸鱼曲线/ }))
    const { data } = await api('POST', '/query', { object: 'customer_value', filter: { segment: 'cannot_lose' }, measures: [{ fn: 'count' }] })
    const link = page.getByRole('region', { name: 'RFM 类别' }).getByRole('link', { name: /不能失去：.* 位客户/ })
    expect((await link.innerText()).replace(/\D/g, '')).toBe(String(data[0].count))
    await link.click()
    await expectVisible(page.getByRole('gridcell').getByText('不能失去'))
    const [worst] = (await api('GET', `/customer-values?${new URLSearchParams({ filter: JSON.stringify({ segment: 'cannot_lose' }), sort: '-monetary', limit: '1' })}`)).data
    await go(`/customers/${worst.customer.id}`)
    const card = page.getByRole('region', { name: '客户价值', exact: true })
    await expectVisible(card.getByText('不能失去'))
    await card.getByText('高价值得分').click()
    await expectVisible(card.getByText('接受新产品'))
  })

  test('leaks and is filled month by month; cohorts, sixteen cells and the calculator stand beside it, in English', async ({ visit }) => {
    const { page, go } = await visit('admin', { language: 'en' })
    await go('/insight/bucket')
    const table = page.getByRole('region', { name: 'Month by month' })
    await expectVisible(table.getByRole('row'))
    const [opening, gained, back, lost, closing] = (await table.getByRole('row').nth(2).getByRole('cell').allInnerTexts()).map((text) => Number(text.replace(/[^\d]/g, '')))
    expect(opening! + gained! + back! - lost!).toBe(closing)
    await page.getByText('By tier', { exact: true }).click()
    await expectVisible(page.getByRole('combobox', { name: 'By tier' }))
    await page.getByRole('link', { name: 'Cohorts' }).click()
    await expectVisible(page.getByRole('region', { name: 'Retention (%)' }).getByRole('cell', { name: '100' }))
    await page.getByRole('link', { name: 'Sixteen cells' }).click()
    const cell = page.getByRole('region', { name: 'Sixteen cells' }).getByRole('link').first()
    const count = (await cell.innerText()).replace(/\D/g, '')
    await cell.click()
    await expectSoon(() => page.getByRole('main').innerText(), (text) => expect(text.replaceAll(',', '')).toContain(count))
    await go('/insight/calculator')
    const worth = page.getByRole('region', { name: 'Worth' })
    await expectVisible(worth.getByText('52,000'))
    await expectVisible(worth.getByText('78,000'))
    await page.getByLabel('Amount of a purchase').fill('100')
    await expectVisible(worth.getByText('156,000'))
  })

  test('opens from a figure of a month to its customers, and from a part of one customer to the purchases behind it', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    await go('/insight/bucket')
    const { months } = await api('POST', '/customer-values/bucket', {})
    const { month, lost } = months.findLast((each: any) => each.lost > 0)
    const table = page.getByRole('region', { name: '逐月' })
    await table.getByRole('link', { name: `${Number(month.slice(0, 4))}年${Number(month.slice(5, 7))}月流失：${lost.toLocaleString('en')}，打开名单` }).click()
    await page.waitForURL(/\/customers\?/)
    await expectVisible(page.getByRole('main').getByText(`共 ${lost.toLocaleString('en')} 条`))
    const [best] = (await api('GET', '/customer-values?sort=-monetary&limit=1')).data
    await go(`/customers/${best.customer.id}`)
    const card = page.getByRole('region', { name: '客户价值', exact: true })
    await card.getByText('ABC', { exact: true }).click()
    await card.getByRole('link', { name: '近期金额，打开明细' }).click()
    await page.waitForURL(/\/transactions\?/)
    await expectVisible(page.getByRole('main').getByRole('heading', { level: 1, name: '消费记录' }))
    await expectVisible(page.getByRole('gridcell').getByText(best.customer.name))
  })

  test('of contracts is learnt from those that ended: the page says what was learnt, whether to believe it, and who is likely to leave', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    await go('/insight/models')
    await expectVisible(page.getByRole('img', { name: /每周重复购买/ }))
    await page.getByRole('link', { name: '续约模型' }).click()
    await expectVisible(page.getByText('这个模型比猜测可靠'))
    const { standing } = await api('POST', '/contract-risks/model', {})
    expect(standing.model.quality.auc).toBeGreaterThan(0.6)
    await expectVisible(page.getByRole('region', { name: '学到了什么' }).getByRole('rowheader', { name: '半年购买：下降' }))
    const [first] = (await api('GET', '/contract-risks?sort=-risk&limit=1')).data
    await page.getByRole('region', { name: '最可能不续约' }).getByRole('link', { name: new RegExp(first.customer.name) }).first().click()
    await expectVisible(page.getByRole('heading', { level: 1, name: first.customer.name }))
    await expectVisible(page.getByRole('region', { name: '续约风险' }).getByText(/↑/))
  })

  test('of his own customers is what an account manager sees', async ({ visit }) => {
    const { page, go, api } = await visit('chen')
    await go('/insight')
    const { data } = await api('POST', '/query', { object: 'customer_value', filter: { frequency: { gt: 0 } }, measures: [{ fn: 'count' }] })
    const figures = page.getByRole('region', { name: '近期窗口内' })
    await expectVisible(figures.getByText('您能看到的客户'))
    expect(await figures.getByRole('link').first().innerText()).toBe(String(data[0].count))
    await expectGone(page.getByRole('link', { name: '漏桶' }))
    await expectGone(page.getByRole('button', { name: '立即计算' }))
  })

  test('can be read and used by everybody, in both themes', async ({ visit }) => {
    const { page, go } = await visit('admin', { theme: 'system' })
    for (const path of ['/insight', '/insight/bucket', '/insight/cohorts']) {
      await go(path)
      await expectVisible(page.getByRole('main').getByRole('heading', { level: 2 }))
      expect({ path, violations: await violationsInBothThemes(page) }).toEqual({ path, violations: [] })
    }
  })
})

describe('what a customer is worth', () => {
  test('orders the list by a click on its column, and is drawn over time on the page, on a phone in English as well', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    await go('/customers?view=all&columns=name,value.profit')
    await page.getByRole('columnheader', { name: /利润/ }).getByRole('button').click()
    await expectSoon(async () => page.url(), (url) => expect(url).toContain('sort=value.profit'))
    await page.getByRole('columnheader', { name: /利润/ }).getByRole('button').click()
    await expectSoon(async () => page.url(), (url) => expect(url).toContain('sort=-value.profit'))
    const [best] = (await api('GET', '/customers?sort=-value.profit&limit=1&fields=name')).data
    await expectVisible(page.getByRole('row').nth(1).getByText(best.name))
    for (const [visitor, words] of [[{ page, go }, ['价值曲线', '看数据表', '生命周期']], [await visit('admin', { language: 'en', size: 'phone', theme: 'dark' }), ['How it went', 'Show the table', 'Lifecycle stage']]] as const) {
      await visitor.go(`/customers/${best.id}`)
      // On a phone it stands in a part of the page of its own.
      if (words[0] === 'How it went') await visitor.page.getByRole('tab', { name: 'Worth and next' }).click()
      const line = visitor.page.locator('details').filter({ hasText: words[0] })
      await line.locator('summary').click()
      await expectVisible(line.getByRole('img'))
      await expectVisible(line.getByRole('list', { name: words[2] }))
      await line.getByRole('button', { name: words[1] }).click()
      await expectVisible(line.getByRole('columnheader', { name: words[2] }))
    }
  })
})
