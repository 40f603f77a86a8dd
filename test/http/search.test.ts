import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aContact, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let zhang: any
let company: any
beforeAll(async () => {
  world = await startTestApp()
  admin = await world.asUser('admin')
  zhang = await create(admin, 'customers', { name: '张三', kind: 'person', phones: ['13987654321'], emails: ['zhangsan@mail.example'], wechat: 'zs_1988', owner: world.ids.lin })
  company = await create(admin, 'customers', { name: '上海远航国际物流有限公司', short_name: '远航', phones: ['021-5888-6666'], owner: world.ids.chen })
  await aContact(admin, company.id, { name: '单小芳', phones: ['13700001111'], position: '采购经理' })
  await create(admin, 'products', { name: '龙井茶', code: 'LJ-100' })
  for (let index = 0; index < 30; index++) await create(admin, 'customers', { name: `路人${index}` })
})
afterAll(() => world.close())

async function hits(q: string, client = admin): Promise<any[]> {
  const { status, body, text } = await client.get(`/api/v1/search?q=${encodeURIComponent(q)}`)
  if (status !== 200) throw new Error(text)
  return body.data
}
const titles = async (q: string, client = admin) => (await hits(q, client)).map((hit) => hit.title)

describe('a customer is found by', () => {
  test.each([
    ['any part of the telephone number of four digits and more', ['9876', '13987654321', '54321', '139 8765 4321', '139-8765-4321', '+8613987654321'], '张三'],
    ['a number of a town, written as people write it', ['021-5888', '02158886666', '58886666', '5888-6666'], '上海远航国际物流有限公司'],
    ['one Chinese character', ['张', '三'], '张三'],
    ['two Chinese characters', ['张三'], '张三'],
    ['any part of the name', ['远航', '国际', '物流有', '公司'], '上海远航国际物流有限公司'],
    ['several words in any order', ['物流 上海', '公司　远航'], '上海远航国际物流有限公司'],
    ['pinyin', ['zhangsan', 'zhang', 'ZhangSan'], '张三'],
    ['pinyin of a company', ['shanghai', 'shanghaiyuanhang'], '上海远航国际物流有限公司'],
    ['initials', ['zs', 'ZS'], '张三'],
    ['initials of a company', ['shyh', 'sh'], '上海远航国际物流有限公司'],
    ['mail', ['zhangsan@mail.example', 'ZHANGSAN@', 'mail.example'], '张三'],
    ['the name in WeChat', ['zs_1988'], '张三'],
  ])('%s', async (_, words, name) => {
    for (const word of words) expect([word, await titles(word)]).toEqual([word, expect.arrayContaining([name])])
  })

  test('its number, in any case of letters', async () => {
    expect(await titles(zhang.number)).toContain('张三')
    expect(await titles(zhang.number.toLowerCase())).toContain('张三')
    expect(await titles(zhang.number.slice(3))).toContain('张三')
  })

  test('the name of a contact, who leads to the customer', async () => {
    for (const word of ['单小芳', '小芳', 'shanxiaofang', 'sxf', '13700001111', '0000111']) {
      const hit = (await hits(word)).find((one) => one.object === 'contact')
      expect([word, hit?.title, hit?.record_of]).toEqual([word, '单小芳', { object: 'customer', id: company.id, title: company.name }])
    }
  })
})

