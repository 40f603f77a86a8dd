/** What is measured: for each case the request to the product, the request to the floor, and the goal of the issue. */
import type { Ask } from './client.ts'
import { floor } from './floor-sql.ts'
import type { Samples } from './samples.ts'

export interface Case {
  name: string
  product: (number: number) => Ask
  floor: (number: number) => Ask
  /** The statement alone through the driver, for information. */
  bare?: { statement: { name: string; text: string }; values: (number: number) => unknown[] }
  /** Goal: median latency at one connection at most so many times the floor's. Null: for information. */
  slower: number | null
  /** Goal: requests a second at 16 connections at least this part of the floor's. */
  throughput: number | null
  expected: number
  /** Compared before measuring, so that both sides answer the same. */
  same?: (product: unknown, floor: unknown) => string | null
}

const get = (path: string): Ask => ({ method: 'GET', path })
const query = (values: Record<string, string>) => new URLSearchParams(values).toString()
const at = <Item>(items: readonly Item[], number: number): Item => {
  const item = items[number % items.length]
  if (item === undefined) throw new RangeError('No samples')
  return item
}

interface Answer {
  data: { id: string; name: string; status?: string }[]
}

const sameIds = (product: unknown, floor: unknown) => {
  const ids = (answer: unknown) => (answer as Answer).data.map((row) => row.id ?? row.status).join()
  return ids(product) === ids(floor) ? null : 'other records'
}

/** Every field of the floor's record is the same in the product's; that says besides what the caller may do. */
const sameRecord = (product: unknown, floor: unknown) => {
  const found = Object.entries(floor as object).find(([name, value]) => JSON.stringify((product as Record<string, unknown>)[name]) !== JSON.stringify(value))
  return found ? `${found[0]} differs` : null
}

export function readingCases(samples: Samples, deep: { cursor: string; amount: string; id: string } | null): Case[] {
  const list = (filter: object, more: Record<string, string> = {}) => `/api/v1/customers?${query({ filter: JSON.stringify(filter), sort: '-annual_amount', limit: '50', ...more })}`
  const goal = { slower: 1.6, throughput: 0.5, expected: 200 }
  const cases: Case[] = [
    {
      name: 'get by id',
      ...goal,
      product: (number) => get(`/api/v1/customers/${at(samples.ids, number)}`),
      floor: (number) => get(`/get?${query({ id: at(samples.ids, number) })}`),
      bare: { statement: floor.get, values: (number) => [at(samples.ids, number)] },
      same: sameRecord,
    },
    {
      name: 'list 50 by city, amount descending',
      ...goal,
      product: (number) => get(list({ city: at(samples.cities, number) })),
      floor: (number) => get(`/list?${query({ city: at(samples.cities, number) })}`),
      bare: { statement: floor.list, values: (number) => [at(samples.cities, number)] },
      same: sameIds,
    },
    {
      name: 'name contains 科技, amount descending',
      ...goal,
      product: () => get(list({ name: { contains: '科技' } })),
      floor: () => get(`/contains?${query({ q: '科技' })}`),
      bare: { statement: floor.contains, values: () => ['%科技%'] },
      same: sameIds,
    },
    {
      name: 'search of two Chinese characters',
      ...goal,
      product: (number) => get(`/api/v1/search?${query({ q: at(samples.words, number) })}`),
      floor: (number) => get(`/search?${query({ q: at(samples.words, number) })}`),
      same: (product, floor) => ((product as Answer).data.length === (floor as Answer).data.length ? null : 'another number of hits'),
    },
    {
      name: 'customer page in one request',
      ...goal,
      product: (number) => get(`/api/v1/customers/${at(samples.ids, number)}/page`),
      floor: (number) => get(`/page?${query({ id: at(samples.ids, number) })}`),
      bare: { statement: floor.page, values: (number) => [at(samples.ids, number)] },
      same: (product, floor) => sameRecord((product as { record: object }).record, (floor as { record: object }).record),
    },
    {
      name: 'first page of all, amount descending',
      ...goal,
      product: () => get(list({})),
      floor: () => get('/first'),
      bare: { statement: floor.first, values: () => [] },
      same: sameIds,
    },
  ]
  if (deep) {
    cases.push({
      name: 'page at row 500,000 of all',
      ...goal,
      product: () => get(list({}, { cursor: deep.cursor })),
      floor: () => get(`/deep?${query({ amount: deep.amount, id: deep.id })}`),
      bare: { statement: floor.deep, values: () => [deep.amount, deep.id] },
      same: sameIds,
    })
  }
  cases.push({
    name: 'count and sum by status',
    ...goal,
    product: () => ({
      method: 'POST',
      path: '/api/v1/query',
      body: JSON.stringify({ object: 'customers', group_by: ['status'], measures: [{ fn: 'count' }, { fn: 'sum', field: 'annual_amount', as: 'sum' }], sort: ['-count'] }),
    }),
    floor: () => get('/query'),
    bare: { statement: floor.query, values: () => [] },
    same: sameIds,
  })
  return cases
}

/** Marks what the bench wrote, so that it can be taken away again. */
export const benchName = '压测新建客户'

export function writingCases(samples: Samples): Case[] {
  const goal = { slower: 2, throughput: 0.5 }
  const body = (number: number) =>
    JSON.stringify({
      name: `${benchName}${number}有限公司`,
      phones: [`+86138${String(number % 100_000_000).padStart(8, '0')}`],
      emails: [`new${number}@bench.example`],
      addresses: [{ country: 'CN', province: '浙江省', city: '杭州市', district: '西湖区', street: `文三路 ${number} 号` }],
    })
  // Each side has customers of its own: a change by the other would rightly be answered 412.
  const ids = { product: samples.ids.filter((_, index) => index % 2 === 0), floor: samples.ids.filter((_, index) => index % 2 === 1) }
  const created = (number: number) => body(number).replace('{', '{"kind":"organisation","source":"visit",')
  const changed = (number: number) => JSON.stringify({ remark: `压测备注 ${number} ${Date.now()}` })
  return [
    { name: 'create a customer', ...goal, expected: 201, product: (number) => ({ method: 'POST', path: '/api/v1/customers', body: created(number) }), floor: (number) => ({ method: 'POST', path: '/create', body: body(number) }) },
    {
      name: 'change one field of a customer',
      ...goal,
      expected: 200,
      product: (number) => ({ method: 'PATCH', path: `/api/v1/customers/${at(ids.product, number)}`, body: changed(number) }),
      floor: (number) => ({ method: 'POST', path: `/update?${query({ id: at(ids.floor, number) })}`, body: changed(number) }),
    },
  ]
}
