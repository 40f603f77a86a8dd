/** Plans are kept without knowing the values only where they read nothing but ranges of indexes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../../src/platform/db/database.ts'
import { sql, type Sql } from '../../src/platform/db/sql.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let database: Database
beforeAll(async () => {
  world = await startTestApp()
  database = openDatabase({ url: world.databaseUrl, max: 2, role: null })
  await database.local.rows(sql`create table guests (house text not null, town text not null, worth int not null, id int not null, remark text not null)`)
  // One town has half of the guests, one has three, a hundred share the others.
  await database.local.rows(sql`insert into guests select 'one', case when n <= 3 then 'small' when n % 2 = 1 then 'large' else 'town ' || n % 200 end, n % 1000, n, 'guest ' || n from generate_series(1, 30000) n`)
  await database.local.rows(sql`create index guests_town on guests (house, town, worth, id) include (remark)`)
  await database.local.rows(sql`create index guests_worth on guests (house, worth, id)`)
  await database.local.rows(sql`create unique index guests_id on guests (house, id) include (town, worth)`)
  await database.local.rows(sql`vacuum (analyze) guests`)
}, 60_000)
afterAll(async () => {
  await database.local.rows(sql`drop table guests`)
  await database.close()
  await world.close()
})

const best = (where: Sql) => sql`select g.id from guests g where g.house = ${'one'} and ${where} order by g.worth desc, g.id desc limit 3`
const ask = async (where: Sql) => (await database.local.rows<{ id: number }>(best(where), { prepared: 'ranges' })).map(({ id }) => id)
const keptTexts = async () => (await database.local.rows<{ statement: string }>(sql`select statement from pg_prepared_statements`, { prepared: true })).map(({ statement }) => statement)
const isKept = async (part: string) => (await keptTexts()).some((text) => text.includes('from guests') && text.includes(part))

describe('kept', () => {
  it('a range of an index in its order, whichever value begins it', async () => {
    expect(await ask(sql`g.town = ${'small'}`)).toEqual([3, 2, 1])
    expect(await ask(sql`g.town = ${'large'}`)).toEqual([29999, 28999, 27999])
    expect(await ask(sql`g.town = ${'none'}`)).toEqual([])
    expect(await isKept('g.town = $')).toBe(true)
  })

  it('what a cursor leaves of a range', async () => {
    expect(await ask(sql`(g.worth, g.id) < (${5}::int, ${3005}::int)`)).toEqual([2005, 1005, 5])
    expect(await isKept('(g.worth, g.id) < ')).toBe(true)
  })

  it('a part of a range that the index itself decides', async () => {
    expect(await ask(sql`g.town = ${'large'} and g.remark like ${'%99'}`)).toEqual([29999, 28999, 27999])
    expect(await isKept('g.remark like')).toBe(true)
  })

  it('what is looked up by the ids that a subquery gathers', async () => {
    expect(await ask(sql`g.town <> ${'small'} and g.id = any(array(select f.id from guests f where f.house = ${'one'} and f.town = ${'small'} union all select 77))`)).toEqual([77])
    expect(await isKept('union all select 77')).toBe(true)
  })
})

describe('planned for the values, each time', () => {
  it('a walk that leaves out what the table says', async () => {
    expect(await ask(sql`g.remark like ${'%99'}`)).toEqual([29999, 28999, 27999])
    expect(await isKept('g.remark like $2 order')).toBe(false)
  })

  it('a condition that every entry of an index is asked on the way', async () => {
    expect(await ask(sql`g.id < ${20}`)).toEqual([19, 18, 17])
    expect(await isKept('g.id < ')).toBe(false)
  })

  it('a sort of as many as there may be', async () => {
    expect(await ask(sql`g.id in (${20}, ${30})`)).toEqual([30, 20])
    expect(await isKept('g.id in ')).toBe(false)
  })
})

it('a statement that is wrong says so itself, and leaves nothing behind', async () => {
  await expect(ask(sql`g.nothing = ${1}`)).rejects.toThrow('nothing')
  await expect(ask(sql`g.nothing = ${1}`)).rejects.toThrow('nothing')
  expect(await ask(sql`g.town = ${'small'}`)).toEqual([3, 2, 1])
})
