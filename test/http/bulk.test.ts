import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import { bulkEnded, changeMany, undoMany } from '../support/bulk.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
beforeAll(async () => {
  world = await startTestApp({ background: true })
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
})
afterAll(() => world.close())

let counter = 0
/** As many customers as there are inputs, under a word that only they have. */
async function customersOf(inputs: Record<string, unknown>[], by: Client = admin): Promise<{ word: string; filter: object; ids: string[] }> {
  const word = `批${++counter}号`
  const ids: string[] = []
  for (const [index, input] of inputs.entries()) ids.push((await aCustomer(by, { name: `${word}${index}`, ...input })).id)
  return { word, filter: { name: { starts_with: word } }, ids }
}
const read = (filter: object, fields: string) => admin.list('customers', { filter, fields, sort: 'name' })
const count = async (what: string) => Number((await world.query(`select count(*) as n from ${what}`))[0].n)

describe('a change of many', () => {
  test('sets a field of all that match, with an event each, and says what it came to', async () => {
    const { filter, ids } = await customersOf([{ tier: 'a' }, { tier: 'b' }, { tier: 'vip' }])
    const begun = await admin.post('/api/v1/customers/bulk', { filter, change: { tier: 'vip', tier_reason: '年会' }, expected: 3 })
    expect(begun.status).toBe(202)
    expect(begun.headers.location).toBe(`/api/v1/bulk-changes/${begun.body.id}`)
    const done = await bulkEnded(admin, begun.body.id)
    expect(done).toMatchObject({ object: 'customer', state: 'done', total: 3, result: { changed: 3, unchanged: 0, passed_over: 0, refused: 0, refused_preview: [] } })
    expect((await read(filter, 'tier,tier_reason,version')).map(({ tier, tier_reason, version }) => [tier, tier_reason, version])).toEqual([['vip', '年会', 2], ['vip', '年会', 2], ['vip', '年会', 2]])
    const events = await world.query("select record_id, before, after, version, actor_name from events where cause ->> 'batch' = $1 order by record_id", [done.id])
    expect(events.map((event) => event.record_id).sort()).toEqual(ids.toSorted())
    expect(events.find((event) => event.record_id === ids[0])).toMatchObject({ before: { tier: 'a', tier_reason: null }, after: { tier: 'vip', tier_reason: '年会' }, version: '2', actor_name: '管理员' })
    // What did not change is not in the log.
    expect(events.find((event) => event.record_id === ids[2])).toMatchObject({ before: { tier_reason: null }, after: { tier_reason: '年会' } })
    expect((await admin.get(`/api/v1/jobs/${done.job}`)).body).toMatchObject({ kind: 'bulk.run', state: 'done', done: 3, total: 3, errors: 0 })
    expect(await world.query("select after, address from events where kind = 'customers.customer.changed_many' and record_id = $1", [done.id])).toEqual([{ after: { state: 'done', total: 3, changed: 3, refused: 0 }, address: '127.0.0.1' }])
  })

  test('a reference is given by id or number, custom fields and parts of a group go with the rest', async () => {
    const parent = await aCustomer(admin)
    const field = await create(admin, 'custom-fields', { object: 'customer', key: 'floor_wish', type: 'text', label_zh: '楼层', label_en: 'Floor' }).catch(() => null)
    const { filter } = await customersOf([{ tax_bank: { tax_number: '甲公司' } }, {}])
    const change = { owner: world.ids.lin, parent: { number: parent.number }, ...(field ? { floor_wish: '高层' } : {}), tax_bank: { bank: '建行' } }
    expect((await changeMany(admin, 'customers', { filter, change })).result.changed).toBe(2)
    const [first, second] = await read(filter, 'owner,parent,tax_bank')
    expect([first.owner.id, first.parent.id, first.tax_bank, second.tax_bank]).toEqual([world.ids.lin, parent.id, { tax_number: '甲公司', bank: '建行' }, { bank: '建行' }])
  })

  test('what follows from other fields is kept right, and pinyin with the name', async () => {
    const { filter, ids } = await customersOf([{}, {}])
    await changeMany(admin, 'customers', { ids, change: { addresses: [{ province: '浙江省', city: '杭州市' }] } })
    expect((await read(filter, 'city,completeness')).map(({ city }) => city)).toEqual(['杭州市', '杭州市'])
    await changeMany(admin, 'customers', { ids, change: { name: '重庆山城' } })
    expect((await admin.list('customers', { q: 'chongqing', filter: { id: { in: ids } } })).length).toBe(2)
  })

  test('adds and removes tags beside those that are there; who has them is unchanged', async () => {
    const { filter } = await customersOf([{ tags: ['会议'] }, { tags: ['商旅', '会议'] }, {}])
    const added = await changeMany(admin, 'customers', { filter, add: { tags: ['商旅'] } })
    expect(added.result).toMatchObject({ changed: 2, unchanged: 1 })
    expect((await read(filter, 'tags')).map(({ tags }) => tags)).toEqual([['会议', '商旅'], ['商旅', '会议'], ['商旅']])
    const removed = await changeMany(admin, 'customers', { filter, remove: { tags: ['会议', '没有的'] } })
    expect(removed.result).toMatchObject({ changed: 2, unchanged: 1 })
    expect((await read(filter, 'tags')).map(({ tags }) => tags)).toEqual([['商旅'], ['商旅'], ['商旅']])
  })

  test('deletes to the recycle bin, and the undo brings back', async () => {
    const { filter } = await customersOf([{}, {}, {}])
    const done = await changeMany(admin, 'customers', { filter, delete: true, expected: 3 })
    expect(done.result.changed).toBe(3)
    expect(await read(filter, 'id')).toEqual([])
    expect((await undoMany(admin, done.id))).toMatchObject({ state: 'undone', result: { undone: { records: 3, kept: 0 } } })
    expect((await read(filter, 'version')).map(({ version }) => version)).toEqual([3, 3, 3])
  })

  test('of many quotes those that the customer accepted stay, each said with the reason; the others go', async () => {
    const customer = await aCustomer(lin)
    const aQuote = (name: string) => create(lin, 'quotes', { name, customer: customer.id, lines: [{ name: '会议室', quantity: 1, price: '1000' }] })
    const [one, , agreed] = [await aQuote('草稿一'), await aQuote('草稿二'), await aQuote('已接受')]
    for (const [act, input] of [['submit', {}], ['send', {}], ['accept', { by: '周敏' }]] as const) expect([act, (await lin.post(`/api/v1/quotes/${agreed.id}/${act}`, input)).status]).toEqual([act, 200])
    const said = { zh: '客户已接受的报价不能删除', en: 'What the customer has accepted is not deleted' }
    const there = () => admin.list('quotes', { filter: { customer: customer.id }, sort: 'name' }).then((rows) => rows.map(({ name }) => name).toSorted())

    const together = await (await world.asUser('lin', { language: 'en' })).post('/api/v1/quotes/batch', { delete: [one.id, agreed.id], atomic: true })
    expect(together).toMatchObject({ status: 422, body: { errors: [{ path: 'delete[1]', message: said.en }] } })
    expect(await there()).toEqual(['已接受', '草稿一', '草稿二'].toSorted())
    const each = await lin.post('/api/v1/quotes/batch', { delete: [one.id, agreed.id], atomic: false })
    expect(each.body.results).toMatchObject([{ status: 'done' }, { status: 'failed', problem: { status: 403, title: said.zh } }])
    const done = await changeMany(lin, 'quotes', { filter: { customer: customer.id }, delete: true, expected: 2 })
    expect(done.result).toMatchObject({ changed: 1, refused: 1, refused_preview: [{ id: agreed.id, name: expect.stringContaining('已接受'), reason: said.zh }] })
    expect(await there()).toEqual(['已接受'])
  })

  test('records that may not be changed and records that become invalid are counted and named, the others are changed', async () => {
    const { filter, ids } = await customersOf([{ owner: world.ids.lin }, { owner: world.ids.chen }, { owner: world.ids.lin }])
    expect((await admin.post(`/api/v1/customers/${ids[1]}/share`, { person: world.ids.lin, right: 'read' })).status).toBeLessThan(300)
    const done = await changeMany(lin, 'customers', { filter, change: { remark: '同一句话' }, expected: 3 })
    expect(done.result).toMatchObject({ changed: 2, refused: 1, refused_preview: [{ id: ids[1], name: expect.stringContaining('号1'), reason: '没有权限' }] })
    expect((await read(filter, 'remark')).map(({ remark }) => remark)).toEqual(['同一句话', null, '同一句话'])
    const tasks = [await create(admin, 'tasks', { name: '甲', due_on: '2026-05-01' }), await create(admin, 'tasks', { name: '乙', due_on: '2026-05-02' })]
    const wrong = await changeMany(await world.asUser('admin', { language: 'en' }), 'customers', { ids, change: { birthday: 'nonsense' } }).catch((error: Error) => error.message)
    expect(wrong).toContain('422')
    expect(tasks).toHaveLength(2)
  })

  test('what is not seen is not there: neither chosen nor counted', async () => {
    const { filter, ids } = await customersOf([{ owner: world.ids.lin }, { owner: world.ids.chen }])
    const byFilter = await changeMany(lin, 'customers', { filter, change: { industry: '航运' } })
    expect(byFilter).toMatchObject({ total: 1, result: { changed: 1, refused: 0 } })
    const byId = await changeMany(lin, 'customers', { ids, change: { industry: '旅游' } })
    expect(byId).toMatchObject({ total: 2, result: { changed: 1, passed_over: 1 } })
    expect((await read(filter, 'industry')).map(({ industry }) => industry)).toEqual(['旅游', null])
  })

  test('who expects another number is told the number, and nothing is written', async () => {
    const { filter } = await customersOf([{}, {}])
    const before = await count('bulk_changes')
    const reply = await admin.post('/api/v1/customers/bulk', { filter, change: { tier: 'c' }, expected: 5 })
    expect([reply.status, reply.body.type]).toEqual([409, '/problems/other-number'])
    expect(reply.body.title).toContain('2')
    expect([await count('bulk_changes'), await count('bulk_slices')]).toEqual([before, 0])
  })

  test('bad requests are refused in words, all at once, and nothing is written', async () => {
    const { filter, ids } = await customersOf([{}])
    const before = await count('bulk_changes')
    const refused = async (body: object, by: Client = admin) => {
      const reply = await by.post('/api/v1/customers/bulk', body)
      return [reply.status, (reply.body.errors ?? []).map((error: { path: string; code: string }) => `${error.path} ${error.code}`)]
    }
    expect(await refused({ filter, change: { tier: 'gold', version: 3, nothing: 1, number: 'K-1' } })).toEqual([422, ['tier invalid_choice', 'version readonly', 'nothing unknown_field', 'change.number not_for_many']])
    expect(await refused({ filter, add: { name: ['x'], tags: [1] } })).toEqual([422, ['add.name not_a_list', 'add.tags[0] invalid_tag']])
    expect(await refused({ filter, change: { owner: ids[0] } })).toEqual([422, ['owner reference_not_found']])
    expect((await refused({ filter: { nothing: 1 }, change: { tier: 'a' } }))[0]).toBe(422)
    for (const body of [{}, { filter }, { change: { tier: 'a' } }, { filter, ids, change: { tier: 'a' } }, { filter, change: {} }, { filter, delete: true, change: { tier: 'a' } }, { filter, delete: false }, { ids: ['x'], delete: true }, { ids: [], delete: true }]) {
      expect([body, (await refused(body))[0]]).toEqual([body, expect.toSatisfy((status: number) => status === 400 || status === 422)])
    }
    expect((await admin.post('/api/v1/transactions/bulk', { filter: {}, delete: true })).status).toBe(404)
    expect((await refused({ filter, change: { tier: 'a' } }, world.anonymous()))[0]).toBe(401)
    expect([await count('bulk_changes'), await count('bulk_slices')]).toEqual([before, 0])
  })

  test('an object whose module does more on a change does it here as well', async () => {
    const customer = await aCustomer(admin)
    const ids: string[] = []
    for (const content of ['甲', '乙']) ids.push((await create(admin, 'interactions', { customer: customer.id, channel: 'call', content })).id)
    const done = await changeMany(admin, 'interactions', { ids, change: { channel: 'visit_out' } })
    expect(done.result).toMatchObject({ changed: 2, refused: 0 })
    expect((await admin.list('interactions', { filter: { id: { in: ids } } })).map(({ channel }) => channel)).toEqual(['visit_out', 'visit_out'])
    expect((await undoMany(admin, done.id)).result.undone).toMatchObject({ records: 2, kept: 0 })
    expect((await admin.list('interactions', { filter: { id: { in: ids } } })).map(({ channel }) => channel)).toEqual(['call', 'call'])
  })

  test('only its owner sees it, stops it and takes it back', async () => {
    const { filter } = await customersOf([{}])
    const done = await changeMany(admin, 'customers', { filter, change: { tier: 'c' } })
    const mei = await world.asUser('mei')
    for (const reply of [await mei.get(`/api/v1/bulk-changes/${done.id}`), await mei.post(`/api/v1/bulk-changes/${done.id}/undo`), await mei.post(`/api/v1/bulk-changes/${done.id}/cancel`)]) expect(reply.status).toBe(404)
    expect((await mei.get('/api/v1/bulk-changes')).body.data).toEqual([])
    const { body } = await admin.get('/api/v1/bulk-changes?object=customer&limit=1')
    expect(body.data[0]).toMatchObject({ id: done.id, state: 'done' })
    expect(body.next_cursor).toBe(done.id)
    expect((await admin.post(`/api/v1/bulk-changes/${done.id}/cancel`)).status).toBe(409)
  })
})

