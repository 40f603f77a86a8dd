import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Decimal } from 'decimal.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { importFile, prepareImport, work } from '../support/upload.ts'

let world: TestApp
let admin: Client
beforeAll(async () => {
  world = await startTestApp({ background: true })
  admin = await world.asUser('admin')
})
afterAll(() => world.close())

const mapping = { 单号: 'number', 客户: 'customer', 日期: 'ordered_on', 编码: 'lines.code', 名称: 'lines.name', 数量: 'lines.quantity', 单价: 'lines.price' }
const options = { match_by: ['number'], duplicates: 'update', constants: { is_historic: 'true' } }

describe('a file with a row for each line', () => {
  test('makes one order of the rows that name it, filled from its products, and counts it', async () => {
    await create(admin, 'customers', { name: '甲公司', number: 'K-1' })
    await create(admin, 'products', { code: 'KF-1', name: '大床房', unit: '间夜', price: '880', tax_rate: 6 })
    const { result } = await importFile(admin, { object: 'order', mapping, options, file: ['单号,客户,日期,编码,名称,数量,单价', 'A-1,K-1,2025-03-01,KF-1,,2,', 'A-1,K-1,2025-03-01,X-9,会议室,1,1200.50', 'A-2,K-1,2025-03-02,KF-1,,1,800'].join('\n') })
    expect(result).toMatchObject({ rows: 3, created: 2, joined: 1, failed: 0 })
    const [one, two] = await admin.list('orders', { sort: 'number', filter: { number: { starts_with: 'A-' } } })
    expect(one).toMatchObject({ status: 'completed', is_historic: true, total: { amount: '2960.50' }, lines: [{ name: '大床房', unit: '间夜', price: '880.0000', tax_rate: 6 }, { name: '会议室', code: 'X-9' }] })
    expect(two.total.amount).toBe('800.00')
    expect((await admin.list('transactions', { filter: { order: one.id } })).map(({ amount }) => amount).toSorted()).toEqual(['1200.50', '1760.00'])
  })

  test('takes an order whole or not at all', async () => {
    const { result } = await importFile(admin, { object: 'order', mapping, options, file: ['单号,客户,日期,编码,名称,数量,单价', 'B-1,K-1,2025-03-01,,茶歇,1,10', 'B-1,K-1,2025-03-01,,午餐,many,20', 'B-2,K-1,2025-03-01,,茶歇,1,10', 'B-3,nobody,2025-03-01,,茶歇,1,10', 'B-3,nobody,2025-03-01,,午餐,1,10'].join('\n') })
    expect(result).toMatchObject({ rows: 5, created: 1, failed: 4 })
    expect(await admin.list('orders', { filter: { number: 'B-1' } })).toEqual([])
  })

  test('taken back leaves nothing of what it counted, and does not come back in part', async () => {
    const done = await importFile(admin, { object: 'order', mapping, options, file: ['单号,客户,日期,编码,名称,数量,单价', 'U-1,K-1,2025-03-01,KF-1,,2,', 'U-2,K-1,2025-03-01,,茶歇,1,10'].join('\n') })
    const [one] = await admin.list('orders', { filter: { number: 'U-1' } })
    const balance = async () => {
      await world.settle()
      return (await admin.list('transactions', { filter: { order: one.id } })).reduce((total, { amount }) => total + Number(amount), 0)
    }
    expect(await balance()).toBe(1760)
    expect((await work(admin, done.id, 'undo')).result.undone).toMatchObject({ records: 2, kept: 0 })
    expect(await admin.list('orders', { filter: { number: { starts_with: 'U-' } } })).toEqual([])
    expect(await balance()).toBe(0)
    expect((await admin.post(`/api/v1/orders/${one.id}/restore`)).status).toBe(403)
    expect(await balance()).toBe(0)
  })

  test('cannot bring a status that only steps lead to', async () => {
    await expect(prepareImport(admin, { object: 'order', file: '单号,客户,状态\nC-1,K-1,paid\n', mapping: { 单号: 'number', 客户: 'customer', 状态: 'status' }, options: {} })).rejects.toThrow('422')
  })
})

