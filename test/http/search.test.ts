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
