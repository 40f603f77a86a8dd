import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../src/platform/clock.ts'
import type { ReportAnswer } from '../../src/modules/reports/queries/answer.ts'
import { aCustomer, create } from '../support/builders.ts'
import { signIn, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let chen: Client
const cities = ['宁波市', '杭州市', '温州市', null]

beforeAll(async () => {
  world = await startTestApp({ clock: fixedClock('2026-05-20T04:00:00Z') })
  ;[admin, lin, chen] = await Promise.all([world.asUser('admin'), world.asUser('lin'), world.asUser('chen')])
  const customers = await Promise.all(Array.from({ length: 8 }, (_, at) => aCustomer(admin, { name: `客户${at}`, owner: at % 2 ? world.ids.lin : world.ids.chen, tier: ['vip', 'a', 'b'][at % 3], addresses: cities[at % 4] ? [{ province: at % 4 === 0 ? '浙江省' : '上海市', city: cities[at % 4] }] : [] })))
  // Between 22:00 and 02:00 in Shanghai, from January 2025 to May 2026.
  const lines = Array.from({ length: 240 }, (_, at) => ({
    customer: customers[(at * 7) % 8]!.id, staff: [world.ids.lin, world.ids.chen, null][at % 3], item: ['茶', '酒', '茶具', '点心'][at % 4], kind: at % 9 === 0 ? 'refund' : 'purchase', quantity: (at % 5) + 0.5,
    at: new Date(Date.UTC(2025, 0, 1, 14 + (at % 4), 30) + ((at * 2_654_435) % 500) * 86_400_000).toISOString(), amount: `${at % 9 === 0 ? '-' : ''}${(at * 37) % 1000}.${String(at % 100).padStart(2, '0')}`,
  }))
  const reply = await admin.post('/api/v1/transactions/batch', { create: lines })
  if (reply.status !== 200) throw new Error(reply.text)
})
afterAll(() => world.close())

const run = async (question: object, client = admin): Promise<ReportAnswer> => {
  const reply = await client.post('/api/v1/reports/ask', { question: { object: 'transaction', ...question } })
  if (reply.status !== 200) throw new Error(reply.text)
  return reply.body
}
/** What the list that a figure opens comes to. */
const behind = async (answer: ReportAnswer, filters: (object | null)[], client = admin) => {
  const measures = answer.measures.map(({ fn, field }, at) => ({ fn, as: `m${at}`, ...(field ? { field } : {}) }))
  const { body } = await client.post('/api/v1/query', { object: answer.object.name, filter: { and: filters.filter(Boolean) }, measures })
  return measures.map((_, at) => body.data[0][`m${at}`] ?? null)
}
const same = (one: (string | null)[], other: (string | number | null)[]) => expect(one.map((value) => Number(value ?? 0))).toEqual(other.map((value) => Number(value ?? 0)))
const sum = (figures: (string | null | undefined)[]) => figures.reduce((total, figure) => total.plus(figure ?? 0), new Decimal(0)).toFixed(2)
const won = { measures: [{ fn: 'sum', field: 'amount' }], period: { field: 'at', range: 'year_so_far' }, compare: 'year_before' }
const byMonthAndStaff = { ...won, rows: [{ field: 'at', by: 'month' }], columns: [{ field: 'staff' }] }

describe('a question', () => {
  test('amount by month and person against last year stands month beside month', async () => {
    const answer = await run(byMonthAndStaff)
    expect([answer.period, answer.before]).toEqual([{ first: '2026-01-01', last: '2026-05-20' }, { first: '2025-01-01', last: '2025-05-20' }])
    expect(answer.rows.map(({ names, before_names }) => [names[0], before_names?.[0]])).toEqual([1, 2, 3, 4, 5].map((month) => [`2026-0${month}`, `2025-0${month}`]))
    expect(answer.columns.map(({ names }) => names[0]).toSorted()).toEqual(['林晓', '陈宇', '（空）'].toSorted())
    for (const [at, { names }] of answer.rows.entries()) {
      const [line] = (await world.query(`select coalesce(sum(amount) filter (where to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM') = $1 and (at at time zone 'Asia/Shanghai')::date <= '2026-05-20'), 0)::text as now,
        coalesce(sum(amount) filter (where to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM') = $2 and (at at time zone 'Asia/Shanghai')::date <= '2025-05-20'), 0)::text as before from transactions`, [names[0], names[0]!.replace('2026', '2025')]))
      same([answer.row_totals[at]!.now[0]!, answer.row_totals[at]!.before![0]!], [line.now, line.before])
    }
  })

  test('each figure is what the list behind it comes to, now and before, and the parts are the whole', async () => {
    const fields = ['customer', 'customer.tier', 'customer.city', 'customer.owner', 'staff', 'item', 'kind']
    const group = fc.oneof(fc.constantFrom(...fields).map((field) => ({ field })), fc.constantFrom('week', 'month', 'quarter', 'year').map((by) => ({ field: 'at', by })))
    const question = fc.record({
      rows: fc.uniqueArray(group, { maxLength: 2, selector: (each) => JSON.stringify(each) }), columns: fc.array(group, { maxLength: 1 }), limit: fc.integer({ min: 1, max: 9 }),
      range: fc.constantFrom('year_so_far', 'this_year', 'last_12_months', 'last_3_months', 'quarter_so_far', 'last_month', 'last_8_weeks', 'last_90_days', '2025-11-15..2026-02-03'),
      compare: fc.constantFrom('none', 'period_before', 'year_before'), sort: fc.constantFrom(undefined, 'group', '-group', 'measure', '-measure'),
    })
    await fc.assert(fc.asyncProperty(question, async ({ rows, columns, limit, range, compare, sort }) => {
      const isOnce = rows.length === 1 && columns.length > 0 && JSON.stringify(rows) !== JSON.stringify(columns)
      const answer = await run({ measures: [{ fn: 'sum', field: 'amount' }, { fn: 'count' }, { fn: 'avg', field: 'amount' }], rows, columns: isOnce ? columns : [], limit, period: { field: 'at', range }, compare, ...(sort ? { sort } : {}) })
      same(answer.total.now, await behind(answer, [answer.filters.total]))
      if (answer.total.before) same(answer.total.before, await behind(answer, [answer.filters.before_total]))
      for (const at of [0, 1]) {
        for (const when of ['now', 'before'] as const) {
          if (answer.rows.length > 0 && answer.total[when]) expect(sum(answer.cells.flat().map((cell) => cell[when]?.[at]))).toBe(sum([answer.total[when][at]]))
          if (answer.columns.length > 0 && answer.total[when]) {
            expect(sum(answer.row_totals.map((cell) => cell[when]?.[at]))).toBe(sum([answer.total[when][at]]))
            expect(sum(answer.column_totals.map((cell) => cell[when]?.[at]))).toBe(sum([answer.total[when][at]]))
          }
        }
      }
      // A few cells of each answer, the rest among them.
      for (const row of [0, answer.rows.length - 1].filter((each) => answer.cells[each])) {
        for (const column of [0, answer.columns.length - 1].filter((each) => each >= 0 || answer.columns.length === 0).map((each) => Math.max(0, each))) {
          const cell = answer.cells[row]![column]!
          const entries = [answer.rows[row]!, ...(answer.columns[column] ? [answer.columns[column]] : [])]
          const isRest = entries.some(({ is_rest }) => is_rest)
          const figures = (list: (string | null)[]) => (isRest ? list.slice(0, 2) : list)
          if (entries.every(({ filter }) => filter)) same(figures(cell.now), figures(await behind(answer, [answer.filters.cells, ...entries.map(({ filter }) => filter)])))
          if (cell.before && entries.every(({ before_filter }) => before_filter)) same(figures(cell.before), figures(await behind(answer, [answer.filters.before_cells, ...entries.map(({ before_filter }) => before_filter)])))
        }
      }
    }), { numRuns: 40 })
  })

  test('means of all are means of the records and no sums of means', async () => {
    const answer = await run({ rows: [{ field: 'item' }], measures: [{ fn: 'avg', field: 'amount' }, { fn: 'count_distinct', field: 'customer' }] })
    const [line] = await world.query('select round(avg(amount), 4)::text as mean, count(distinct customer_id)::int as customers from transactions')
    same(answer.total.now, [line.mean, line.customers])
    expect(answer.measures.map(({ is_additive }) => is_additive)).toEqual([false, false])
  })

  test('names the largest groups and says that the others are one', async () => {
    const answer = await run({ rows: [{ field: 'customer' }], measures: [{ fn: 'count' }], limit: 3 })
    expect([answer.rows.length, answer.notes.has_rest, answer.rows.at(-1)?.is_rest, answer.rows.at(-1)?.names]).toEqual([4, true, true, ['其他']])
    const counts = answer.cells.map(([cell]) => Number(cell!.now[0]))
    expect(counts.slice(0, 3)).toEqual(counts.slice(0, 3).toSorted((one, other) => other - one))
  })

  test('on a map names every province, however few groups were asked for', async () => {
    for (const province of ['福建省', '广东省', '四川省', '海南省']) await aCustomer(admin, { addresses: [{ province, city: '某市' }] })
    const of = async (display: string) => (await run({ object: 'customer', rows: [{ field: 'province' }], limit: 2, display })).rows
    expect([(await of('bar')).length, (await of('map')).some(({ is_rest }) => is_rest)]).toEqual([3, false])
    expect((await of('map')).flatMap(({ names }) => names)).toEqual(expect.arrayContaining(['浙江省', '上海市', '福建省', '广东省', '四川省', '海南省']))
  })

  test('measures what a record belongs to: a mean over the customers behind', async () => {
    const judged = await admin.list('customers', { filter: { name: { in: ['客户0', '客户1', '客户2'] } } })
    for (const [at, { id }] of judged.entries()) expect((await admin.patch(`/api/v1/customers/${id}`, { personal_quality: 40 + at * 25 })).status).toBe(200)
    const answer = await run({ rows: [{ field: 'kind' }], measures: [{ fn: 'avg', field: 'customer.personal_quality' }, { fn: 'count' }] })
    const [line] = await world.query('select round(avg(c.personal_quality), 4)::text as mean, count(*)::int as n from transactions t join customers c on c.id = t.customer_id')
    expect(Number(line.mean)).toBeGreaterThan(40)
    same(answer.total.now, [line.mean, line.n])
  })

  test('by stage stands in the order of the stages, not of the figures', async () => {
    const answer = await run({ object: 'opportunity', rows: [{ field: 'stage' }], display: 'funnel' })
    const stages = await world.query<{ name: string }>('select name from stages where deleted_at is null order by position')
    const names = answer.rows.flatMap((row) => row.names)
    expect(names).toEqual(stages.map(({ name }) => name).filter((name) => names.includes(name)))
  })

  test('amounts in other currencies are counted and told, and split where one asks for the currency', async () => {
    const customer = await aCustomer(admin)
    for (const [amount, currency] of [['100.00', 'CNY'], ['50.00', 'USD'], ['7.00', 'USD']]) await create(admin, 'opportunities', { name: '客房协议', customer: customer.id, amount: { amount, currency } })
    const plain = await run({ object: 'opportunity', measures: [{ fn: 'sum', field: 'amount' }], filter: { customer: customer.id } })
    expect([plain.total.now, plain.notes.in_other_currencies, plain.measures[0]?.currency]).toEqual([['100.00'], 2, 'CNY'])
    const split = await run({ object: 'opportunity', rows: [{ field: 'currency' }], measures: [{ fn: 'sum', field: 'amount' }], filter: { customer: customer.id } })
    expect([split.rows.map(({ names }) => names[0]), split.cells.map(([cell]) => cell!.now[0]), split.notes.in_other_currencies, split.measures[0]?.currency]).toEqual([['人民币 CNY', '美元 USD'], ['100.00', '57.00'], 0, null])
  })

  test('that makes no sense is refused in words of both languages', async () => {
    const english = await world.asUser('admin', { language: 'en' })
    for (const [question, path] of [
      [{ rows: [{ field: 'wishes' }] }, 'question.rows[0].field'], [{ rows: [{ field: 'customer.wishes.more' }] }, 'question.rows[0].field'], [{ rows: [{ field: 'item', by: 'month' }] }, 'question.rows[0].by'],
      [{ rows: [{ field: 'customer.tags' }] }, 'question.rows[0].field'], [{ rows: [{ field: 'customer.phones' }] }, 'question.rows[0].field'], [{ measures: [{ fn: 'sum', field: 'item' }] }, 'question.measures[0].field'],
      [{ measures: [{ fn: 'sum' }] }, 'question.measures[0].field'], [{ measures: [] }, 'question.measures'], [{ object: 'wish' }, 'question.object'], [{ compare: 'year_before' }, 'question.compare'],
      [{ period: { field: 'at', range: 'some_day' } }, 'question.period.range'], [{ period: { field: 'item', range: 'this_year' } }, 'question.period.field'], [{ period: { field: 'at', range: '2026-02-30..2026-03-01' } }, 'question.period.range'],
      [{ period: { field: 'at', range: '2026-03-02..2026-03-01' } }, 'question.period.range'], [{ rows: [{ field: 'item' }, { field: 'kind' }], columns: [{ field: 'staff' }] }, 'question.columns'], [{ columns: [{ field: 'item' }] }, 'question.rows'],
      [{ rows: [{ field: 'item' }], columns: [{ field: 'item' }] }, 'question.rows'], [{ limit: 0 }, 'question.limit'], [{ filter: { wishes: 1 } }, 'filter.wishes'], [{ rows: [{ field: 'at', by: 'day' }], period: { field: 'at', range: 'last_999_days' } }, 'question.rows'],
      [{ object: '__proto__' }, 'question.object'], [{ rows: [{ field: 'customer.owner.department.parent.parent' }] }, 'question.rows[0].field'],
    ] as const) {
      for (const [client, words] of [[admin, /[\u4e00-\u9fff]/], [english, /^[^\u4e00-\u9fff]+$/]] as const) {
        const { status, body } = await client.post('/api/v1/reports/ask', { question: { object: 'transaction', ...question } })
        expect([question, status, body.errors?.[0]?.path]).toEqual([question, 422, path])
        expect(body.errors[0].message).toMatch(words)
      }
    }
    for (const question of [null, 5, 'x', [], { object: 'transaction', more: 1 }]) expect((await admin.post('/api/v1/reports', { name: 'x', question })).status).toBe(422)
  })
})

describe('a kept report', () => {
  const question = { object: 'customer', rows: [{ field: 'tier' }], measures: [{ fn: 'count' }] }

  test('is its owner\'s until it is shared, and shows each reader their own', async () => {
    const report = await create(admin, 'reports', { name: '客户等级', question })
    expect(report).toMatchObject({ object: 'customer', display: 'bar' })
    expect((await lin.post(`/api/v1/reports/${report.id}/run`, {})).status).toBe(404)
    expect((await (await world.asUser('ma')).get(`/api/v1/reports/${report.id}`)).status).toBe(404)
    for (const person of [world.ids.lin, world.ids.chen]) expect((await admin.post(`/api/v1/reports/${report.id}/share`, { person, right: 'read' })).status).toBe(201)
    const counts = await Promise.all([admin, lin, chen].map(async (client) => Number((await client.post(`/api/v1/reports/${report.id}/run`, {})).body.total.now[0])))
    expect(counts.slice(1)).toEqual([4, 4])
    expect(counts[0]).toBeGreaterThan(8 - 1)
    const rows = async (client: Client) => (await client.post(`/api/v1/reports/${report.id}/run`, {})).body.cells.map(([cell]: any) => cell.now[0])
    const lists = await Promise.all([lin, chen].map(rows))
    expect(lists[0]).not.toEqual(lists[1])
    expect((await lin.patch(`/api/v1/reports/${report.id}`, { name: 'y' })).status).toBe(403)
  })

  test('says so where the reader may not read a field, and nothing of it gets through', async () => {
    const role = await create(admin, 'roles', { key: 'no_tier', name: '看不到等级', grants: { '*': { see: 'all' }, customer: { see: 'all', fields: { tier: 'hidden', annual_amount: 'masked' } } } })
    await create(admin, 'users', { name: '盲', user_name: 'blind-reader', password: 'green-mountain-8', roles: [role.id] })
    const reader = await signIn(world.app.server, { login: 'blind-reader', password: 'green-mountain-8' })
    const report = await create(admin, 'reports', { name: '等级', question })
    for (const [asked, path] of [
      [question, 'question.rows[0].field'], [{ ...question, rows: [], filter: { tier: 'vip' } }, 'filter.tier'], [{ object: 'customer', measures: [{ fn: 'sum', field: 'annual_amount' }] }, 'question.measures[0].field'],
      [{ object: 'transaction', rows: [{ field: 'customer.tier' }] }, 'question.rows[0].field'],
    ] as const) {
      const reply = await reader.post('/api/v1/reports/ask', { question: asked })
      expect([reply.status, reply.body.errors?.[0]]).toMatchObject([422, { path, code: 'unknown_field' }])
      expect(reply.text).not.toContain('级别')
    }
    expect((await reader.post(`/api/v1/reports/${report.id}/run`, {})).body.errors[0].message).toBe('报表用到的字段“tier”已不存在，或您无权查看')
  })

  test('says so where its field or its object is gone', async () => {
    const field = await create(admin, 'custom-fields', { object: 'customer', key: 'mood', type: 'text', label_zh: '心情', label_en: 'Mood' })
    const report = await create(admin, 'reports', { name: '心情', question: { object: 'customer', rows: [{ field: 'mood' }] } })
    const before = await admin.post(`/api/v1/reports/${report.id}/run`, {})
    expect([before.status, before.body.rows[0].names]).toEqual([200, ['（空）']])
    expect((await admin.del(`/api/v1/custom-fields/${field.id}`)).status).toBe(204)
    const { status, body } = await admin.post(`/api/v1/reports/${report.id}/run`, {})
    expect([status, body.errors[0].code]).toEqual([422, 'unknown_field'])
  })
})

describe('a dashboard', () => {
  test('shared, shows the questions of whoever made it with the figures of whoever looks', async () => {
    const [own, ofOther] = [await create(admin, 'reports', { name: '等级', question: { object: 'customer', rows: [{ field: 'tier' }] } }), await create(chen, 'reports', { name: '陈宇的', question: { object: 'customer' } })]
    const broken = await create(admin, 'reports', { name: '坏', question: { object: 'customer', rows: [{ field: 'gone' }] } })
    const dashboard = await create(admin, 'dashboards', { name: '总览', tiles: [{ report: own.id, size: 'large' }, { report: ofOther.id, size: 'small' }, { report: broken.id, size: 'medium' }] })
    expect((await lin.post(`/api/v1/dashboards/${dashboard.id}/run`, {})).status).toBe(404)
    await admin.post(`/api/v1/dashboards/${dashboard.id}/share`, { person: world.ids.lin, right: 'read' })
    const { body } = await lin.post(`/api/v1/dashboards/${dashboard.id}/run`, {})
    expect(body.tiles.map(({ report, answer, problem }: any) => [report?.name, answer?.total.now[0], problem])).toEqual([['等级', '4', null], [undefined, undefined, '此报表已删除，或未与您共享'], ['坏', undefined, '报表用到的字段“gone”已不存在，或您无权查看']])
    expect((await admin.patch(`/api/v1/dashboards/${dashboard.id}`, { tiles: [{ report: own.id, size: 'large' }, { report: own.id, size: 'small' }] })).status).toBe(422)
  })

  test('and reports are put on Today by each person for themselves', async () => {
    const made = await Promise.all(Array.from({ length: 6 }, (_, at) => create(lin, 'reports', { name: `今日${at}`, question: { object: 'customer' } })))
    for (const { id } of made) expect((await lin.post(`/api/v1/reports/${id}/pin`, { is_pinned: true })).status).toBe(200)
    const boards = [await create(lin, 'dashboards', { name: '一' }), await create(lin, 'dashboards', { name: '二' })]
    for (const { id } of boards) await lin.post(`/api/v1/dashboards/${id}/pin`, { is_pinned: true })
    const pins = async (client: Client) => (await client.post('/api/v1/reports/pins', {})).body
    expect((await pins(lin)).dashboards.map(({ name }: any) => name)).toEqual(['二'])
    expect((await pins(lin)).reports).toHaveLength(4)
    expect(await pins(chen)).toEqual({ reports: [], dashboards: [] })
    expect((await chen.post(`/api/v1/reports/${made[0]!.id}/pin`, { is_pinned: true })).status).toBe(404)
    const [{ id }] = (await pins(lin)).reports
    await lin.post(`/api/v1/reports/${id}/pin`, { is_pinned: false })
    expect((await pins(lin)).reports).toHaveLength(3)
  })
})