describe('the hits', () => {
  test('come best first: the whole name, then its beginning, then any part', async () => {
    for (const name of ['茶山', '茶', '好茶']) await create(admin, 'customers', { name })
    expect((await titles('茶')).slice(0, 3)).toEqual(['茶', '茶山', expect.any(String)])
  })

  test('say what matched and of which object they are', async () => {
    const [hit] = await hits('9876')
    expect(hit).toMatchObject({ object: 'customer', id: zhang.id, title: '张三', matched: { field: 'phones', text: '+8613987654321' }, record_of: null })
    expect((await hits('LJ-100'))[0]).toMatchObject({ object: 'product', title: '龙井茶', matched: { field: 'code' } })
  })

  test('can be limited in number and to objects', async () => {
    expect((await admin.get('/api/v1/search?q=路人&limit=3')).body.data).toHaveLength(3)
    expect((await admin.get('/api/v1/search?q=茶&objects=product')).body.data.map((hit: any) => hit.object)).toEqual(['product'])
    expect((await admin.get('/api/v1/search?q=茶&objects=nothing')).body.data).toEqual([])
    for (const query of ['', 'q=茶&limit=0', 'q=茶&limit=101', 'q=茶&size=1']) expect([query, (await admin.get(`/api/v1/search?${query}`)).status]).toEqual([query, 422])
  })

  test('show only what the caller may see', async () => {
    const lin = await world.asUser('lin')
    expect(await titles('张三', lin)).toEqual(['张三'])
    expect(await titles('远航', lin)).toEqual([])
    expect(await titles('单小芳', lin)).toEqual([])
    const stranger = await world.asUser('stranger')
    expect(await titles('张三', stranger)).toEqual([])
    expect(await titles('龙井', stranger)).toEqual([])
  })

  test('are none for words that are nowhere, for blanks and for signs with a meaning in patterns', async () => {
    for (const word of ['张四', '%', '\\', '%%%%', '____', "'", '   ', '　', '张%', 'zhang_an', '\0']) expect([word, await titles(word)]).toEqual([word, []])
  })
})

test('the words of a list find the same', async () => {
  for (const word of ['9876', '139-8765-4321', '张', 'zs', 'zhangs', zhang.number]) {
    expect([word, (await admin.list('customers', { q: word })).map((row) => row.name)]).toEqual([word, expect.arrayContaining(['张三'])])
  }
})

test('an exact name and what begins so are never missed, however many contain it', async () => {
  const contain = Array.from({ length: 350 }, (_, index) => ({ name: `第${index}分店海港湾`, kind: 'organisation' }))
  expect((await admin.post('/api/v1/customers/batch', { create: contain })).status).toBe(200)
  await create(admin, 'customers', { name: '海港湾集团有限公司' })
  await create(admin, 'customers', { name: '海港湾', kind: 'person' })
  await create(admin, 'customers', { name: 'Harbour Bay' })
  expect((await titles('海港湾')).slice(0, 2)).toEqual(['海港湾', '海港湾集团有限公司'])
  expect(new Set((await hits('海港湾')).map(({ id }) => id)).size).toBe((await hits('海港湾')).length)
  expect(await titles('harbour bay')).toEqual(['Harbour Bay'])
})

