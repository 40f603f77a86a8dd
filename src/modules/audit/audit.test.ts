import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer } from '../../../test/support/builders.ts'
import type { Client } from '../../../test/support/client.ts'
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { exportFile, importFile } from '../../../test/support/upload.ts'

let world: TestApp
let admin: Client
let lin: Client
beforeAll(async () => {
  world = await startTestApp({ background: true })
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
})
afterAll(() => world.close())

async function entries(query: Record<string, string>, client = admin): Promise<any[]> {
  const all: any[] = []
  for (let cursor = ''; ; ) {
    const { status, text, body } = await client.get(`/api/v1/audit?${new URLSearchParams({ ...query, ...(cursor ? { cursor } : {}) })}`)
    if (status !== 200) throw new Error(text)
    all.push(...body.data)
    if (!body.next_cursor) return all
    cursor = body.next_cursor
  }
}

describe('an entry', () => {
  test('tells who did what to which record, from where and with what, and opens to the values', async () => {
    const { id } = await aCustomer(lin, { name: '审计一号', remark: '旧' })
    await lin.patch(`/api/v1/customers/${id}`, { remark: '新' }, { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36' })
    const [changed, created] = await entries({ object: 'customer', record: id })
    expect(changed).toMatchObject({
      actor: { id: world.ids.lin, name: '林晓' }, act: 'changed', verb: { zh: '修改', en: 'Changed' }, object_label: { zh: '客户' },
      record: { id, name: '审计一号' }, changed: ['remark'], address: '127.0.0.1', program: 'Chrome 142, Windows',
    })
    expect(created).toMatchObject({ act: 'created', changed: [] })
    const { body } = await admin.get(`/api/v1/audit/${changed.id}`)
    expect(body).toMatchObject({ fields: [{ field: 'remark', before: '旧', after: '新' }], is_erased: false, request_id: expect.any(String) })
  })

  test('of an export tells object, filter and number; of its download the file', async () => {
    await aCustomer(lin, { name: '导出者' })
    const { job } = await exportFile(await world.asUser('ma'), { object: 'customers', filter: { name: '导出者' }, fields: 'name' })
    const found = await entries({ act: 'files', person: world.ids.ma })
    expect(found.map((entry) => [entry.kind, entry.record_id, entry.record, entry.address])).toEqual([
      ['customers.customer.export_downloaded', job.id, null, '127.0.0.1'],
      ['customers.customer.exported', job.id, null, '127.0.0.1'],
    ])
    expect(found[1].details).toMatchObject({ count: 1, filter: { name: '导出者' }, fields: ['name'], format: 'csv' })
    expect(found[1].program).toBe('job export.run')
    expect(found[0].details).toMatchObject({ file_name: job.result.file_name })
  })

  test('of an import tells the file and the numbers, and each record names the import as its cause', async () => {
    const { id } = await importFile(admin, { object: 'customer', fileName: '名单.csv', file: '编号,名称\nA-1,甲\nA-2,乙\n' })
    const [imported] = await entries({ act: 'files', person: world.ids.admin, object: 'customer' })
    expect(imported).toMatchObject({ kind: 'customers.customer.imported', record_id: id, details: { file_name: '名单.csv', rows: 2, created: 2, failed: 0 }, address: '127.0.0.1' })
    expect((await entries({ object: 'customer', act: 'created' })).filter((entry) => entry.cause?.import === id)).toHaveLength(2)
  })
})

describe('what is shown to people outside', () => {
  test.each([
    { name: 'the portal', path: 'portal-address', object: 'portal_access', verb: 'portal', words: ['开通自助门户', '更换自助门户地址', '关闭自助门户'] },
    { name: 'the help page', path: 'help-page', object: 'article', verb: 'help_page', words: ['开通公开帮助页', '更换公开帮助页地址', '关闭公开帮助页'] },
    { name: 'the form', path: 'request-intakes', object: 'request', verb: 'form', kind: 'form', words: ['开通公开表单', '更换公开表单地址', '关闭公开表单'] },
    { name: 'inbound mail', path: 'request-intakes', object: 'request', verb: 'inbound_mail', kind: 'mail', words: ['开通邮件接收', '更换邮件接收地址与密钥', '关闭邮件接收'] },
  ])('$name: who switched it on, gave it another address and switched it off, each once, and never the address', async ({ path, object, verb, kind, words }) => {
    const open = () => admin.post(`/api/v1/${path}`, kind ? { kind } : undefined)
    const close = () => admin.del(`/api/v1/${path}${kind ? `/${kind}` : ''}`)
    const told = async () => (await entries({ object, act: 'settings' })).filter((entry) => entry.kind.split('.')[2].startsWith(verb))
    // Refused to whoever may not, and off already: nothing happened.
    expect([(await lin.post(`/api/v1/${path}`, kind ? { kind } : undefined)).status, (await close()).status]).toEqual([403, 204])
    expect(await told()).toEqual([])
    const addresses = [(await open()).body.address, (await open()).body.address]
    expect([(await close()).status, (await close()).status]).toEqual([204, 204])
    const found = await told()
    expect(found.map((entry) => entry.verb.zh)).toEqual(words.toReversed())
    expect(found.map((entry) => entry.kind.split('.')[2])).toEqual([`${verb}_switched_off`, `${verb}_address_changed`, `${verb}_switched_on`])
    for (const entry of found) expect(entry).toMatchObject({ actor: { id: world.ids.admin }, act: 'settings', address: '127.0.0.1', record: null })
    for (const address of addresses) expect(JSON.stringify(await world.query('select * from events'))).not.toContain(address.split('/').at(-1).slice(-43))
  })
})

describe('the log is asked', () => {
  test('by person, act, object, address and day, and pages return each entry once', async () => {
    const all = await entries({ limit: '7' })
    expect(all).toHaveLength((await world.query('select 1 from events where workspace_id = (select workspace_id from users where id = $1)', [world.ids.admin])).length)
    expect(new Set(all.map((entry) => entry.id)).size).toBe(all.length)
    expect(all.map((entry) => entry.id)).toEqual(all.map((entry) => entry.id).toSorted().toReversed())
    const asked: [Record<string, string>, (entry: any) => boolean][] = [
      [{ person: world.ids.lin }, (entry) => entry.actor.id === world.ids.lin],
      [{ act: 'created' }, (entry) => entry.act === 'created'],
      [{ act: 'rights' }, (entry) => entry.act === 'rights'],
      [{ object: 'department' }, (entry) => entry.object === 'department'],
      [{ object: 'customer', act: 'created', person: world.ids.lin }, (entry) => entry.object === 'customer' && entry.act === 'created' && entry.actor.id === world.ids.lin],
      [{ address: '127.0.0.1' }, (entry) => entry.address === '127.0.0.1'],
    ]
    for (const [query, fits] of asked) {
      const found = await entries({ ...query, limit: '3' })
      expect([query, found.map((entry) => entry.id)]).toEqual([query, all.filter(fits).map((entry) => entry.id)])
      expect(found.length).toBeGreaterThan(0)
    }
    const day = (shift: number) => new Date(Date.now() + 8 * 3600_000 + shift * 86400_000).toISOString().slice(0, 10)
    expect(await entries({ from: day(-1), to: day(0) })).toHaveLength(all.length)
    expect(await entries({ from: day(1) })).toEqual([])
    expect(await entries({ to: day(-2) })).toEqual([])
  })

  test.each(['person=x', 'act=nothing', 'from=2026-02-30', 'limit=0', 'record=0199c0de-0000-7000-8000-000000000000', 'cursor=x', 'unknown=1'])('badly (%s) it says what is wrong', async (query) => {
    const { status, body } = await admin.get(`/api/v1/audit?${query}`)
    expect([400, 422]).toContain(status)
    expect(body.title).toBeTruthy()
  })

  test('only by those whose role has all of it: nobody else reads a line, a file or the chain', async () => {
    for (const login of ['ma', 'lin'] as const) {
      const client = await world.asUser(login)
      const [any] = await entries({})
      for (const path of ['audit', 'audit/file', 'audit/chain', `audit/${any.id}`]) expect([login, path, (await client.get(`/api/v1/${path}`)).status]).toEqual([login, path, 403])
      expect((await client.post('/api/v1/audit/chain/check')).status).toBe(403)
    }
    expect((await world.anonymous().get('/api/v1/audit')).status).toBe(401)
    const stranger = await world.asUser('stranger')
    expect((await entries({}, stranger)).map((entry) => entry.actor.name)).not.toContain('管理员')
    const [own] = await entries({})
    expect((await stranger.get(`/api/v1/audit/${own.id}`)).status).toBe(404)
  })

  test('by an auditor who may not see customers it names none and shows none of their values', async () => {
    const role = await admin.post('/api/v1/roles', { key: 'log_reader', name: '日志', grants: { audit: { see: 'all' }, user: { see: 'all' } } })
    await admin.post('/api/v1/users', { name: '审计员', user_name: 'reader', password: 'green-mountain-7', roles: [role.body.id] })
    const { signIn } = await import('../../../test/support/client.ts')
    const reader = await signIn(world.app.server, { login: 'reader', password: 'green-mountain-7' })
    const { id } = await aCustomer(lin, { name: '看不见', remark: '秘密' })
    const [entry] = await entries({ object: 'customer', record: id }, reader)
    expect(entry).toMatchObject({ record: null, record_id: id, actor: { name: '林晓' }, changed: [] })
    const whole = await reader.get(`/api/v1/audit/${entry.id}`)
    expect(whole.body.fields).toEqual([])
    expect(whole.text + JSON.stringify(entry)).not.toMatch(/看不见|秘密/)
  })
})

test('the file holds what the filter says, newest first, and that it was taken stands in the log', async () => {
  await aCustomer(lin, { name: '=1+1' })
  const expected = await entries({ person: world.ids.lin })
  for (const format of ['csv', 'xlsx']) {
    const file = await admin.get(`/api/v1/audit/file?format=${format}&person=${world.ids.lin}`)
    expect(file.status).toBe(200)
    if (format === 'xlsx') continue
    for (const entry of expected) expect(file.text).toContain(entry.id)
    expect(file.text.indexOf(expected[0].id)).toBeLessThan(file.text.indexOf(expected.at(-1).id))
    expect(file.text).not.toMatch(/(^|,)=1\+1/m)
  }
  const [taken] = await entries({ object: 'audit' })
  expect(taken).toMatchObject({ act: 'files', actor: { name: '管理员' }, details: { format: 'xlsx', count: expected.length, filter: { person: world.ids.lin } } })
})

test('the chain is checked when asked, and the page is told of a fault', async () => {
  const check = async () => {
    await world.untilTold()
    const { body } = await admin.post('/api/v1/audit/chain/check')
    for (;;) {
      const { body: job } = await admin.get(`/api/v1/jobs/${body.job}`)
      if (job.state === 'done') return (await admin.get('/api/v1/audit/chain')).body
      await new Promise((done) => setTimeout(done, 20))
    }
  }
  const good = await check()
  expect(good).toMatchObject({ newest: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) }, checked: { fault_count: 0, faults: [], erased: 0 } })
  expect(good.checked.entries).toBe(good.newest.entries)
  const { id } = await aCustomer(lin, { name: '真' })
  await check()
  const [row] = await world.query("update events set after = jsonb_set(after, '{name}', '\"假\"') where record_id = $1 returning id", [id])
  expect(await check()).toMatchObject({ checked: { fault_count: 1, faults: [{ event: row.id, kind: 'event_changed' }] } })
})