describe('the undo of a change of many', () => {
  test('puts back field by field what still is what the change wrote, and says what it left', async () => {
    const { filter, ids } = await customersOf([{ tier: 'a', industry: '旅游' }, { tier: 'b' }, { tier: 'c' }, { tier: 'c' }])
    const done = await changeMany(admin, 'customers', { filter, change: { tier: 'vip', industry: '航运' } })
    await admin.patch(`/api/v1/customers/${ids[1]}`, { tier: 'c' })
    await admin.patch(`/api/v1/customers/${ids[2]}`, { remark: '别的' })
    await admin.del(`/api/v1/customers/${ids[3]}`)
    const undone = await undoMany(admin, done.id)
    // The second got its industry back, but keeps the tier that somebody gave it since; so it counts as both.
    expect(undone).toMatchObject({ state: 'undone', result: { undone: { records: 3, kept: 2 } } })
    expect(undone.result.undone.kept_preview.map(({ id, reason }: { id: string; reason: string }) => [id, reason]).sort()).toEqual([[ids[1], '级别之后又被修改过'], [ids[3], '已在回收站中']].sort())
    expect((await read(filter, 'tier,industry,remark')).map(({ tier, industry, remark }) => [tier, industry, remark])).toEqual([['a', '旅游', null], ['c', null, null], ['c', null, '别的']])
    expect((await admin.post(`/api/v1/bulk-changes/${done.id}/undo`)).status).toBe(409)
  })

  test('right after the change is the identity, whatever was changed', async () => {
    const value = fc.record(
      {
        tier: fc.constantFrom('vip', 'a', 'b', 'c', 'potential'),
        status: fc.constantFrom('potential', 'active', 'lost'),
        industry: fc.option(fc.constantFrom('旅游', '航运')),
        credit_days: fc.option(fc.integer({ min: 0, max: 3650 })),
        credit_limit: fc.option(fc.constantFrom('0.00', '12.50')),
        founded_on: fc.option(fc.constantFrom('2001-02-28', '1999-12-31')),
        source: fc.option(fc.constantFrom('referral', 'walk_in')),
        tags: fc.uniqueArray(fc.constantFrom('会议', '商旅', '团队'), { maxLength: 3 }),
        remark: fc.option(fc.constantFrom('一', '二')),
      },
      { requiredKeys: [] },
    )
    const fields = 'name,tier,status,industry,credit_days,credit_limit,founded_on,source,tags,remark,completeness'
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 4 }), value.filter((change) => Object.keys(change).length > 0), fc.uniqueArray(fc.constantFrom('会议', '常客'), { maxLength: 2 }), async (inputs, change, tags) => {
        const { filter, ids } = await customersOf(inputs)
        const twins = await customersOf(inputs)
        const before = await read(filter, fields)
        const work = { change, ...(tags.length > 0 ? { add: { tags } } : {}) }
        const done = await changeMany(admin, 'customers', { ids, ...work })
        const { changed, unchanged, passed_over, refused } = done.result
        expect(changed + unchanged + passed_over + refused).toBe(ids.length)
        // The same as one after the other.
        for (const id of twins.ids) {
          const record = (await admin.get(`/api/v1/customers/${id}`)).body
          const own = (change.tags ?? record.tags) as string[]
          expect((await admin.patch(`/api/v1/customers/${id}`, { ...change, ...(tags.length > 0 ? { tags: [...new Set([...own, ...tags])] } : {}) })).status).toBe(200)
        }
        const plain = (rows: any[]) => rows.map(({ id: _id, name: _name, ...rest }) => rest)
        expect(plain(await read(filter, fields))).toEqual(plain(await read(twins.filter, fields)))
        expect((await undoMany(admin, done.id)).result.undone).toMatchObject({ records: changed, kept: 0 })
        expect(await read(filter, fields)).toEqual(before)
      }),
      { numRuns: 12 },
    )
  }, 120_000)
})
