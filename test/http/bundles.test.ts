import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTable } from '../../src/platform/tabular/read-table.ts'
import { aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { castPassword } from '../support/cast.ts'
import { pdfText } from '../support/pdf-text.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let visitor: Client
let customer: any
let hall: any
let tea: any
let bundle: any
let cookie = ''
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => new Date('2026-03-02T02:00:00Z') } })
  ;[admin, lin, visitor] = [await world.asUser('admin'), await world.asUser('lin'), world.anonymous()]
  cookie = String((await visitor.post('/api/v1/session', { login: 'lin', password: castPassword })).headers['set-cookie']).split(';', 1)[0] ?? ''
  customer = await aCustomer(lin)
  hall = await create(admin, 'products', { code: 'HY-1', name: '会议厅', unit: '场', price: '16800', cost: '4000' })
  tea = await create(admin, 'products', { code: 'HY-2', name: '会议茶歇', unit: '位', price: '68', cost: '20.5' })
  bundle = await create(admin, 'products', { code: 'HY-9', name: '会议套餐', unit: '天', kind: 'bundle', price: '20000', tax_rate: 6, components: [{ product: hall.id, quantity: 1 }, { product: tea.id, quantity: 50 }] })
})
afterAll(() => world.close())

const done = async (path: string, id: string, action: string, input: object = {}, client = lin) => {
  const reply = await client.post(`/api/v1/${path}/${id}/${action}`, input)
  if (reply.status !== 200) throw new Error(`${path} ${action} answered ${reply.status}: ${reply.text}`)
  return reply.body
}
const aQuote = (more: object = {}) => create(lin, 'quotes', { name: '年会', customer: customer.id, lines: [{ product: bundle.id, quantity: 2 }, { name: '接送', quantity: 1, price: '380' }], ...more })
const inside = (document: any) => document.components.map(({ name, quantity }: any) => [name, quantity])

test('a bundle on a line shows what it is made of, in the quantity of the line; other lines show nothing', async () => {
  const quote = await aQuote()
  expect(quote.lines.map(({ contents }: any) => contents)).toEqual(['会议厅 2 场 + 会议茶歇 100 位', undefined])
  expect(quote.components).toEqual([
    { line: quote.lines[0].id, product: hall.id, code: 'HY-1', name: '会议厅', unit: '场', quantity: 1 },
    { line: quote.lines[0].id, product: tea.id, code: 'HY-2', name: '会议茶歇', unit: '位', quantity: 50 },
  ])
  expect(quote.total.amount).toBe('40380.00')
  // A part finds its documents.
  expect((await lin.list('quotes', { filter: { products: { contains: tea.id } } })).map(({ id }) => id)).toContain(quote.id)
  const { body } = await lin.patch(`/api/v1/quotes/${quote.id}`, { lines: [{ ...quote.lines[0], quantity: 3 }] })
  expect(body.lines[0].contents).toBe('会议厅 3 场 + 会议茶歇 150 位')
  expect((await lin.patch(`/api/v1/quotes/${quote.id}`, { lines: [{ name: '只有接送', quantity: 1, price: '380' }] })).body.components).toEqual([])
})

test('what it is made of may differ for one customer, of products that are there', async () => {
  const quote = await aQuote()
  const [line] = quote.lines
  const own = [{ line: line.id, product: tea.id, name: '会议茶歇（加量）', unit: '位', quantity: 80 }]
  expect(inside((await lin.patch(`/api/v1/quotes/${quote.id}`, { components: own })).body)).toEqual([['会议茶歇（加量）', 80]])
  expect(inside((await lin.patch(`/api/v1/quotes/${quote.id}`, { lines: [{ ...line, quantity: 5 }] })).body)).toEqual([['会议茶歇（加量）', 80]])
  for (const [components, path] of [
    [[{ ...own[0], product: customer.id }], 'components[0].product'], [[{ ...own[0], quantity: 0 }], 'components[0].quantity'], [[{ line: line.id, quantity: 1 }], 'components[0].name'], ['x', 'components'], [[null], 'components[0]'],
  ] as const) {
    const refused = await lin.patch(`/api/v1/quotes/${quote.id}`, { components })
    expect([path, refused.status, refused.body.errors?.[0]?.path]).toEqual([path, 422, path])
  }
})

