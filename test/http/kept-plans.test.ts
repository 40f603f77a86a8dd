/** A connection keeps the plans that it used last, and no more than it has memory for. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase, type Database } from '../../src/platform/db/database.ts'
import { mostPlans } from '../../src/platform/db/prepared.ts'
import { keep, sql } from '../../src/platform/db/sql.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let database: Database
beforeAll(async () => {
  world = await startTestApp()
  database = openDatabase({ url: world.databaseUrl, max: 1 })
}, 60_000)
afterAll(async () => {
  await database.close()
  await world.close()
})

const numbered = (number: number) => sql`select ${number}::int as number, ${sql.raw(`'statement ${number}'`)} as name`
const plansKept = () => database.local.rows<{ statement: string }>(sql`select statement from pg_prepared_statements`, { prepared: true })

it('answers every statement, and gives up the plan that was not used for longest', async () => {
  const first = keep(numbered(0))
  for (let number = 0; number < mostPlans + 20; number++) {
    expect(await database.local.rows(numbered(number), { prepared: true })).toEqual([{ number, name: `statement ${number}` }])
    await database.local.kept(first, {})
  }
  const kept = (await plansKept()).map(({ statement }) => statement)
  expect(kept).toHaveLength(mostPlans)
  expect(kept.some((text) => text.includes(`'statement 0'`))).toBe(true)
  expect(kept.some((text) => text.includes(`'statement 1'`))).toBe(false)
  // What was given up is prepared anew.
  expect(await database.local.rows(numbered(1), { prepared: true })).toEqual([{ number: 1, name: 'statement 1' }])
})

it('a statement that cannot be prepared takes no place away from one that can', async () => {
  await expect(database.local.rows(sql`select nothing from nowhere`, { prepared: true })).rejects.toThrow('nowhere')
  for (let number = 1000; number < 1000 + mostPlans; number++) await database.local.rows(numbered(number), { prepared: true })
  expect((await plansKept()).length).toBeLessThanOrEqual(mostPlans)
  expect(await database.local.rows(numbered(1001), { prepared: true })).toEqual([{ number: 1001, name: 'statement 1001' }])
})
