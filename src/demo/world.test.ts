import { describe, expect, it } from 'vitest'
import { modules } from '../app.ts'
import { buildRegistry } from '../kernel/definitions/registry.ts'
import type { Context } from '../kernel/context.ts'
import { parseInput, settle } from '../kernel/records/input.ts'
import type { Issue } from '../platform/problems.ts'
import { checkCreditCode } from '../modules/customers/rules/credit-code.ts'
import { systemActor } from '../kernel/access/actor.ts'
import { departmentRecords, productRecords, savedViewRecords, tagRecords, territoryRecords, userRecords } from './company.ts'
import { layDesks } from './desk.ts'
import { contactRecord, filesOf, transactionRecord } from './file.ts'
import { layoutOf } from './plan.ts'
import { valuesAtFirst, type Planted } from './planted.ts'
import { idAt, randomOf, weighted } from './random.ts'
import { makeWorld, type World } from './world.ts'

const registry = buildRegistry(modules)
const now = new Date('2026-05-20T03:00:00Z')
const sizes = { customers: 260, transactions: 3000, interactions: 900 }

function worldAt(at: Date, customers = sizes.customers): World {
  return makeWorld({ seed: 'test', sizes: { ...sizes, customers }, now: at, timeZone: 'Asia/Shanghai', administratorId: '01900000-0000-7000-8000-000000000001', objects: registry.objects })
}

function recordsOf(world: World): Planted[] {
  const layout = layoutOf(world)
  const desk = layDesks(world, filesWithStanding(world))
  const files = [...filesOf(world, layout, desk)]
  return [
    ...departmentRecords(world),
    ...territoryRecords(world),
    ...userRecords(world, { administrator: idAt(0, randomOf('role')) }),
    ...productRecords(world),
    ...tagRecords(world),
    ...savedViewRecords(world),
    ...files.flatMap((file) => [
      file.customer(),
      ...file.contacts().map((contact) => contactRecord(file.plan, contact)),
      ...file.preferences(),
      ...file.specialDays(),
      ...file.relationships(),
      ...file.work().talks,
      ...file.work().tasks,
      ...file.lines().map((line) => transactionRecord(file.plan, line)),
    ]),
  ]
}

function filesWithStanding(world: World) {
  return [...filesOf(world, layoutOf(world), new Map())].map((file) => ({ plan: file.plan, standing: file.standing() }))
}

const world = worldAt(now)
const records = recordsOf(world)
const of = (object: string) => records.filter((record) => record.object === object)