describe('documents are found by the name of their customer', () => {
  const paths = { quote: 'quotes', contract: 'contracts', order: 'orders', invoice: 'invoices' }
  const made: Record<string, any> = {}
  let tea: any
  beforeAll(async () => {
    // Lin's documents with Chen's customer.
    tea = await create(admin, 'customers', { name: '径山茶业有限公司', phones: ['13611112222'], owner: world.ids.chen })
    const lines = [{ name: '茶歇', quantity: 1, price: '10' }]
    for (const [object, path] of Object.entries(paths)) made[object] = await create(admin, path, { ...(path === 'quotes' || path === 'contracts' ? { name: '秋季采购' } : {}), customer: tea.id, owner: world.ids.lin, lines })
  })

  test('in their lists and in the box, by part of the name, pinyin and initials; the customer stands in the hit', async () => {
    for (const word of ['径山', '茶业', 'jingshan', 'jscy']) {
      for (const [object, path] of Object.entries(paths)) expect([word, path, (await admin.list(path, { q: word })).map(({ id }) => id)]).toEqual([word, path, [made[object].id]])
      const found = (await hits(word)).filter(({ object }) => object in paths)
      expect([word, found.map(({ object }) => object).toSorted()]).toEqual([word, Object.keys(paths).toSorted()])
      expect(found.every(({ subtitle, record_of }) => subtitle.startsWith('径山茶业有限公司') && record_of === null)).toBe(true)
    }
    expect((await hits('径山'))[0]).toMatchObject({ object: 'customer', id: tea.id })
    expect((await hits('jingshan')).find(({ object }) => object === 'order')?.title).toBe(made.order.number)
    expect((await admin.list('orders', { q: made.order.number })).map(({ id }) => id)).toEqual([made.order.id])
  })

  test('the newest of a customer first, in the box', async () => {
    const newer = await create(admin, 'orders', { customer: tea.id, owner: world.ids.lin, lines: [{ name: '茶歇', quantity: 1, price: '10' }] })
    expect((await hits('径山')).filter(({ object }) => object === 'order').map(({ id }) => id)).toEqual([newer.id, made.order.id])
    expect((await admin.del(`/api/v1/orders/${newer.id}`)).status).toBe(204)
    expect((await hits('径山')).filter(({ object }) => object === 'order').map(({ id }) => id)).toEqual([made.order.id])
  })

  test('digits alone mean the number of the document, not the telephone of the customer', async () => {
    expect(await admin.list('orders', { q: '13611112222' })).toEqual([])
    expect((await hits('13611112222')).map(({ object }) => object)).toEqual(['customer'])
  })

  test('a customer that one may not see, or may not read the name of, does not help to find them; nor is a document found that one may not see', async () => {
    const role = await create(admin, 'roles', { key: 'own_documents', name: '只看本人单据', grants: { '*': { see: 'own' }, product: { see: 'all' } } })
    const nameless = await create(admin, 'roles', { key: 'nameless', name: '看不到客户名称', grants: { '*': { see: 'all' }, customer: { see: 'all', fields: { name: 'hidden', short_name: 'hidden' } } } })
    const as = async (roles: string[], login: 'lin' | 'chen' | 'mei') => {
      expect((await admin.patch(`/api/v1/users/${world.ids[login]}`, { roles })).status).toBe(200)
      return world.asUser(login)
    }
    const [owner, keeper, blind] = [await as([role.id], 'lin'), await as([role.id], 'chen'), await as([nameless.id], 'mei')]
    // Lin sees the documents and not the customer; Chen the customer and what goes with it, orders and invoices; Mei all of it but the name.
    expect((await owner.list('orders', { q: made.order.number })).map(({ id }) => id)).toEqual([made.order.id])
    expect((await keeper.list('customers', { q: '径山' })).map(({ id }) => id)).toEqual([tea.id])
    expect((await blind.list('orders', { filter: { customer: tea.id } })).map(({ id }) => id)).toEqual([made.order.id])
    for (const [client, found] of [[owner, []], [keeper, ['invoice', 'order']], [blind, []]] as const) {
      for (const [object, path] of Object.entries(paths)) expect([path, (await client.list(path, { q: '径山' })).map(({ id }) => id)]).toEqual([path, found.some((one) => one === object) ? [made[object].id] : []])
      expect((await hits('径山', client)).map(({ object }) => object).filter((object) => object in paths).toSorted()).toEqual(found)
    }
    expect((await hits(made.order.number, owner)).map(({ subtitle }) => subtitle.includes('径山'))).toEqual([false])
  })
})

describe('the search box of a list', () => {
  test('answers for every object there is, whatever it is called by', async () => {
    const { objects } = (await admin.get('/api/v1/metadata')).body
    expect(objects.length).toBeGreaterThan(60)
    for (const { path } of objects) for (const q of ['张三', 'a-1', '2026-05']) expect([path, q, (await admin.get(`/api/v1/${path}?limit=1&q=${encodeURIComponent(q)}`)).status]).toEqual([path, q, 200])
  })

  test('finds what is called by another record by the words of that one, and names it so', async () => {
    const made = await create(admin, 'switching-costs', { customer: company.id, learning: 4 })
    await create(admin, 'switching-costs', { customer: zhang.id, learning: 2 })
    for (const q of ['国际物流', '远航']) expect([q, (await admin.list('switching-costs', { q })).map(({ id }) => id)]).toEqual([q, [made.id]])
    expect((await admin.list('abilities', { q: '谁也不是' }))).toEqual([])
    const nameless = await create(admin, 'roles', { key: 'nameless_too', name: '看不到客户名称', grants: { '*': { see: 'all' }, customer: { see: 'all', fields: { name: 'hidden', short_name: 'hidden' } } } })
    expect((await admin.patch(`/api/v1/users/${world.ids.mei}`, { roles: [nameless.id] })).status).toBe(200)
    expect(await (await world.asUser('mei')).list('switching-costs', { q: '国际物流' })).toEqual([])
  })
})