test('what was sent stays as it was sent: a bundle that changes later changes new lines only', async () => {
  const quote = await aQuote()
  await done('quotes', quote.id, 'submit')
  const { link } = await done('quotes', quote.id, 'send')
  const draft = await aQuote()
  await admin.patch(`/api/v1/products/${bundle.id}`, { components: [{ product: hall.id, quantity: 1 }] })
  const token = String(link).split('/').at(-1)
  expect((await visitor.get(`/api/v1/public-quotes/${token}`)).body.paper.lines[0].parts).toEqual([{ level: 1, code: 'HY-1', name: '会议厅', unit: '场', quantity: '2' }, { level: 1, code: 'HY-2', name: '会议茶歇', unit: '位', quantity: '100' }])
  expect((await lin.patch(`/api/v1/quotes/${quote.id}`, { components: [] })).status).toBe(422)
  expect(inside((await lin.patch(`/api/v1/quotes/${draft.id}`, { lines: draft.lines })).body)).toEqual([['会议厅', 1], ['会议茶歇', 50]])
  expect(inside(await aQuote())).toEqual([['会议厅', 1]])
  await admin.patch(`/api/v1/products/${bundle.id}`, { components: [{ product: hall.id, quantity: 1 }, { product: tea.id, quantity: 50 }] })
  // What was made of it takes it along.
  await done('quotes', quote.id, 'accept', { by: '周敏' })
  const contract = await done('quotes', quote.id, 'to_contract')
  const order = await done('quotes', quote.id, 'to_order')
  expect([inside(contract), inside(order)]).toEqual([[['会议厅', 1], ['会议茶歇', 50]], [['会议厅', 1], ['会议茶歇', 50]]])
  await done('orders', order.id, 'confirm')
  expect((await done('orders', order.id, 'invoice')).lines[0].contents).toBe('会议厅 2 场 + 会议茶歇 100 位')
})

test('the cost of a bundle without one of its own is that of its parts; without all of them known there is no margin', async () => {
  const order = await create(lin, 'orders', { customer: customer.id, lines: [{ product: bundle.id, quantity: 2 }] })
  // 2 × (4,000 + 50 × 20.50)
  expect(await done('orders', order.id, 'confirm')).toMatchObject({ cost: '10050.00', margin: '27685.85' })
  const [counted] = await admin.list('transactions', { filter: { order: order.id } })
  expect(counted).toMatchObject({ quantity: 2, cost: '10050.00' })
  await admin.patch(`/api/v1/products/${tea.id}`, { cost: null })
  const unknown = await create(lin, 'orders', { customer: customer.id, lines: [{ product: bundle.id, quantity: 1 }] })
  expect(await done('orders', unknown.id, 'confirm')).toMatchObject({ cost: null, margin: null })
  await admin.patch(`/api/v1/products/${bundle.id}`, { cost: '9000' })
  const own = await create(lin, 'orders', { customer: customer.id, lines: [{ product: bundle.id, quantity: 2 }] })
  expect(await done('orders', own.id, 'confirm')).toMatchObject({ cost: '18000.00' })
})

test('whoever may not read the lines reads nothing of what is in them', async () => {
  const order = await create(lin, 'orders', { customer: customer.id, lines: [{ product: bundle.id, quantity: 2 }] })
  const role = await create(admin, 'roles', { key: 'no_lines', name: '看不到明细', grants: { '*': { see: 'all' }, order: { see: 'all', fields: { lines: 'hidden' } } } })
  expect((await admin.patch(`/api/v1/users/${world.ids.mei}`, { roles: [role.id] })).status).toBe(200)
  const seen = (await (await world.asUser('mei')).get(`/api/v1/orders/${order.id}`)).body
  expect([seen.id, seen.lines, seen.components]).toEqual([order.id, undefined, undefined])
})

