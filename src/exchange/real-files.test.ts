/** Files as people have them, from the shared folder of real data. Each must come in whole, with the figures that are known of it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { create } from '../../test/support/builders.ts'
import { startTestApp, type TestApp } from '../../test/support/test-app.ts'
import { exportFile, importFile, prepareImport } from '../../test/support/upload.ts'

const shared = join(process.env.GUANXI_SHARED ?? resolve(import.meta.dirname, '../../../shared'), 'data')
const isThere = existsSync(shared)
if (!isThere) console.warn(`Skipped: the folder of real data is not there (${shared}); name it by GUANXI_SHARED.`)

let world: TestApp
const read = (path: string) => readFileSync(join(shared, path))
const count = async (text: string, values: unknown[] = []) => Number((await world.query(text, values))[0].n)

describe.skipIf(!isThere)('real files', () => {
  beforeAll(async () => {
    world = await startTestApp({ background: true })
  })
  afterAll(() => world.close())

  test('hotel bookings come in as guests, then as stays of these guests', async () => {
    const rows = 3000
    const file = gzipSync(gunzipSync(read('hotel/hotel_bookings.csv.gz')).toString().split('\n', rows + 1).join('\n'))
    const admin = await world.asUser('admin')
    const guests = await importFile(admin, { object: 'customer', file, fileName: 'hotel.csv.gz', mapping: { country: null }, options: { constants: { number: 'H-{row}', name: '{country} {row}', kind: 'person' } } })
    expect(guests.result).toMatchObject({ rows, created: rows, failed: 0 })
    const stays = await importFile(admin, {
      object: 'transaction',
      file,
      mapping: { hotel: 'place', adr: 'amount' },
      options: { constants: { customer: 'H-{row}', at: '{arrival_date_year}-{arrival_date_month}-{arrival_date_day_of_month}', item: '{reservation_status} {reserved_room_type}' } },
    })
    expect(stays.result).toMatchObject({ rows, created: rows, failed: 0 })
    const [first] = await admin.list('transactions', { filter: { customer: { number: 'H-1' } } })
    expect(first).toMatchObject({ amount: '0.00', place: 'Resort Hotel', item: 'Check-Out C', customer: { name: 'PRT 1' } })
    expect(first.at).toMatch(/^2015-06-30T16:00:00/)
    expect(await count("select count(*) as n from events where cause ->> 'import' = $1 and kind = 'sales.transaction.created'", [stays.id])).toBe(rows)
  })

  test('CDNOW: customers by number, then every purchase', async () => {
    const admin = await world.asUser('admin')
    const file = read('cdnow/CDNOW_sample.txt')
    const prepared = await prepareImport(admin, { object: 'customer', file, fileName: 'CDNOW_sample.txt' })
    expect(prepared).toMatchObject({ delimiter: 'whitespace', columns: ['Column 1', 'Column 2', 'Column 3', 'Column 4', 'Column 5'] })
    const customers = await importFile(admin, { object: 'customer', file, mapping: { 'Column 1': 'number' }, options: { constants: { name: 'CDNOW {Column 1}', kind: 'person' } } })
    expect(customers.result).toMatchObject({ rows: 6919, created: 2357, skipped: 6919 - 2357, failed: 0 })
    const purchases = await importFile(admin, {
      object: 'transaction',
      file,
      mapping: { 'Column 1': 'customer', 'Column 3': 'at', 'Column 4': 'quantity', 'Column 5': 'amount' },
      options: { constants: { item: 'CD' } },
    })
    expect(purchases.result).toMatchObject({ rows: 6919, created: 6919, failed: 0 })
    const [sums] = await world.query("select sum(amount)::text as amount, count(distinct customer_id)::int as customers from transactions where item = 'CD'")
    const expected = file.toString().trim().split('\n').reduce((sum, line) => sum + Math.round(Number(line.trim().split(/\s+/)[4]) * 100), 0)
    expect(sums).toEqual({ amount: (expected / 100).toFixed(2), customers: 2357 })
  })

  test('Telco customers, with what the file says of them in custom fields', async () => {
    const admin = await world.asUser('admin')
    const custom = (key: string, type: string, label: string) => admin.post('/api/v1/custom-fields', { object: 'customer', key, type, label_zh: label, label_en: label, settings: { scale: 2 } })
    await custom('monthly_charges', 'number', 'MonthlyCharges')
    await custom('total_charges', 'number', 'TotalCharges')
    await custom('churned', 'boolean', 'Churn')
    const done = await importFile(admin, { object: 'customer', file: read('telco/telco_churn.csv'), options: { constants: { name: 'Telco {customerID}', kind: 'person' } } })
    expect(done.mapping).toMatchObject({ customerID: 'number', gender: 'gender', MonthlyCharges: 'monthly_charges', TotalCharges: 'total_charges', Churn: 'churned' })
    expect(done.result).toMatchObject({ rows: 7043, created: 7043, failed: 0 })
    const of = async (filter: object) => (await admin.get(`/api/v1/customers?limit=1&count=exact&filter=${encodeURIComponent(JSON.stringify(filter))}`)).body.total
    expect(await of({ churned: true })).toBe(1869)
    expect(await of({ monthly_charges: { gt: 0 }, total_charges: { is_empty: true } })).toBe(11)
  })

  test('the accounts of the CRM sales file with their groups, products, and the deals that were won', async () => {
    const admin = await world.asUser('admin')
    const accounts = await importFile(admin, { object: 'customer', file: read('crm-sales/accounts.csv'), mapping: { office_location: 'addresses.country' } })
    expect(accounts.mapping).toMatchObject({ account: 'name', sector: 'industry', subsidiary_of: 'parent' })
    expect(accounts.result).toMatchObject({ rows: 85, created: 85, failed: 0 })
    expect(await count('select count(*) as n from customers where parent_id is not null')).toBe(read('crm-sales/accounts.csv').toString().split('\n').filter((line) => /,[^,\r]+\r?$/.test(line)).length - 1)
    const products = await importFile(admin, { object: 'product', file: read('crm-sales/products.csv') })
    expect(products.result).toMatchObject({ rows: 7, created: 7 })
    // An append-only object has no stages: only deals with a day and a value are lines of consumption.
    const [header, ...deals] = read('crm-sales/sales_pipeline.csv').toString().trim().split(/\r?\n/)
    const won = deals.filter((deal) => deal.split(',')[4] === 'Won')
    const done = await importFile(admin, { object: 'transaction', file: [header, ...won].join('\n'), mapping: { product: 'item', engage_date: null, deal_stage: null, sales_agent: null } })
    expect(done.mapping).toMatchObject({ account: 'customer', close_date: 'at', close_value: 'amount', opportunity_id: 'document' })
    expect(done.result).toMatchObject({ rows: 4238, created: 4238, failed: 0 })
    expect(await world.query("select sum(amount)::text as amount from transactions where document is not null and item like '%G%'")).toEqual([{ amount: '10005534.00' }])
    const all = await importFile(admin, { object: 'transaction', file: read('crm-sales/sales_pipeline.csv'), mapping: { product: 'product' } })
    // GTXPro is GTX Pro among the products; deals that are open have neither a day nor a value; some have no account.
    expect(all.result.rows).toBe(8800)
    expect(all.result.created + all.result.failed).toBe(8800)
    expect(all.result.errors_preview.some((error: any) => error.column === 'product' && error.value === 'GTXPro')).toBe(true)
  }, 60_000)

  test('the deals of the CRM sales file come in with their stages and ends, once GTXPro is mended', async () => {
    const admin = await world.asUser('admin')
    const pipeline = await create(admin, 'pipelines', { name: 'GTX', position: 2 })
    for (const [position, [name, kind, probability]] of ([['Prospecting', 'open', 10], ['Engaging', 'open', 40], ['Won', 'won', 100], ['Lost', 'lost', 0]] as const).entries()) await create(admin, 'stages', { pipeline: pipeline.id, name, kind, probability, position })
    const request = { object: 'opportunity', fileName: 'sales_pipeline.csv', mapping: { sales_agent: null, close_value: 'amount', product: 'products' }, options: { constants: { name: '{account} {product}', is_historic: 'true' } } }
    const file = read('crm-sales/sales_pipeline.csv').toString()
    const raw = await importFile(admin, { ...request, file })
    expect(raw.mapping).toMatchObject({ opportunity_id: 'number', account: 'customer', deal_stage: 'historic_stage', engage_date: 'opened_on', close_date: 'historic_closed_on' })
    expect(raw.result).toMatchObject({ rows: 8800, created: 8800 - file.split('GTXPro,').length + 1 })
    expect(raw.result.errors_preview.every((error: any) => error.column === 'product' && error.value === 'GTXPro')).toBe(true)
    // As a person mends the file: what is there already is passed over.
    const mended = await importFile(admin, { ...request, file: file.replaceAll('GTXPro,', 'GTX Pro,') })
    expect(mended.result).toMatchObject({ rows: 8800, failed: 0 })
    const figures = await world.query('select s.name, o.status, count(*)::int as count, sum(o.amount)::text as amount from opportunities o join stages s on s.id = o.stage_id where o.pipeline_id = $1 group by 1, 2 order by 1', [pipeline.id])
    expect(figures).toEqual([
      { name: 'Engaging', status: 'open', count: 1589, amount: null },
      { name: 'Lost', status: 'lost', count: 2473, amount: '0.00' },
      { name: 'Prospecting', status: 'open', count: 500, amount: null },
      { name: 'Won', status: 'won', count: 4238, amount: '10005534.00' },
    ])
    const [deal] = await admin.list('opportunities', { filter: { number: '1C1I7A6R' } })
    expect(deal).toMatchObject({ opened_on: '2016-10-20', historic_closed_on: '2017-03-01', products: [{ name: 'GTX Plus Basic' }], is_historic: true, probability: 100 })
    expect(await count("select count(*) as n from stage_stays t join opportunities o on o.id = t.opportunity_id where o.pipeline_id = $1 and t.until_at is null", [pipeline.id])).toBe(1589 + 500)
    const { body } = await admin.post('/api/v1/opportunities/win-loss', { pipeline: pipeline.id, from: '2016-01-01', to: '2018-12-31' })
    expect(body.total).toMatchObject({ won: 4238, lost: 2473, won_amount: '10005534.00' })
    expect((await admin.post('/api/v1/opportunities/funnel', { pipeline: pipeline.id, from: '2010-01-01', to: '2100-12-31' })).body).toMatchObject({ total: 8800, won: 4238, lost: 2473, stages: [{ reached: 8800 }, { reached: 4238 + 1589 }] })
    // A stage is only taken from former records, and says so.
    const bold = await importFile(admin, { ...request, file: file.split('\n', 3).join('\n').replaceAll(/^[0-9A-Z]{8},/gm, 'NEU$&'), options: { constants: { name: '{account}' } } })
    expect(bold.result).toMatchObject({ rows: 2, created: 0, failed: 2 })
  }, 120_000)

  test('every case of csv-spectrum arrives in a text field as it is written', async () => {
    const admin = await world.asUser('admin')
    for (const name of readdirSync(join(shared, 'csv/csv-spectrum/csvs'))) {
      const rows: Record<string, string>[] = JSON.parse(read(`csv/csv-spectrum/json/${name.replace('.csv', '.json')}`).toString())
      const columns = Object.keys(rows[0] ?? {})
      const fields = ['name', 'short_name', 'remark', 'industry', 'wechat', 'website', 'tier_reason', 'legal_person'].slice(0, columns.length)
      const done = await importFile(admin, { object: 'customer', file: read(`csv/csv-spectrum/csvs/${name}`), mapping: Object.fromEntries(columns.map((column, at) => [column, fields[at] ?? null])), options: { constants: { number: `${name}-{row}` }, duplicates: 'create' } })
      const expected = rows.filter((row) => Object.values(row)[0] !== '')
      expect([name, done.result]).toMatchObject([name, { created: expected.length }])
      const stored = await admin.list('customers', { filter: { number: { starts_with: `${name}-` } }, sort: 'number' })
      expect(stored.map((record) => fields.map((field) => record[field] ?? ''))).toEqual(expected.map((row) => columns.map((column) => row[column])))
    }
  })

  test('address cards: names, telephones, mail, addresses, birthdays', async () => {
    const admin = await world.asUser('admin')
    let cards = 0
    let created = 0
    const reasons: string[] = []
    for (const name of readdirSync(join(shared, 'vcard')).filter((name) => name.endsWith('.vcf'))) {
      const done = await importFile(admin, { object: 'customer', file: read(`vcard/${name}`), fileName: name, options: { duplicates: 'create', constants: { kind: 'person' } } })
      expect(done.mapping).toMatchObject({ full_name: 'name', phones: 'phones', emails: 'emails', birthday: 'birthday', gender: 'gender', street: 'addresses.street', city: 'addresses.city', postal_code: 'addresses.postal_code' })
      cards += done.result.rows
      created += done.result.created
      reasons.push(...done.result.errors_preview.map(({ reason }: any) => reason))
    }
    // The others hold what is no telephone number (123456), no mail address, or a birthday without a year.
    expect([cards, created]).toEqual([15, 8])
    expect(reasons.every((reason) => /电话号码|邮箱地址|日期/.test(reason))).toBe(true)
    let taken = 0
    let leftOut = 0
    for (const name of readdirSync(join(shared, 'vcard')).filter((name) => name.endsWith('.vcf'))) {
      const { result } = await importFile(admin, { object: 'customer', file: read(`vcard/${name}`), fileName: name, options: { duplicates: 'create', bad_values: 'leave_out', constants: { kind: 'person' } } })
      expect([name, result.failed]).toEqual([name, 0])
      taken += result.created
      leftOut += result.left_out
    }
    expect(taken).toBe(15)
    expect(leftOut).toBeGreaterThanOrEqual(reasons.length)
    const stored = await admin.list('customers', { filter: { kind: 'person', emails: { is_empty: false }, number: { starts_with: 'KH-' } } })
    expect(stored.some(({ addresses }) => addresses[0]?.city)).toBe(true)
    expect(stored.some(({ birthday }) => birthday)).toBe(true)
  })

  test('naughty strings go through CSV and XLSX unharmed', async () => {
    const admin = await world.asUser('admin')
    const strings: string[] = JSON.parse(read('strings/blns.json').toString())
    const created: { id: string; text: string }[] = []
    for (let from = 0; from < strings.length; from += 200) {
      const part = strings.slice(from, from + 200).map((text, at) => ({ text, number: `N-${from + at}` })).filter(({ text }) => text !== '' && !text.includes('\0'))
      const { body } = await admin.post('/api/v1/customers/batch', { create: part.map(({ text, number }) => ({ number, name: text, short_name: text, remark: text, tier_reason: 'before' })) })
      created.push(...body.results.map((result: any, at: number) => ({ id: result.id, text: part[at]?.text })))
    }
    expect(created.length).toBeGreaterThan(500)
    for (const format of ['csv', 'xlsx']) {
      const { job, reply } = await exportFile(admin, { object: 'customer', format, filter: { number: { starts_with: 'N-' } }, fields: ['number', 'name', 'short_name', 'remark', 'tier_reason'], language: 'en' })
      expect(job).toMatchObject({ state: 'done', result: { rows: created.length } })
      const file = await admin.send({ method: 'GET', url: `/api/v1/exports/${job.id}/file` })
      expect(reply.status).toBe(200)
      const bytes = (await world.app.server.inject({ method: 'GET', url: `/api/v1/exports/${job.id}/file`, headers: { cookie: await cookieOf() } })).rawPayload
      expect(file.status).toBe(200)
      // Into new records, by new numbers: everything else must be the same.
      await world.query("update customers set number = 'O' || number where number like 'N-%'")
      const done = await importFile(admin, { object: 'customer', file: bytes, fileName: `naughty.${format}`, options: { duplicates: 'create' } })
      expect(done.result).toMatchObject({ created: created.length, failed: 0 })
      const differ = await world.query("select count(*)::int as n from customers a join customers b on b.number = 'O' || a.number and b.workspace_id = a.workspace_id where (a.name, a.short_name, a.remark) is distinct from (b.name, b.short_name, b.remark)")
      expect(differ).toEqual([{ n: 0 }])
      await world.query("delete from customers where number like 'N-%'")
      await world.query("update customers set number = substr(number, 2) where number like 'ON-%'")
    }
  }, 60_000)

  async function cookieOf(): Promise<string> {
    const reply = await world.anonymous().post('/api/v1/session', { login: 'admin', password: 'green-mountain-7' })
    return String(reply.headers['set-cookie']).split(';', 1)[0] ?? ''
  }
})