const shared = process.env.GUANXI_SHARED ?? join(import.meta.dirname, '../../../shared')
const retail = join(shared, 'data/online-retail/online_retail_2010_2011.csv.gz')

/** A line of the file, by a rule of its own: what the product reads is compared with it. */
const cellsOf = (line: string) => Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) => (quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"')))

/** UCI Online Retail (Chen et al. 2012, CC BY 4.0): its first 20,000 lines, December 2010. */
describe.skipIf(!existsSync(retail))('real invoices of a shop', () => {
  test('become products, orders and transactions whose totals by country, month and product are those computed outside', { timeout: 240_000 }, async () => {
    const known = gunzipSync(readFileSync(retail)).toString().split(/\r?\n/, 20_001).slice(1).map(cellsOf).filter((row) => row[6])
    const sheet = (head: string[], rows: Iterable<string[]>) => [head, ...rows].map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')
    const customers = new Map(known.map((row) => [row[6]!, row[7]!]))
    const products = new Map(known.map((row) => [row[1]!, row[2] || row[1]!]))
    const made = await importFile(admin, { object: 'customer', file: sheet(['number', 'name', 'country'], [...customers].map(([id, country]) => [id, `Customer ${id}`, country])), mapping: { number: 'number', name: 'name', country: 'addresses.province' }, options: { constants: { 'addresses.country': 'GB' } } })
    expect(made.result).toMatchObject({ created: customers.size, failed: 0 })
    const offered = await importFile(admin, { object: 'product', file: sheet(['code', 'name'], products), mapping: { code: 'code', name: 'name' }, options: {} })
    expect(offered.result).toMatchObject({ created: products.size, failed: 0 })

    const file = sheet(['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID'], known.map((row) => [...row.slice(0, 4), row[4]!.slice(0, 10), ...row.slice(5, 7)]))
    const columns = { InvoiceNo: 'number', StockCode: 'lines.code', Description: 'lines.name', Quantity: 'lines.quantity', InvoiceDate: 'ordered_on', UnitPrice: 'lines.price', CustomerID: 'customer' }
    const { result } = await importFile(admin, { object: 'order', file, mapping: columns, options })
    const invoices = new Set(known.map((row) => row[0]!))
    expect(result).toMatchObject({ rows: known.length, created: invoices.size, joined: known.length - invoices.size, failed: 0 })

    // Each line rounded to the cent, as it is on an invoice.
    const amountOf = (row: string[]) => new Decimal(row[3]!).times(row[5]!).toDecimalPlaces(2, Decimal.ROUND_HALF_UP)
    const totalsBy = (keyOf: (row: string[]) => string) => {
      const totals = new Map<string, Decimal>()
      for (const row of known) totals.set(keyOf(row), (totals.get(keyOf(row)) ?? new Decimal(0)).plus(amountOf(row)))
      return Object.fromEntries([...totals].map(([key, total]) => [key, total.toFixed(2)]))
    }
    const asked = async (group: unknown): Promise<Record<string, string>> => {
      const { status, body, text } = await admin.post('/api/v1/query', { object: 'transactions', filter: { order: { is_empty: false }, at: { lt: '2011-02-01T00:00:00Z', gte: '2010-11-01T00:00:00Z' } }, group_by: [group], measures: [{ fn: 'sum', field: 'amount', as: 'amount' }], limit: 5000 })
      if (status !== 200) throw new Error(text)
      return Object.fromEntries(body.data.map(({ amount, ...key }: Record<string, string>) => [String(Object.values(key)[0]), amount]))
    }
    expect(await asked('customer.province')).toEqual(totalsBy((row) => row[7]!))
    expect(Object.entries(await asked({ field: 'at', by: 'month' })).map(([month, amount]) => [month.slice(0, 7), amount])).toEqual(Object.entries(totalsBy((row) => row[4]!.slice(0, 7))))
    expect(await asked('product.code')).toEqual(totalsBy((row) => row[1]!))
  })
})
