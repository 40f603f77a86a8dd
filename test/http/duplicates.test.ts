import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import { castPassword } from '../support/cast.ts'
import { signIn, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { featuresOf, scoreOf } from '../../src/modules/customers/rules/duplicate-score.ts'

let world: TestApp
let lin: Client
let admin: Client
beforeAll(async () => {
  world = await startTestApp({ background: true })
  lin = await world.asUser('lin')
  admin = await world.asUser('admin')
})
afterAll(() => world.close())

let counter = 0
const phone = () => `+86137${String(10_000_000 + ++counter * 7919).padStart(8, '0')}`

const pairsOf = (client: Client, id: string, state?: string) =>
  client.list('duplicate-pairs', { filter: { and: [{ or: [{ left: id }, { right: id }] }, ...(state ? [{ state }] : [])] } })

const aPerson = (client: Client, input: object = {}) => aCustomer(client, { kind: 'person', name: `贺知 ${++counter}`, ...input })

async function search(client: Client): Promise<any> {
  const begun = await client.post('/api/v1/duplicate-pairs/find')
  expect(begun.status).toBe(200)
  for (let round = 0; round < 200; round++) {
    const { body } = await client.get(`/api/v1/jobs/${begun.body.job}`)
    if (body.state !== 'queued' && body.state !== 'running') return body
    await pause(50)
  }
  throw new Error('the search did not end')
}

describe('pairs of customers that may be the same', () => {
  test('stand there as soon as the second file is written, with score and reasons of the check while typing', async () => {
    const shared = phone()
    const one = await aPerson(lin, { name: '苏晚晴', phones: [shared] })
    const other = await aPerson(lin, { name: '蘇晚晴', phones: [shared] })
    await world.settle()
    const [pair, ...more] = await pairsOf(lin, one.id)
    expect(more).toEqual([])
    const { score, reasons } = scoreOf(featuresOf({ kind: 'person', name: '苏晚晴', phones: [shared] }), featuresOf({ kind: 'person', name: '蘇晚晴', phones: [shared] }))
    expect(pair).toMatchObject({ state: 'open', score: Math.round(score * 100), reasons })
    expect([pair.left.id, pair.right.id]).toEqual([one.id, other.id].toSorted())
    const typed = await lin.post('/api/v1/customers/duplicates', { kind: 'person', name: '苏晚晴', phones: [shared] })
    expect(typed.body.data.map((found: any) => [found.id, found.reasons])).toContainEqual([other.id, reasons])
  })

  test('follow the files: gone when the agreement is, or a file; back when it is back', async () => {
    const shared = phone()
    const one = await aPerson(lin, { phones: [shared] })
    const other = await aPerson(lin, { wechat: 'Same_WX', phones: [shared] })
    await world.settle()
    expect(await pairsOf(lin, one.id)).toHaveLength(1)
    await lin.patch(`/api/v1/customers/${other.id}`, { phones: [] })
    await world.settle()
    expect(await pairsOf(lin, one.id)).toEqual([])
    await lin.patch(`/api/v1/customers/${one.id}`, { wechat: 'same_wx' })
    await world.settle()
    expect((await pairsOf(lin, one.id)).map(({ reasons }) => reasons)).toEqual([['same_wechat']])
    await lin.del(`/api/v1/customers/${other.id}`)
    expect(await pairsOf(lin, one.id)).toEqual([])
    await lin.post(`/api/v1/customers/${other.id}/restore`)
    await world.settle()
    expect(await pairsOf(lin, one.id)).toHaveLength(1)
  })

  test('what somebody has decided stays decided, until a key of one of the two changes', async () => {
    const shared = phone()
    const one = await aPerson(lin, { phones: [shared] })
    const other = await aPerson(lin, { phones: [shared] })
    await world.settle()
    const [pair] = await pairsOf(lin, one.id)
    expect((await lin.post(`/api/v1/duplicate-pairs/${pair.id}/dismiss`)).status).toBe(200)
    expect(await pairsOf(lin, one.id)).toMatchObject([{ state: 'dismissed', decided_by: { id: world.ids.lin } }])
    expect((await lin.post(`/api/v1/duplicate-pairs/${pair.id}/dismiss`)).body.type).toMatch(/already-decided$/)
    await lin.patch(`/api/v1/customers/${one.id}`, { remark: '别的', phones: [shared] })
    await search(admin)
    expect(await pairsOf(lin, one.id)).toMatchObject([{ state: 'dismissed' }])
    await lin.patch(`/api/v1/customers/${other.id}`, { emails: [`x${counter}@example.com`] })
    await world.settle()
    expect(await pairsOf(lin, one.id)).toMatchObject([{ state: 'open', decided_by: null }])
    await lin.post(`/api/v1/duplicate-pairs/${pair.id}/dismiss`)
    expect((await lin.post(`/api/v1/duplicate-pairs/${pair.id}/reopen`)).body).toEqual({ id: pair.id, state: 'open' })
  })

  test('are seen only by whoever may see both, and decided on by nobody else', async () => {
    const shared = phone()
    const one = await aPerson(lin, { phones: [shared] })
    const other = await aPerson(await world.asUser('chen'), { phones: [shared] })
    await world.settle()
    const [pair] = await pairsOf(admin, one.id)
    expect(pair).toBeTruthy()
    for (const login of ['lin', 'chen', 'stranger'] as const) {
      const client = await world.asUser(login)
      expect(await pairsOf(client, login === 'chen' ? other.id : one.id)).toEqual([])
      for (const act of ['dismiss', 'reopen']) expect((await client.post(`/api/v1/duplicate-pairs/${pair.id}/${act}`)).status).toBe(404)
    }
    expect((await (await world.asUser('ma')).get(`/api/v1/duplicate-pairs/${pair.id}`)).status).toBe(200)
  })

  test.each(['hidden', 'masked', 'reveal'])('nothing tells somebody to whom telephones are %s that two agree', async (right) => {
    const shared = phone()
    const one = await aPerson(lin, { phones: [shared] })
    await aPerson(lin, { phones: [shared] })
    await world.settle()
    expect(await pairsOf(await world.asUser('ma'), one.id)).toHaveLength(1)
    const role = await create(admin, 'roles', { key: `no_phones_${right}`, name: `不见电话 ${right}`, grants: { '*': { see: 'all' }, customer: { see: 'all', change: 'all', fields: { phones: right } } } })
    await create(admin, 'users', { name: '无号', email: `wuhao-${right}@test.example`, user_name: `wuhao-${right}`, password: castPassword, roles: [role.id] })
    const client = await signIn(world.app.server, { login: `wuhao-${right}`, password: castPassword })
    expect((await client.get(`/api/v1/customers/${one.id}`)).status).toBe(200)
    expect((await client.get('/api/v1/duplicate-pairs')).status).toBe(403)
    expect((await client.get(`/api/v1/customers/${one.id}/page`)).body.open_pairs ?? null).toBeNull()
    expect((await client.post('/api/v1/customers/duplicates', { kind: 'person', phones: [shared] })).body.data).toEqual([])
    for (const act of ['find', 'last-search']) expect((await client.post(`/api/v1/duplicate-pairs/${act}`)).status).toBe(403)
  })

  test('nobody writes one by hand', async () => {
    const { id } = await aCustomer(lin)
    expect((await admin.post('/api/v1/duplicate-pairs', { left: id, right: id })).status).toBe(403)
    expect((await admin.post('/api/v1/merges', { name: 'x', survivor: id, loser: id })).status).toBe(403)
  })
})

describe('the search over the whole file', () => {
  test('finds what is there, says how many wait, and finds the same again', async () => {
    const name = `海右精密机械 ${++counter}`
    const one = await aCustomer(lin, { name: `${name}有限公司` })
    const other = await aCustomer(lin, { name: `山东${name}` })
    await world.settle()
    await world.query('delete from duplicate_pairs')
    await world.query('delete from duplicate_keys')
    const job = await search(admin)
    expect(job).toMatchObject({ state: 'done', done: job.total, result: { customers: job.total } })
    expect(await pairsOf(lin, one.id)).toMatchObject([{ state: 'open', reasons: ['same_core_name'] }])
    const all = await admin.list('duplicate-pairs', { filter: { state: 'open' } })
    expect(job.result.open).toBe(all.length)
    expect((await search(admin)).result).toEqual(job.result)
    expect((await admin.list('duplicate-pairs', { filter: { state: 'open' } })).map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted())
    expect((await admin.post('/api/v1/duplicate-pairs/last-search')).body.search).toMatchObject({ state: 'done', is_own: true })
    expect(other.id).toBeTruthy()
  })

  test('takes out pairs whose agreement is gone', async () => {
    const shared = phone()
    const one = await aPerson(lin, { phones: [shared] })
    await aPerson(lin, { phones: [shared] })
    await world.settle()
    // Past the interface, so that nobody was told.
    await world.query('update customers set phones = $1 where id = $2', [[], one.id])
    await search(admin)
    expect(await pairsOf(lin, one.id)).toEqual([])
  })

  test('tells of keys that too many have; two of them that share a second key are found all the same', async () => {
    const front = phone()
    const rare = phone()
    const many = Array.from({ length: 55 }, (_, index) => ({ name: `总机 ${'甲乙丙丁戊己庚辛壬癸'[index % 10]}${index}`, kind: 'person', phones: index < 2 ? [front, rare] : [front] }))
    const made = await admin.post('/api/v1/customers/batch', { create: many })
    expect(made.status).toBe(200)
    await world.settle()
    const { result } = await search(admin)
    expect(result.common).toBe(1)
    expect(result.commonest).toEqual([{ kind: 'phone', value: front, customers: 55 }])
    const ids = made.body.results.map(({ id }: any) => id)
    expect(await pairsOf(admin, ids[0])).toMatchObject([{ reasons: ['same_phone'] }])
    expect(await pairsOf(admin, ids[5])).toEqual([])
  })

  test('two who share two keys that too many have each are found, whoever has only one is not', async () => {
    const front = phone()
    const mail = `office-${front.slice(-6)}@example.com`
    const named = (index: number) => `同楼 ${'子丑寅卯辰巳午未申酉'[index % 10]}${index}`
    const many = Array.from({ length: 102 }, (_, index) => ({ name: named(index), kind: 'person', phones: index < 52 ? [front] : [], emails: index < 50 ? [] : [mail] }))
    const made = await admin.post('/api/v1/customers/batch', { create: many })
    expect(made.status).toBe(200)
    await world.settle()
    const { result } = await search(admin)
    expect(result.commonest).toEqual(expect.arrayContaining([{ kind: 'phone', value: front, customers: 52 }, { kind: 'mail', value: mail, customers: 52 }]))
    const ids = made.body.results.map(({ id }: any) => id)
    for (const both of [ids[50], ids[51]]) expect(await pairsOf(admin, both)).toMatchObject([{ reasons: ['same_phone', 'same_mail'] }])
    expect(await pairsOf(admin, ids[5])).toEqual([])
    expect(await pairsOf(admin, ids[80])).toEqual([])
    // And it stays found when one of the two files changes, and goes with the agreement.
    await admin.patch(`/api/v1/customers/${ids[50]}`, { wechat: `wx-${front.slice(-6)}` })
    await world.settle()
    expect(await pairsOf(admin, ids[51])).toMatchObject([{ reasons: ['same_phone', 'same_mail'] }])
    await admin.patch(`/api/v1/customers/${ids[50]}`, { emails: [] })
    await world.settle()
    expect(await pairsOf(admin, ids[51])).toEqual([])
  })

  test('is for whoever may change every customer', async () => {
    for (const act of ['find', 'last-search']) expect((await lin.post(`/api/v1/duplicate-pairs/${act}`)).status).toBe(403)
    expect((await admin.post('/api/v1/duplicate-pairs/find', { deep: true })).status).toBe(422)
  })
})