describe('bundles in bundles', () => {
  let product: (input: Record<string, unknown>) => Promise<any>
  beforeAll(() => {
    let place = 0
    product = ({ parts, ...input }) => create(admin, 'products', { code: `NB-${++place}`, ...(parts ? { kind: 'bundle', components: (parts as [any, number][]).map(([one, quantity]) => ({ product: one.id, quantity })) } : {}), ...input })
  })

  /** 年会套餐 = 2 × 茶歇套餐 (50 × 咖啡, 100 × 点心) + 1 × 场地; nothing but the innermost has a price and a cost. */
  async function aNested() {
    const [coffee, cake, room] = [await product({ name: '咖啡', unit: '杯', price: '18.5', cost: '6.05' }), await product({ name: '点心', unit: '份', price: '12.35', cost: '4.4' }), await product({ name: '场地', unit: '场', price: '8000', cost: '3000' })]
    const snack = await product({ name: '茶歇套餐', unit: '份', parts: [[coffee, 50], [cake, 100]] })
    const whole = await product({ name: '年会套餐', unit: '天', tax_rate: 6, parts: [[snack, 2], [room, 1]] })
    return { coffee, cake, room, snack, whole }
  }

  test('a bundle without a price costs what its parts come to, and its document shows all of it, two levels deep', async () => {
    const { whole, snack, coffee } = await aNested()
    // 2 × (50 × 18.50 + 100 × 12.35) + 8,000
    expect((await lin.post('/api/v1/products/prices', { products: [whole.id, snack.id, coffee.id] })).body.prices).toEqual({ [whole.id]: '12320.0000', [snack.id]: '2160.0000', [coffee.id]: '18.50' })
    const quote = await create(lin, 'quotes', { name: '年会', customer: customer.id, lines: [{ product: whole.id, quantity: 3 }] })
    expect([quote.lines[0].price, quote.total.amount]).toEqual(['12320.0000', '36960.00'])
    expect(quote.lines[0].contents).toBe('茶歇套餐 6 份（咖啡 300 杯 + 点心 600 份） + 场地 3 场')
    expect(quote.components.map(({ name, quantity, level, price }: any) => [name, quantity, level, price])).toEqual([['茶歇套餐', 2, undefined, undefined], ['咖啡', 50, 2, '18.5000'], ['点心', 100, 2, '12.3500'], ['场地', 1, undefined, '8000.0000']])
    // The customer's own price of what is deep inside counts.
    const list = await create(admin, 'price-lists', { name: '协议', customers: [customer.id] })
    await create(admin, 'prices', { product: coffee.id, price_list: list.id, price: '10', from_on: '2026-01-01' })
    expect((await create(lin, 'quotes', { name: '年会', customer: customer.id, lines: [{ product: whole.id, quantity: 1 }] })).total.amount).toBe('11470.00')
  })

  test('margin and cost are those of the innermost parts, to the cent', async () => {
    const { whole } = await aNested()
    const order = await create(lin, 'orders', { customer: customer.id, lines: [{ product: whole.id, quantity: 3 }] })
    // 3 × (2 × (50 × 6.05 + 100 × 4.40) + 3,000) = 13,455; 36,960 less 6 % within is 34,867.92
    expect(await done('orders', order.id, 'confirm')).toMatchObject({ cost: '13455.00', margin: '21412.92' })
  })

  test('on paper and in the sheet the parts stand below their bundle, indented; prices of their own only where they make its price', async () => {
    const { whole } = await aNested()
    const quote = await create(lin, 'quotes', { name: '年会', customer: customer.id, lines: [{ product: whole.id, quantity: 3 }, { product: bundle.id, quantity: 1 }] })
    const rows = await sheetOf(`/api/v1/quotes/${quote.id}/xlsx?language=zh`)
    expect(rows.map(([place, name, code, quantity, unit, price, , , amount]) => [place, name, code, quantity, unit, price, amount])).toEqual([
      ['#', '品名', '编码', '数量', '单位', '单价', '金额 CNY'],
      ['1', '年会套餐', whole.code, '3', '天', '12320', '36960'],
      ['', '\u3000茶歇套餐', expect.any(String), '6', '份', '', ''],
      ['', '\u3000\u3000咖啡', expect.any(String), '300', '杯', '18.5', ''],
      ['', '\u3000\u3000点心', expect.any(String), '600', '份', '12.35', ''],
      ['', '\u3000场地', expect.any(String), '3', '场', '8000', ''],
      ['2', '会议套餐', 'HY-9', '1', '天', '20000', '20000'],
      ['', '\u3000会议厅', 'HY-1', '1', '场', '', ''],
      ['', '\u3000会议茶歇', 'HY-2', '50', '位', '', ''],
      ['', '小计', '', '', '', '', '56960'],
      ['', '其中税额', '', '', '', '', expect.any(String)],
      ['', '合计', '', '', '', '', '56960'],
    ])
    const paper = pdfText((await world.app.server.inject({ method: 'GET', url: `/api/v1/quotes/${quote.id}/pdf?language=zh`, headers: { cookie } })).rawPayload)
    expect(paper).toContain(`1年会套餐${whole.code}`)
    expect(paper).toMatch(/茶歇套餐NB-\d+6份咖啡NB-\d+300杯18\.50点心NB-\d+600份12\.35场地NB-\d+3场8,000\.00/)
    expect(paper).toContain('会议厅HY-11场会议茶歇HY-250位')
    // Whoever agrees on another price has no prices of parts that do not add up to it.
    await lin.patch(`/api/v1/quotes/${quote.id}`, { lines: [{ ...quote.lines[0], price: '12000' }] })
    expect((await sheetOf(`/api/v1/quotes/${quote.id}/xlsx?language=zh`)).slice(2, 6).map((row) => row[5])).toEqual(['', '', '', ''])
    // As the PDF: only for whoever reads all of it.
    expect((await (await world.asUser('stranger')).get(`/api/v1/quotes/${quote.id}/xlsx`)).status).toBe(404)
  })

  test('a bundle never contains itself, in whatever way it is written, and the way is told', async () => {
    const { whole, snack } = await aNested()
    const into = { components: [{ product: hall.id, quantity: 1 }, { product: whole.id, quantity: 1 }] }
    const refused = await admin.patch(`/api/v1/products/${snack.id}`, into)
    expect([refused.status, refused.body.errors]).toEqual([422, [expect.objectContaining({ path: 'components[1].product', code: 'circle', message: '组合不能包含自己：茶歇套餐 → 年会套餐 → 茶歇套餐' })]])
    const [batched] = (await admin.post('/api/v1/products/batch', { update: [{ id: snack.id, ...into }] })).body.results
    expect(batched).toMatchObject({ status: 'failed', problem: { status: 422 } })
    expect((await admin.patch(`/api/v1/products/${snack.id}`, { components: [{ product: snack.id, quantity: 1 }] })).body.errors[0].code).toBe('circle')
    // Neither by way of the recycle bin: what is in it can come back.
    expect((await admin.del(`/api/v1/products/${whole.id}`)).status).toBe(204)
    expect((await admin.patch(`/api/v1/products/${snack.id}`, into)).status).toBe(422)
    expect((await admin.get(`/api/v1/products/${snack.id}`)).body.components).toHaveLength(2)
  })

  test('of two bundles that take each other in at the same moment one is refused', async () => {
    const [one, other] = [await product({ name: '甲套餐', parts: [[hall, 1]] }), await product({ name: '乙套餐', parts: [[tea, 1]] })]
    const answers = await Promise.all([admin.patch(`/api/v1/products/${one.id}`, { components: [{ product: other.id, quantity: 1 }] }), admin.patch(`/api/v1/products/${other.id}`, { components: [{ product: one.id, quantity: 1 }] })])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422])
  })

  test('bundles stand in each other three deep at most: refused from above and from below; parts must be there', async () => {
    const { whole } = await aNested()
    const third = await product({ name: '三层套餐', parts: [[whole, 1]] })
    const fourth = await admin.post('/api/v1/products', { name: '四层套餐', kind: 'bundle', components: [{ product: third.id, quantity: 1 }] })
    expect([fourth.status, fourth.body.errors]).toEqual([422, [expect.objectContaining({ path: 'components[0].product', code: 'too_deep', message: '组合最多嵌套 3 层：四层套餐 → 三层套餐 → 年会套餐 → 茶歇套餐' })]])
    expect(await admin.list('products', { filter: { name: '四层套餐' } })).toEqual([])
    const deep = await product({ name: '底层套餐', parts: [[tea, 1]] })
    const below = await product({ name: '夹心', parts: [[deep, 1]] })
    expect((await admin.patch(`/api/v1/products/${third.id}`, { components: [{ product: whole.id, quantity: 1 }, { product: below.id, quantity: 1 }] })).status).toBe(200)
    const sunk = await admin.patch(`/api/v1/products/${deep.id}`, { components: [{ product: bundle.id, quantity: 1 }] })
    expect(sunk.body.errors[0]).toMatchObject({ path: 'components[0].product', code: 'too_deep', message: '组合最多嵌套 3 层：三层套餐 → 夹心 → 底层套餐 → 会议套餐' })
    const unknown = await admin.patch(`/api/v1/products/${deep.id}`, { components: [{ product: tea.id, quantity: 1 }, { product: customer.id, quantity: 1 }] })
    expect(unknown.body.errors[0]).toMatchObject({ path: 'components[1].product', code: 'reference_not_found' })
  })

  async function sheetOf(url: string): Promise<string[][]> {
    const { rawPayload } = await world.app.server.inject({ method: 'GET', url, headers: { cookie } })
    const path = join(world.dataFolder, `sheet-${Math.random()}.xlsx`)
    writeFileSync(path, rawPayload)
    const table = await openTable(path, {})
    const rows = [table.columns]
    for await (const batch of table.batches(1000)) rows.push(...batch.map((row) => row.cells))
    table.close()
    return rows
  }
})