describe('the demo world', () => {
  it('is the same on every machine at any hour of the same day', () => {
    expect(recordsOf(worldAt(new Date('2026-05-20T15:59:00Z')))).toEqual(records)
  })

  it('moves with the day', () => {
    const tomorrow = recordsOf(worldAt(new Date('2026-05-21T03:00:00Z')))
    expect(tomorrow.find((record) => record.object === 'customer')?.values.number).toEqual(of('customer')[0]?.values.number)
    expect(tomorrow.find((record) => record.object === 'transaction')?.createdAt).not.toEqual(of('transaction')[0]?.createdAt)
  })

  it('has exactly as many customers and purchases as were asked for', () => {
    expect(of('customer')).toHaveLength(sizes.customers)
    expect(of('transaction')).toHaveLength(sizes.transactions)
    expect(of('interaction').length).toBeGreaterThanOrEqual(sizes.interactions)
  })

  it('gives every record its own id and every customer its own number', () => {
    expect(new Set(records.map((record) => record.id)).size).toBe(records.length)
    expect(new Set(of('customer').map((record) => record.values.number)).size).toBe(sizes.customers)
  })

  it('points only to records that are there', () => {
    const ids = new Set([...records.map((record) => record.id), '01900000-0000-7000-8000-000000000001', idAt(0, randomOf('role'))])
    const lost = records.flatMap(({ object, values }) => {
      const pointing = [...registry.objects.get(object)!.fields.values()].filter((field) => field.target && !field.is_system)
      return pointing.filter((field) => [values[field.name] ?? []].flat().some((id) => !ids.has(String(id)))).map((field) => `${object}.${field.name}`)
    })
    expect(lost).toEqual([])
  })

  it('holds only what the product itself would take', () => {
    expect(records.flatMap((record) => problemsOf(record.object, record.values).map((problem) => `${record.object} ${problem}`))).toEqual([])
  })

  it('derives what the product would derive', () => {
    for (const { object, values } of [...of('customer'), ...of('special_day'), ...of('interaction'), ...of('task')]) {
      const derived = registry.objects.get(object)!.derive(values, { now: new Date(world.startOfToday), timeZone: world.timeZone })
      expect(values).toMatchObject(JSON.parse(JSON.stringify(derived)))
    }
  })

  it('gives organisations credit codes whose check digits are right', () => {
    const codes = of('customer').flatMap(({ values }) => (typeof values.credit_code === 'string' ? [values.credit_code] : []))
    expect(codes.length).toBeGreaterThan(60)
    expect(codes.map(checkCreditCode).filter((fault) => fault !== null)).toEqual([])
  })

  it('sums up for every customer what it bought', () => {
    const lines = Map.groupBy(of('transaction'), ({ values }) => values.customer)
    for (const { id, values } of of('customer')) {
      const sum = (lines.get(id) ?? []).reduce((total, line) => total + Math.round(Number(line.values.amount) * 100), 0)
      expect(Number(values.total_amount) * 100).toBeCloseTo(sum, 3)
    }
  })

  it('lets nothing happen before the file was made or after the day began', () => {
    const made = new Map(of('customer').map((record) => [record.id, record.createdAt]))
    for (const { object, createdAt, values, changes } of records) {
      expect(createdAt).toBeLessThanOrEqual(world.startOfToday)
      for (const change of changes) expect(change.at).toBeLessThan(world.startOfToday)
      if (object === 'interaction') expect(createdAt).toBeGreaterThanOrEqual(made.get(String(values.customer)) ?? 0)
    }
  })

  it('leads from the first values of a record to the present ones, change by change', () => {
    for (const record of records.filter(({ changes }) => changes.length > 0)) {
      let values = valuesAtFirst(record)
      let at = record.createdAt
      for (const change of record.changes) {
        expect(values).toMatchObject(change.before)
        expect(change.at).toBeGreaterThanOrEqual(at)
        values = { ...values, ...change.after }
        at = change.at
      }
      expect(values).toEqual(record.values)
    }
  })

  it('lays work of the day on the desk of everybody in the cast who keeps customers', () => {
    const big = worldAt(now, 1500)
    const those = recordsOf(big)
    for (const person of big.people.filter((one) => one.share > 0)) {
      const open = those.filter(({ object, values }) => object === 'task' && values.owner === person.id && values.status === 'open')
      const dueOn = (test: (day: string) => boolean) => open.filter(({ values }) => test(String(values.due_on))).length
      expect([person.name, dueOn((day) => day === big.today) >= 2, dueOn((day) => day < big.today) >= 1, dueOn((day) => day > big.today) >= 3]).toEqual([person.name, true, true, true])
    }
  })
})

describe('chance', () => {
  it('is the same for the same seed and another for another', () => {
    const drawn = (seed: string, index: number) => Array.from({ length: 5 }, ((random) => () => random.next())(randomOf(seed, index)))
    expect(drawn('a', 1)).toEqual(drawn('a', 1))
    expect(drawn('a', 1)).not.toEqual(drawn('a', 2))
    expect(drawn('a', 1)).not.toEqual(drawn('b', 1))
  })

  it('follows the weights', () => {
    const choose = weighted([['often', 9], ['seldom', 1]] as const)
    const random = randomOf('weights')
    const seldom = Array.from({ length: 10_000 }, () => choose(random)).filter((one) => one === 'seldom').length
    expect(seldom).toBeGreaterThan(850)
    expect(seldom).toBeLessThan(1150)
  })
})

/** Everything the kernel finds wrong with the values as input of a job. */
function problemsOf(object: string, values: Planted['values']): string[] {
  const definition = registry.objects.get(object)!
  // Parsing and checking ask the context for nothing but objects, clock and rights.
  const ctx = { actor: systemActor('test'), registry, objects: registry.objects, clock: { now: () => now }, workspace: { timeZone: world.timeZone } } as unknown as Context
  const issues: Issue[] = []
  const parsed = parseInput(ctx, definition, values, issues, { asSystem: true })
  try {
    settle(ctx, definition, { ...values, ...parsed }, null, issues)
  } catch {
    // What is wrong stands in the issues.
  }
  const normalised = Object.keys(parsed).filter((name) => JSON.stringify(parsed[name]) !== JSON.stringify(values[name]))
  return [...issues.map((one) => `${one.path} ${one.code}`), ...normalised.map((name) => `${name} is stored otherwise`)]
}
