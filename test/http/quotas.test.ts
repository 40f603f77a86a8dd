import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../src/platform/clock.ts'
import { teamSums } from '../../src/modules/targets/rules/team-sums.ts'
import { aCustomer, aTransaction, create } from '../support/builders.ts'
import { signIn, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let ma: Client
let lin: Client
let departments: Record<string, string>
beforeAll(async () => {
  world = await startTestApp({ clock: fixedClock('2026-05-20T04:00:00Z') })
  ;[admin, ma, lin] = [await world.asUser('admin'), await world.asUser('ma'), await world.asUser('lin')]
  departments = Object.fromEntries((await admin.list('departments')).map(({ name, id }) => [name, id]))
})
afterAll(() => world.close())

const aQuota = (input: object, client = admin) => create(client, 'quotas', { person: world.ids.lin, period: 'quarter', first_on: '2026-05-14', target: 1000, ...input })
const attainment = async (input: object = {}, client = admin) => (await client.post('/api/v1/quotas/attainment', { period: 'quarter', day: '2026-05-20', ...input })).body
const lineOf = async (quota: { id: string }, input: object = {}) => (await attainment(input)).quotas.find(({ id }: any) => id === quota.id)
const everything = async () => JSON.stringify(await world.query('select (select count(*) from quotas) as quotas, (select count(*) from events) as events'))

describe('a quota', () => {
  test('is kept by the first day of its period, whatever day in it was given', async () => {
    const made = [await aQuota({ period: 'month', target: 10.5 }), await aQuota({}), await aQuota({ period: 'year' })]
    expect(made.map(({ name, first_on, last_on, target }) => [name, first_on, last_on, target])).toEqual([
      ['2026-05', '2026-05-01', '2026-05-31', 10.5], ['2026 Q2', '2026-04-01', '2026-06-30', 1000], ['2026', '2026-01-01', '2026-12-31', 1000],
    ])
    const moved = await admin.patch(`/api/v1/quotas/${made[0].id}`, { first_on: '2026-02-11' })
    expect(moved.body).toMatchObject({ name: '2026-02', first_on: '2026-02-01', last_on: '2026-02-28' })
  })

  test('belongs to the holder it says and to no other, and stays theirs', async () => {
    const quota = await aQuota({ holder: 'company', measure: 'visits', department: departments.一组 })
    expect(quota).toMatchObject({ person: null, department: null })
    for (const change of [{ holder: 'department', department: departments.一组 }, { holder: 'person', person: world.ids.mei }]) expect((await admin.patch(`/api/v1/quotas/${quota.id}`, change)).status).toBe(422)
    expect((await admin.patch(`/api/v1/quotas/${quota.id}`, { target: 12 })).body).toMatchObject({ holder: 'company', target: 12 })
  })

  test('is the only one for its holder, narrowing, measure and period', async () => {
    const product = await create(admin, 'products', { name: '大床房', code: 'Q-1' })
    const first = await aQuota({ measure: 'margin', product: product.id })
    const again = await admin.post('/api/v1/quotas', { person: world.ids.lin, measure: 'margin', product: product.id, period: 'quarter', first_on: '2026-06-30', target: 5 })
    expect([again.status, again.body.title]).toEqual([409, '同一对象、范围、指标与期间的定额已被使用'])
    const batch = await admin.post('/api/v1/quotas/batch', { create: [{ person: world.ids.lin, measure: 'margin', product: product.id, period: 'quarter', first_on: '2026-04-01', target: 5 }] })
    expect([batch.status, batch.text.includes('已被使用')]).toEqual([422, true])
    // Without the product, or once the other is gone, there is room.
    await aQuota({ measure: 'margin' })
    await admin.del(`/api/v1/quotas/${first.id}`)
    await aQuota({ measure: 'margin', product: product.id })
    expect((await admin.post(`/api/v1/quotas/${first.id}/restore`)).status).toBe(409)
  })

  test('that makes no sense is refused in words, and nothing is written', async () => {
    const product = await create(admin, 'products', { name: '套房', code: 'Q-2' })
    const before = await everything()
    for (const [input, path] of [
      [{ target: 0 }, 'target'], [{ target: -5 }, 'target'], [{ target: 1e13 }, 'target'], [{ target: 1.001 }, 'target'], [{ target: '一千' }, 'target'],
      [{ measure: 'visits', target: 1.5 }, 'target'], [{ measure: 'visits', product: product.id }, 'product'], [{ measure: 'wishes' }, 'measure'],
      [{ period: 'week' }, 'period'], [{ first_on: '2026-02-30' }, 'first_on'], [{ person: null }, 'person'], [{ holder: 'department' }, 'department'],
      [{ holder: 'planet' }, 'holder'], [{ person: product.id }, 'person'], [{ last_on: '2026-01-01' }, 'last_on'], [{ name: 'x' }, 'name'], [{ identity: 'x' }, 'identity'],
    ] as const) {
      const { status, body } = await admin.post('/api/v1/quotas', { person: world.ids.mei, period: 'quarter', first_on: '2030-05-14', target: 1000, ...input })
      expect([input, status, body.errors.map((error: any) => error.path)]).toEqual([input, 422, [path]])
    }
    expect(await everything()).toBe(before)
  })

  test('is set by those above: seen by the person, not written by them', async () => {
    const ofLin = await aQuota({ person: world.ids.lin, first_on: '2027-01-01' }, ma)
    const ofTeam = await aQuota({ holder: 'department', department: departments.一组, person: undefined, first_on: '2027-01-01' }, ma)
    const ofMa = await aQuota({ person: world.ids.ma, measure: 'count', first_on: '2027-01-01' })
    const ofCompany = await aQuota({ holder: 'company', person: undefined, first_on: '2027-01-01' })
    const seen = async (client: Client) => (await client.list('quotas', { filter: { first_on: '2027-01-01' } })).map(({ id }) => id).sort()
    const ids = (...quotas: { id: string }[]) => quotas.map(({ id }) => id).sort()
    expect(await seen(lin)).toEqual(ids(ofLin))
    expect(await seen(await world.asUser('mei'))).toEqual([])
    expect(await seen(ma)).toEqual(ids(ofLin, ofTeam, ofMa))
    expect(await seen(admin)).toEqual(ids(ofLin, ofTeam, ofMa, ofCompany))
    expect(await seen(await world.asUser('stranger'))).toEqual([])
    expect((await lin.patch(`/api/v1/quotas/${ofLin.id}`, { target: 1 })).status).toBe(403)
    expect((await lin.post('/api/v1/quotas', { person: world.ids.lin, target: 1, first_on: '2028-01-01' })).status).toBe(403)
    expect((await ma.patch(`/api/v1/quotas/${ofMa.id}`, { target: 1 })).status).toBe(403)
    expect((await ma.post('/api/v1/quotas', { person: world.ids.ma, target: 1, first_on: '2028-01-01' })).status).toBe(403)
    expect((await ma.post('/api/v1/quotas', { holder: 'company', target: 1, first_on: '2028-01-01' })).status).toBe(403)
    // Nor is one that was made for others moved to oneself.
    expect((await ma.patch(`/api/v1/quotas/${ofLin.id}`, { person: world.ids.ma })).status).toBe(422)
    // Shared, the goal of the company is everybody's to see.
    expect((await admin.post(`/api/v1/quotas/${ofCompany.id}/share`, { person: world.ids.lin, right: 'read' })).status).toBe(201)
    expect(await seen(lin)).toEqual(ids(ofLin, ofCompany))
  })
})

describe('attainment', () => {
  test('agrees with sums made elsewhere, for every measure, holder and narrowing', async () => {
    const staff = [world.ids.lin, world.ids.mei, world.ids.chen, null]
    const team: Record<string, (string | null)[]> = { 一组: [world.ids.lin, world.ids.mei], 二组: [world.ids.chen], 销售部: [world.ids.ma, world.ids.lin, world.ids.mei, world.ids.chen] }
    const east = await create(admin, 'territories', { name: '华东' })
    const ningbo = await create(admin, 'territories', { name: '宁波', parent: east.id })
    const products = [await create(admin, 'products', { name: '会议室', code: 'Q-3' }), await create(admin, 'products', { name: '宴会', code: 'Q-4' })]
    const customers = [await aCustomer(admin, { territory: ningbo.id, owner: world.ids.lin }), await aCustomer(admin, { territory: east.id, owner: world.ids.chen }), await aCustomer(admin, { owner: world.ids.mei })]
    // In Shanghai the period begins on 30 June at 16:00 UTC and ends on 30 September at 16:00 UTC.
    const times = ['2025-06-30T15:59:59Z', '2025-06-30T16:00:00Z', '2025-08-01T00:00:00Z', '2025-09-30T15:59:59Z', '2025-09-30T16:00:00Z']
    const isInside = (at: string) => at >= '2025-06-30T16:00:00Z' && at < '2025-09-30T16:00:00Z'
    const lines = Array.from({ length: 60 }, (_, index) => ({
      customer: customers[index % 3]!.id, territory: [ningbo.id, east.id, null][index % 3]!, staff: staff[(index * 3) % 4]!, product: [products[0].id, products[1].id, null][(index * 7) % 3]!,
      at: times[(index * 11) % 5]!, amount: `${(index * 37) % 500}.${10 + (index % 90)}`, cost: index % 5 === 0 ? null : `${(index * 13) % 100}.05`, kind: 'purchase',
    }))
    for (const { territory: _, ...line } of lines) await aTransaction(admin, line.customer, line)
    // What lies in the recycle bin, with its customer, counts nowhere.
    const gone = await aCustomer(admin, { owner: world.ids.lin })
    await aTransaction(admin, gone.id, { at: times[2], staff: world.ids.lin, amount: '99999' })
    await admin.del(`/api/v1/customers/${gone.id}`)
    for (const [index, at] of times.entries()) await create(admin, 'interactions', { customer: customers[0].id, channel: index === 2 ? 'visit_in' : 'visit_out', at, content: '走访', owner: world.ids.lin })
    const holders = [...['lin', 'mei', 'chen'].map((login) => ({ holder: 'person', person: world.ids[login as 'lin'] })), ...Object.keys(team).map((name) => ({ holder: 'department', department: departments[name] })), { holder: 'company' }]
    const narrowings = [{}, { territory: east.id }, { territory: ningbo.id }, { product: products[0].id }, { territory: ningbo.id, product: products[1].id }]
    const wanted = holders.flatMap((holder) => narrowings.flatMap((narrowing) => ['amount', 'margin'].map((measure) => ({ ...holder, ...narrowing, measure, period: 'quarter', first_on: '2025-07-01', target: 777.77 }))))
    expect((await admin.post('/api/v1/quotas/batch', { create: wanted })).status).toBe(200)
    const visits = await aQuota({ measure: 'visits', first_on: '2025-07-01', target: 4 })
    const news = [await aQuota({ holder: 'company', person: undefined, measure: 'new_customers', first_on: '2025-07-01' }), await aQuota({ holder: 'company', person: undefined, measure: 'new_customers', first_on: '2025-04-01' })]
    const { quotas, teams } = await attainment({ day: '2025-07-01' })
    expect(quotas).toHaveLength(wanted.length + 2)
    const below: Record<string, string[]> = { [east.id]: [east.id, ningbo.id], [ningbo.id]: [ningbo.id] }
    let someCounted = 0
    for (const quota of quotas.filter(({ measure }: any) => measure === 'amount' || measure === 'margin')) {
      const sum = lines.filter((line) => isInside(line.at))
        .filter((line) => !quota.person || line.staff === quota.person.id)
        .filter((line) => !quota.department || team[quota.department.name]!.includes(line.staff))
        .filter((line) => !quota.territory || below[quota.territory.id]!.includes(line.territory))
        .filter((line) => !quota.product || line.product === quota.product.id)
        .filter((line) => quota.measure === 'amount' || line.cost !== null)
        .reduce((total, line) => total.plus(line.amount).minus(quota.measure === 'margin' ? line.cost! : 0), new Decimal(0))
      expect([quota.holder, quota.measure, quota.attained]).toEqual([quota.holder, quota.measure, sum.toString()])
      expect([quota.percent, quota.missing]).toEqual([sum.times(100).div('777.77').toDecimalPlaces(1).toNumber(), Decimal.max(new Decimal('777.77').minus(sum), 0).toString()])
      // The figure opens to the rows behind it.
      const { body } = await admin.post('/api/v1/query', { object: quota.rows.path, filter: quota.rows.filter, measures: [{ fn: 'sum', field: 'amount', as: 'amount' }, { fn: 'sum', field: 'cost', as: 'cost' }] })
      const [row] = body.data
      expect(new Decimal(row.amount ?? 0).minus(quota.measure === 'margin' ? (row.cost ?? 0) : 0).toString()).toBe(sum.toString())
      someCounted += sum.isZero() ? 0 : 1
    }
    expect(someCounted).toBeGreaterThan(40)
    expect(quotas.find(({ id }: any) => id === visits.id)).toMatchObject({ attained: '2', percent: 50, missing: '2' })
    // All three bought before the third quarter already; so the second has them, once their files know of it.
    await world.settle()
    const newIn = async (quota: any, day: string) => (await attainment({ day })).quotas.find(({ id }: any) => id === quota.id)
    expect([(await newIn(news[0], '2025-07-01')).attained, (await newIn(news[1], '2025-04-01')).attained]).toEqual(['0', '3'])
    expect(await admin.list('customers', { filter: (await newIn(news[1], '2025-04-01')).rows.filter })).toHaveLength(3)
    expect(teams.amount.map((sum: any) => [sum.name, sum.depth, sum.people])).toEqual([['销售部', 0, 3], ['一组', 1, 2], ['二组', 1, 1]])
    const plain = quotas.filter((quota: any) => quota.measure === 'amount' && quota.person && !quota.territory && !quota.product)
    expect(teams.amount[0].attained).toBe(plain.reduce((sum: Decimal, quota: any) => sum.plus(quota.attained), new Decimal(0)).toString())
  })

  test('moves with an opportunity that is won, and back with one that is opened again', async () => {
    const quota = await aQuota({ measure: 'count', target: 4 })
    const opportunity = await create(lin, 'opportunities', { name: '年会', amount: '5000' })
    expect(await lineOf(quota)).toMatchObject({ attained: '0', percent: 0, missing: '4' })
    await lin.post(`/api/v1/opportunities/${opportunity.id}/win`, { reason: 'fit' })
    expect(await lineOf(quota)).toMatchObject({ attained: '1', percent: 25, missing: '3' })
    expect((await admin.list('opportunities', { filter: (await lineOf(quota)).rows.filter })).map(({ id }) => id)).toEqual([opportunity.id])
    await lin.post(`/api/v1/opportunities/${opportunity.id}/reopen`, {})
    expect(await lineOf(quota)).toMatchObject({ attained: '0' })
  })

  test('tells the pace by the working days of the company', async () => {
    const { pace, first_on, last_on, name } = await attainment({ period: 'month' })
    expect([name, first_on, last_on]).toEqual(['2026-05', '2026-05-01', '2026-05-31'])
    expect(pace.working_days).toBeGreaterThan(15)
    expect(pace.working_days).toBeLessThan(22)
    expect(pace.percent).toBe(Math.round((1000 * pace.working_days_gone) / pace.working_days) / 10)
    expect((await attainment({ day: '2025-01-01' })).pace.percent).toBe(100)
    expect((await attainment({ day: '2027-01-01' })).pace.percent).toBe(0)
  })

  test('is a figure of the quota: whoever sees it sees the figure, and of the rows behind it only what they may', async () => {
    const customer = await aCustomer(admin, { owner: world.ids.chen })
    await aTransaction(admin, customer.id, { at: '2024-02-01T00:00:00Z', staff: world.ids.lin, amount: '40' })
    const quota = await aQuota({ first_on: '2024-01-01', target: 80 })
    const { quotas } = await attainment({ day: '2024-02-01' }, lin)
    expect(quotas).toMatchObject([{ id: quota.id, attained: '40', percent: 50 }])
    expect(await lin.list('transactions', { filter: quotas[0].rows.filter })).toEqual([])
    expect((await attainment({ day: '2024-02-01' }, await world.asUser('mei'))).quotas).toEqual([])
    expect((await attainment({ day: '2024-02-01' }, await world.asUser('stranger'))).quotas).toEqual([])
  })

  test('is refused to whoever may not see quotas or not read what they ask for', async () => {
    const blind = await create(admin, 'roles', { key: 'quota_blind', name: '不见定额', grants: { quota: {} } })
    const half = await create(admin, 'roles', { key: 'quota_half', name: '不见目标', grants: { quota: { see: 'all', fields: { target: 'hidden' } } } })
    for (const [role, login] of [[blind, 'quota-blind'], [half, 'quota-half']] as const) {
      await create(admin, 'users', { name: login, user_name: login, password: 'scope-password', roles: [role.id] })
      const client = await signIn(world.app.server, { login, password: 'scope-password' })
      expect((await client.post('/api/v1/quotas/attainment', { period: 'year', day: '2026-01-01' })).status).toBe(403)
    }
  })

  test('of nonsense is refused in words', async () => {
    for (const input of [{}, { period: 'week', day: '2026-01-01' }, { period: 'year', day: '2026-02-30' }, { period: 'year', day: '0001-01-01' }, { period: 'year', day: '2026-01-01', measure: 'x' }, { period: 'year', day: '2026-01-01', more: 1 }]) {
      expect([input, (await admin.post('/api/v1/quotas/attainment', input)).status]).toEqual([input, 422])
    }
  })
})

test('sums along a tree of departments: the highest have everybody who is in some department', () => {
  const amount = fc.integer({ min: 0, max: 10_000_000 }).map((cents) => new Decimal(cents).div(100).toFixed(2))
  fc.assert(fc.property(fc.array(fc.integer({ min: -1, max: 8 }), { minLength: 1, maxLength: 9 }), fc.array(fc.record({ department: fc.integer({ min: 0, max: 9 }), target: amount, attained: amount }), { maxLength: 30 }), (parents, people) => {
    const departments = parents.map((parent, at) => ({ id: String(at), name: `部门${at}`, parent: parent >= 0 && parent < at ? String(parent) : null }))
    const parts = people.map((part) => ({ ...part, department: part.department < departments.length ? String(part.department) : null }))
    const sums = teamSums(departments, parts)
    const total = (lines: { attained: string }[]) => lines.reduce((sum, line) => sum.plus(line.attained), new Decimal(0)).toFixed(2)
    expect(total(sums.filter(({ depth }) => depth === 0))).toBe(total(parts.filter(({ department }) => department !== null)))
    expect(new Set(sums.map(({ id }) => id)).size).toBe(sums.length)
  }))
})
