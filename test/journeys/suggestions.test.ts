/** An account manager reads why something is offered and quotes it, says what is not for a customer and takes it back; a manager draws a list from good customers, keeps it, and quotes what is missing. */
import { describe, expect } from 'vitest'
import { violationsInBothThemes } from './axe.ts'
import { expectGone, expectVisible, optionOf, test, unique, type Visitor } from './support.ts'

type Api = Visitor['api']

const productsOf = async (api: Api, codes: readonly string[]): Promise<{ id: string; name: string }[]> =>
  (await api('GET', `/products?${new URLSearchParams({ filter: JSON.stringify({ code: { in: codes } }), sort: 'code', fields: 'id,name,code' })}`)).data

/** Bought long enough ago that it may be offered again. */
const bought = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString()

async function aCustomerWho(api: Api, codes: readonly string[], values: object = {}): Promise<{ id: string; name: string }> {
  const customer = await api('POST', '/customers', { name: unique('推荐客户'), kind: 'organisation', category: 'business', ...values })
  for (const product of await productsOf(api, codes)) await api('POST', '/transactions', { customer: customer.id, product: product.id, item: product.name, at: bought(60), amount: '1000.00' })
  return customer
}

describe('suggestions', () => {
  test('say why, become a quote, and are taken off and put back for one customer', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const customer = await aCustomerWho(api, ['YH-103', 'HY-104'])
    await go(`/customers/${customer.id}`)
    const card = page.getByRole('region', { name: '下一步推荐', exact: true })
    await expectVisible(card.getByText(/买过“.+”的客户中 \d+% 也买，是全部客户的 [\d.]+ 倍/))
    const first = card.getByRole('listitem').first()
    const name = await first.getByRole('link').innerText()

    await card.getByRole('button', { name: `${name}不适合此客户` }).click()
    await page.getByRole('menuitem', { name: '嫌贵' }).click()
    await expectVisible(page.getByText(`不再向此客户推荐“${name}”`))
    await expectGone(card.getByRole('button', { name: `${name}不适合此客户` }))
    await page.getByRole('status').getByRole('button', { name: '撤销' }).click()
    await expectVisible(card.getByRole('button', { name: `${name}不适合此客户` }))
    // Later it is taken back where it stands.
    await card.getByRole('button', { name: `${name}不适合此客户` }).click()
    await page.getByRole('menuitem', { name: '不感兴趣' }).click()
    await card.getByText('不推荐 1 项').click()
    await expectVisible(card.getByText('不感兴趣'))
    await card.getByRole('button', { name: `恢复推荐${name}` }).click()
    await expectVisible(card.getByRole('button', { name: `${name}不适合此客户` }))

    await card.getByRole('button', { name: `记录已推荐${name}` }).click()
    await expectVisible(card.getByText(/ 已推荐$/))
    await card.getByRole('button', { name: `用${name}做成报价` }).click()
    await page.waitForURL(/\/quotes\/[0-9a-f-]+/)
    await expectVisible(page.getByRole('main').getByText(name))
    await expectVisible(page.getByRole('main').getByText(customer.name))
  })

  test('a list is drawn from good customers, kept, and what a customer lacks of it becomes a quote', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const customer = await aCustomerWho(api, ['KF-203'], { category: 'channel' })
    const title = unique('渠道清单')
    await go('/suggestion-lists')
    await page.getByRole('main').getByRole('button', { name: /新建/ }).click()
    await page.waitForURL(/suggestion-lists\/new/)
    await page.getByLabel('名称', { exact: true }).fill(title)
    await page.getByRole('combobox').first().click()
    await page.keyboard.type('类别')
    await optionOf(page, '类别').first().click()
    await page.getByRole('combobox').nth(2).click()
    await optionOf(page, '渠道').first().click()
    await page.keyboard.press('Escape')
    // What is chosen counts after a moment: until then nothing is drawn for those customers.
    await expect.poll(async () => {
      const request = page.waitForRequest(/suggestion-lists\/mine/)
      await page.getByRole('button', { name: '从好客户提取' }).click()
      return (await request).postData()
    }).toContain('channel')
    await expectVisible(page.getByText(/位购买客户中金额最高的/))
    const lines = page.getByRole('region', { name: '产品' }).getByRole('row')
    await expectVisible(lines)
    await page.getByRole('button', { name: '移除长住公寓' }).click()
    await expectGone(page.getByRole('button', { name: '移除长住公寓' }))
    await page.getByLabel('自助早餐的数量').fill('66')
    await page.getByRole('button', { name: '保存清单' }).click()
    await page.waitForURL(/suggestion-lists\/[0-9a-f-]{36}/)
    await expectVisible(page.getByRole('heading', { name: title }))

    await go(`/customers/${customer.id}`)
    const list = page.getByRole('region', { name: title })
    await expectVisible(list.getByText('自助早餐'))
    await expectVisible(list.getByText('66 位'))
    await list.getByRole('button', { name: /缺的 \d+ 项做成报价/ }).click()
    await page.waitForURL(/\/quotes\/[0-9a-f-]+/)
    await expectVisible(page.getByRole('main').getByText(title))
    await expectVisible(page.getByRole('main').getByText('自助早餐'))
    const { data } = await api('GET', `/product-proposals?${new URLSearchParams({ filter: JSON.stringify({ customer: customer.id, source: 'list' }), limit: '1' })}`)
    expect(data[0]).toMatchObject({ because: title, outcome: 'open' })
    const [kept] = (await api('GET', `/suggestion-lists?${new URLSearchParams({ q: title })}`)).data
    await api('DELETE', `/suggestion-lists/${kept.id}`)
  })

  test('how they do can be read by everybody, in both themes, in English too', async ({ visit }) => {
    const { page, go, api } = await visit('admin', { theme: 'system', language: 'en' })
    const { data } = await api('GET', '/suggestion-lists?limit=1')
    for (const [path, text] of [['/suggestions', 'Only what was proposed 90 days ago'], [`/suggestion-lists/${data[0].id}`, 'Draw from good customers']] as const) {
      await go(path)
      await expectVisible(page.getByRole('main').getByText(text))
      expect({ path, violations: await violationsInBothThemes(page) }).toEqual({ path, violations: [] })
    }
  })
})
