import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../test/support/test-app.ts'
import { importFile, prepareImport, upload, work } from '../../test/support/upload.ts'

let world: TestApp
beforeAll(async () => {
  world = await startTestApp({ background: true })
})
afterAll(() => world.close())

const csv = (...rows: string[]) => `${rows.join('\n')}\n`

describe('an import', () => {
  test('a column that is empty in most of its first rows is not taken for what every record needs', async () => {
    const admin = await world.asUser('admin')
    const suggestedFor = async (cell: string) => (await prepareImport(admin, { object: 'customers', file: csv('公司名称,简称', '难得的,乙', ...Array.from({ length: 20 }, () => `${cell},乙`)) })).suggested
    expect(await suggestedFor('')).toEqual({ 公司名称: null, 简称: 'short_name' })
    expect(await suggestedFor('甲')).toEqual({ 公司名称: 'name', 简称: 'short_name' })
    expect((await prepareImport(admin, { object: 'customers', file: csv('公司名称,简称') })).suggested).toEqual({ 公司名称: 'name', 简称: 'short_name' })
  })

  test('suggests fields from names, labels in both languages and further words', async () => {
    const lin = await world.asUser('admin')
    const sent = await prepareImport(lin, { object: 'customer', file: csv('客户名称,Mobile,电子邮件,Kind,Account_Manager,城市,统一社会信用代码,没有这样的', '甲,,,,,,,') })
    expect(sent.suggested).toEqual({ 客户名称: 'name', Mobile: 'phones', 电子邮件: 'emails', Kind: 'kind', Account_Manager: 'owner', 城市: 'addresses.city', 统一社会信用代码: 'credit_code', 没有这样的: null })
    expect(sent).toMatchObject({ state: 'mapping', format: 'csv', delimiter: ',', columns: expect.any(Array), sample: [['甲', '', '', '', '', '', '', '']] })
    expect(sent.fields.find((field: any) => field.path === 'name')).toMatchObject({ required: true, type: 'text', label: { zh: '名称', en: 'Name' } })
  })

  test('writes records and events as single creations do', async () => {
    const admin = await world.asUser('admin')
    const done = await importFile(admin, { object: 'customers', file: csv('名称,性质,电话,客户经理,标签,地址', '海天食品,单位,13812345678;021-62345678,lin@test.example,重点;华东,浙江省杭州市西湖区文三路1号', '王小明,个人,,林晓,,') })
    expect(done).toMatchObject({ state: 'done', result: { rows: 2, created: 2, updated: 0, skipped: 0, failed: 0, errors_preview: [] }, has_error_file: false, job: { state: 'done', done: 2 } })
    const [haitian] = await admin.list('customers', { filter: { name: '海天食品' } })
    expect(haitian).toMatchObject({ version: 1, kind: 'organisation', phones: ['+8613812345678', '+862162345678'], owner: { id: world.ids.lin }, tags: ['重点', '华东'], city: '杭州市', tier: 'potential', created_by: { id: world.ids.admin } })
    expect(haitian.number).toMatch(/^KH-\d{4}-\d{6}$/)
    expect(haitian.completeness).toBeGreaterThan(20)
    const { body } = await admin.get(`/api/v1/customers/${haitian.id}/history`)
    expect(body.data).toHaveLength(1)
    expect(body.data[0]).toMatchObject({ kind: 'customers.customer.created', version: 1, cause: { import: done.id } })
    const found = await admin.get(`/api/v1/search?q=${encodeURIComponent('haitian')}`)
    expect(found.body.data[0]).toMatchObject({ title: '海天食品' })
  })

  test('fills what the file leaves open as single creations do: category by kind, divisions of an address', async () => {
    const admin = await world.asUser('admin')
    const done = await importFile(admin, { object: 'customers', file: csv('名称,性质,类别,城市', '补全甲,个人,,杭州', '补全乙,单位,,Suzhou', '补全丙,个人,渠道,北京市') })
    expect(done.result).toMatchObject({ created: 3, failed: 0 })
    const rows = await admin.list('customers', { filter: { name: { starts_with: '补全' } }, sort: 'name' })
    expect(rows.map(({ name, category, province, city }) => [name, category, province, city]).sort()).toEqual([
      ['补全丙', 'channel', '北京市', '北京市'], ['补全乙', 'business', null, 'Suzhou'], ['补全甲', 'consumer', '浙江省', '杭州市'],
    ])
  })

  test('computes the amount of a line from quantity and price where the file has no amount, and asks for it where neither is there', async () => {
    const admin = await world.asUser('admin')
    await importFile(admin, { object: 'customers', file: csv('名称', '只有单价') })
    const lines = { object: 'transaction', file: csv('CustomerID,InvoiceDate,Description,Quantity,UnitPrice', '只有单价,2011-12-01,茶杯,6,2.55', '只有单价,2011-12-02,茶杯,-2,1.6550', '只有单价,2011-12-03,茶杯,,4', '只有单价,2011-12-04,茶杯,3,') }
    const sent = await prepareImport(admin, lines)
    expect(sent.fields.find(({ path }: any) => path === 'amount')).toMatchObject({ required: true, follows_from: ['unit_price'], hint: { en: 'Left empty: quantity times unit price' } })
    const done = await importFile(admin, lines)
    expect(done.result).toMatchObject({ rows: 4, created: 3, failed: 1, errors_preview: [{ row: 5, reason: expect.stringContaining('金额') }] })
    const rows = await admin.list('transactions', { filter: { customer: { name: '只有单价' } }, sort: 'at' })
    expect(rows.map(({ quantity, amount }) => [quantity, amount])).toEqual([[6, '15.30'], [-2, '-3.31'], [1, '4.00']])
    // An amount in the file is the amount.
    const given = await importFile(admin, { object: 'transaction', file: csv('CustomerID,InvoiceDate,Quantity,UnitPrice,Amount', '只有单价,2011-12-05,6,2.55,15.00') })
    expect(given.result).toMatchObject({ created: 1 })
    expect((await admin.list('transactions', { filter: { customer: { name: '只有单价' } }, sort: '-at' }))[0]).toMatchObject({ amount: '15.00' })
    const without = await prepareImport(admin, { object: 'transaction', file: csv('CustomerID,InvoiceDate,Quantity', '只有单价,2011-12-06,6') })
    expect((await admin.post(`/api/v1/imports/${without.id}/check`, {})).body.errors).toMatchObject([{ path: 'mapping.amount', code: 'required' }])
    const [{ id: customer }] = await admin.list('customers', { filter: { name: '只有单价' } })
    expect((await admin.post('/api/v1/transactions', { customer, quantity: 3, unit_price: '9.99' })).body).toMatchObject({ amount: '29.97' })
    expect((await admin.post('/api/v1/transactions', { customer, quantity: 3 })).body.errors).toMatchObject([{ path: 'amount', code: 'required' }])
    expect((await admin.post('/api/v1/transactions', { customer, quantity: 10_000_000_000, unit_price: '1000000' })).body.errors).toMatchObject([{ path: 'amount', code: 'out_of_range' }])
  })

  test('reports every problem of a row with row, column, value and reason, and takes the good rows', async () => {
    const admin = await world.asUser('admin')
    const done = await importFile(admin, { object: 'customers', file: csv('名称,电话,性质,客户经理,生日', '好的一行,13900000001,个人,,1990-05-01', ',12,外星人,不存在的人,1990-02-30', '多了一格,1,2,3,4,5') })
    expect(done.result).toMatchObject({ rows: 3, created: 1, failed: 2 })
    expect(done.result.errors_preview).toEqual([
      { row: 3, column: '电话', value: '12', reason: expect.stringContaining('电话号码') },
      { row: 3, column: '性质', value: '外星人', reason: expect.stringContaining('没有这个选项') },
      { row: 3, column: '生日', value: '1990-02-30', reason: expect.stringContaining('日期') },
      { row: 3, column: '客户经理', value: '不存在的人', reason: expect.stringContaining('没有找到') },
      { row: 3, column: '名称', value: '', reason: '请填写名称' },
      { row: 4, column: '', value: '', reason: expect.stringContaining('多于表头') },
    ])
    expect(done.has_error_file).toBe(true)
    const errors = await admin.get(`/api/v1/imports/${done.id}/errors`)
    expect(errors.headers['content-type']).toContain('text/csv')
    expect(errors.text).toContain('名称,电话,性质,客户经理,生日,error_row,error_column,error_value,error_reason')
    const mended = errors.text.replace(',12,外星人,不存在的人,1990-02-30', '改好了,13900000002,个人,林晓,1990-03-02').replace('多了一格,1,2,3,4', '也改好了,13900000003,个人,林晓,1990-03-03')
    const again = await importFile(admin, { object: 'customers', file: mended })
    expect(again.result).toMatchObject({ rows: 2, created: 2, failed: 0 })
  })

  test('leaves out bad values where it is told to, takes the row, and reports each of them', async () => {
    const admin = await world.asUser('admin')
    const file = csv(
      '名称,电话,性质,客户经理,生日,统一社会信用代码,标签',
      '略甲,12;13900000101;x9,个人,不存在的人,1990-02-30,,重点',
      '略乙,13900000102,单位,林晓,,91350100M000100Y44,',
      ',13900000103,外星人,,,,',
      '略丙,13900000104,外星人,,,,',
    )
    const options = { bad_values: 'leave_out' }
    const { id } = await prepareImport(admin, { object: 'customers', file, options })
    const figures = { rows: 4, created: 3, failed: 1, left_out: 6 }
    expect((await work(admin, id, 'check')).result).toMatchObject(figures)
    const done = await work(admin, id, 'run')
    expect(done.result).toMatchObject(figures)
    const taken = '（略去此值，导入其余内容）'
    expect(done.result.errors_preview.map(({ row, column, value, reason }: any) => [row, column, value, reason.endsWith(taken)])).toEqual([
      [2, '电话', '12', true], [2, '电话', 'x9', true], [2, '生日', '1990-02-30', true], [2, '客户经理', '不存在的人', true],
      [3, '统一社会信用代码', '91350100M000100Y44', true],
      [4, '性质', '外星人', false], [4, '名称', '', false],
      [5, '性质', '外星人', true],
    ])
    const rows = await admin.list('customers', { filter: { name: { starts_with: '略' } }, sort: 'number' })
    expect(rows.map(({ name, phones, kind, birthday, credit_code, tags, owner }) => ({ name, phones, kind, birthday, credit_code, tags, owner: owner?.name }))).toEqual([
      { name: '略甲', phones: ['+8613900000101'], kind: 'person', birthday: null, credit_code: null, tags: ['重点'], owner: '管理员' },
      { name: '略乙', phones: ['+8613900000102'], kind: 'organisation', birthday: null, credit_code: null, tags: [], owner: '林晓' },
      { name: '略丙', phones: ['+8613900000104'], kind: 'organisation', birthday: null, credit_code: null, tags: [], owner: '管理员' },
    ])
    const errors = await admin.get(`/api/v1/imports/${done.id}/errors`)
    expect(errors.text).toContain('略甲,"12;13900000101;x9"')
    // Mended, the rows that went in are completed.
    const mended = errors.text.replace('1990-02-30,', '1990-03-02,').replace('91350100M000100Y44', '91350100M000100Y43').replaceAll('外星人', '个人').replace('\n,13900000103', '\n略丁,13900000103')
    const again = await importFile(admin, { object: 'customers', file: mended, options: { ...options, duplicates: 'update', match_by: ['name'] } })
    expect(again.result).toMatchObject({ rows: 4, created: 1, failed: 0 })
    expect(await admin.list('customers', { filter: { name: '略甲' } })).toMatchObject([{ birthday: '1990-03-02', phones: ['+8613900000101'] }])
    expect(await admin.list('customers', { filter: { name: '略乙' } })).toMatchObject([{ credit_code: '91350100M000100Y43' }])
  })

  test('makes values of several columns and of the row', async () => {
    const admin = await world.asUser('admin')
    const done = await importFile(admin, {
      object: 'customers',
      file: csv('country,year,month,day', 'PRT,1980,July,1', 'GBR,1981,Sep,15'),
      mapping: { country: null },
      options: { constants: { number: 'T-{row}', name: '{country} {row}', kind: 'person', birthday: '{year}-{month}-{day}' } },
    })
    expect(done.result).toMatchObject({ created: 2, failed: 0 })
    const rows = await admin.list('customers', { filter: { number: { in: ['T-1', 'T-2'] } }, sort: 'number' })
    expect(rows.map(({ name, birthday, kind }) => [name, birthday, kind])).toEqual([['PRT 1', '1980-07-01', 'person'], ['GBR 2', '1981-09-15', 'person']])
  })

  test('skips, updates or refuses duplicates, in the table and in the file itself', async () => {
    const admin = await world.asUser('admin')
    const file = csv('编号,名称,电话', 'D-1,甲公司,13700000001', 'D-2,乙公司,', 'D-1,甲公司改名,')
    const first = await importFile(admin, { object: 'customers', file })
    expect(first.result).toMatchObject({ rows: 3, created: 2, skipped: 1, failed: 0 })
    const skipped = await importFile(admin, { object: 'customers', file })
    expect(skipped.result).toMatchObject({ created: 0, skipped: 3 })
    const updated = await importFile(admin, { object: 'customers', file: csv('编号,名称,电话', 'D-1,甲公司,', 'D-1,甲集团,', 'D-2,乙公司,13700000002', 'D-3,丙公司,'), options: { duplicates: 'update' } })
    expect(updated.result).toMatchObject({ rows: 4, created: 1, updated: 2, skipped: 1, failed: 0 })
    const [first1] = await admin.list('customers', { filter: { number: 'D-1' } })
    expect(first1).toMatchObject({ name: '甲集团', version: 2, phones: ['+8613700000001'] })
    const { body } = await admin.get(`/api/v1/customers/${first1.id}/history`)
    expect(body.data[0]).toMatchObject({ version: 2, cause: { import: updated.id }, fields: [{ field: 'name', before: '甲公司', after: '甲集团' }] })
    const refused = await importFile(admin, { object: 'customers', file, options: { duplicates: 'create' } })
    expect(refused.result).toMatchObject({ created: 0, failed: 3 })
    expect(refused.result.errors_preview[0]).toMatchObject({ column: '编号', value: 'D-1', reason: '客户编号已被使用' })
  })

  test('a dry run says what the run will say, and writes nothing', async () => {
    const admin = await world.asUser('admin')
    const file = csv('编号,名称,上级单位', 'C-1,母公司,', 'C-2,子公司,母公司', 'C-1,又一次,', 'C-3,,', 'C-4,孤儿,没有的')
    const { id } = await prepareImport(admin, { object: 'customers', file })
    const before = await world.query('select count(*) from events')
    const checked = await work(admin, id, 'check')
    expect(checked.state).toBe('checked')
    expect(await world.query('select count(*) from events')).toEqual(before)
    const done = await work(admin, id, 'run')
    expect(done.result).toEqual(checked.result)
    expect(done.result).toMatchObject({ rows: 5, created: 2, skipped: 1, failed: 2 })
    const [child] = await admin.list('customers', { filter: { number: 'C-2' } })
    expect(child.parent).toMatchObject({ name: '母公司' })
  })

  test('is taken back: what it made goes to the bin, what it changed is as before, what others changed since stays', async () => {
    const admin = await world.asUser('admin')
    await importFile(admin, { object: 'customers', file: csv('编号,名称,行业', 'U-1,一,化工', 'U-2,二,化工') })
    const done = await importFile(admin, { object: 'customers', file: csv('编号,名称,行业', 'U-1,一,食品', 'U-2,二,食品', 'U-3,三,食品', 'U-4,四,食品'), options: { duplicates: 'update' } })
    const by = async (number: string) => (await admin.list('customers', { filter: { number } }))[0]
    await admin.patch(`/api/v1/customers/${(await by('U-2')).id}`, { industry: '机械' })
    await admin.patch(`/api/v1/customers/${(await by('U-4')).id}`, { industry: '机械' })
    const undone = await work(admin, done.id, 'undo')
    expect(undone.state).toBe('undone')
    expect(undone.result.undone).toMatchObject({ records: 2, kept: 2 })
    expect(undone.result.undone.kept_preview.map((kept: any) => kept.name).sort()).toEqual(['二', '四'])
    expect(await by('U-1')).toMatchObject({ industry: '化工', version: 3 })
    expect(await by('U-2')).toMatchObject({ industry: '机械' })
    expect(await by('U-3')).toBeUndefined()
    expect(await by('U-4')).toMatchObject({ industry: '机械' })
    const events = await world.query(`select kind from events where cause ->> 'undo_import' = $1 order by kind`, [done.id])
    expect(events.map(({ kind }) => kind)).toEqual(['customers.customer.deleted', 'customers.customer.updated'])
    expect((await admin.post(`/api/v1/imports/${done.id}/undo`)).status).toBe(409)
  })

  test('needs the right to import, and shows nobody the imports of others', async () => {
    const lin = await world.asUser('lin')
    const refused = await upload(lin, '/api/v1/imports', { fields: { object: 'customer' }, file: csv('名称', '甲') })
    expect(refused.status).toBe(403)
    const admin = await world.asUser('admin')
    const { id } = await prepareImport(admin, { object: 'customer', file: csv('名称', '甲') })
    for (const client of [lin, await world.asUser('ma'), await world.asUser('stranger')]) {
      expect((await client.get(`/api/v1/imports/${id}`)).status).toBe(404)
      expect((await client.post(`/api/v1/imports/${id}/run`)).status).toBe(404)
    }
  })

  test('a manager imports for the own people, not for others, and refers only to what a manager sees', async () => {
    const admin = await world.asUser('admin')
    await importFile(admin, { object: 'customers', file: csv('编号,名称,客户经理', 'M-1,管理员的客户,admin@test.example') })
    const ma = await world.asUser('ma')
    const done = await importFile(ma, { object: 'customers', file: csv('编号,名称,客户经理,上级单位', 'M-2,林的客户,lin@test.example,', 'M-3,别人的客户,admin@test.example,', 'M-4,有上级,lin@test.example,管理员的客户', 'M-1,同号,lin@test.example,') })
    expect(done.result).toMatchObject({ rows: 4, created: 1, failed: 3 })
    expect(done.result.errors_preview.map(({ row, reason }: any) => [row, reason])).toEqual([
      [3, '没有权限新建此记录'],
      [4, expect.stringContaining('没有找到')],
      [5, '客户编号已被使用'],
    ])
  })

  test('fields that may not be written, unknown columns and objects without a bulk path are refused in words', async () => {
    const admin = await world.asUser('admin')
    const { id } = await prepareImport(admin, { object: 'customer', file: csv('名称,完整度', '甲,5') })
    const patch = (body: object) => admin.patch(`/api/v1/imports/${id}`, body)
    expect((await patch({ mapping: { 完整度: 'completeness' } })).body.errors).toMatchObject([{ path: 'mapping.完整度', code: 'unknown_field' }])
    expect((await patch({ mapping: { 没有: 'name' } })).body.errors).toMatchObject([{ code: 'unknown_column' }])
    expect((await patch({ options: { constants: { name: '{没有}' } } })).body.errors).toMatchObject([{ code: 'unknown_column' }])
    expect((await patch({ options: { duplicates: 'update', match_by: ['phones'] } })).status).toBe(200)
    expect((await admin.post(`/api/v1/imports/${id}/run`)).body.errors).toMatchObject([{ path: 'options.match_by', code: 'not_mapped' }])
    expect((await upload(admin, '/api/v1/imports', { fields: { object: 'user' }, file: csv('姓名', '甲') })).body).toMatchObject({ status: 422, type: '/problems/not-importable' })
    expect((await upload(admin, '/api/v1/imports', { fields: { object: 'nothing' }, file: csv('姓名', '甲') })).body).toMatchObject({ status: 422, errors: [{ path: 'object' }] })
  })

  test('contacts logged elsewhere come in without promises and move the last contact of the customer', async () => {
    const admin = await world.asUser('admin')
    await importFile(admin, { object: 'customers', file: csv('编号,名称', 'I-1,接触过的') })
    const done = await importFile(admin, { object: 'interaction', file: csv('客户,时间,渠道,内容', 'I-1,2026/3/5 14:30,走访,谈了价格', 'I-1,2026-03-01,电话,约时间') })
    expect(done.result).toMatchObject({ created: 2, failed: 0 })
    expect(done.fields.some((field: any) => field.path === 'promises')).toBe(false)
    const [customer] = await admin.list('customers', { filter: { number: 'I-1' } })
    expect(customer.last_contact_at).toMatch(/^2026-03-05T06:30:00/)
  })

  test('only objects that take files are offered for it', async () => {
    const { body } = await (await world.asUser('admin')).get('/api/v1/metadata')
    const may = Object.fromEntries(body.objects.map((object: any) => [object.name, object.can.import]))
    expect(may).toMatchObject({ customer: true, interaction: true, transaction: true, user: false })
  })

  test('custom fields are filled like any other', async () => {
    const admin = await world.asUser('admin')
    await admin.post('/api/v1/custom-fields', { object: 'customer', key: 'shoe_size', type: 'number', label_zh: '鞋码', label_en: 'Shoe size' })
    const done = await importFile(admin, { object: 'customers', file: csv('编号,名称,鞋码', 'X-1,脚大,46', 'X-2,脚小,不知道') })
    expect(done.result).toMatchObject({ created: 1, failed: 1 })
    const [customer] = await admin.list('customers', { filter: { number: 'X-1' } })
    expect(customer.shoe_size).toBe(46)
    const again = await importFile(admin, { object: 'customers', file: csv('编号,鞋码', 'X-1,45'), options: { duplicates: 'update' } })
    expect(again.result).toMatchObject({ updated: 1 })
    expect((await admin.list('customers', { filter: { number: 'X-1' } }))[0].shoe_size).toBe(45)
  })
})
