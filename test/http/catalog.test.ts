import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { driftOf, refuseDrift } from '../../src/kernel/projections/drift.ts'

/** Shared by all workspaces, or belonging to none. Everything else is distributed by workspace. */
const referenceTables = ['workspaces', 'schema_migrations']
const localTables = ['accounts', 'sessions', 'account_factors', 'account_links', 'known_devices', 'recovery_codes', 'sign_in_failures']

let world: TestApp
let distributed: string[]
beforeAll(async () => {
  world = await startTestApp()
  const rows = await world.query("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace")
  distributed = rows.map((row) => row.relname).filter((name) => ![...referenceTables, ...localTables].includes(name)).sort()
})
afterAll(() => world.close())

/** Columns of every key and index, in order. */
const indexes = () =>
  world.query<{ table: string; name: string; method: string; is_primary: boolean; is_unique: boolean; predicate: string | null; columns: string[] }>(`
    select t.relname as table, i.relname as name, m.amname as method, x.indisprimary as is_primary, x.indisunique as is_unique,
      pg_get_expr(x.indpred, x.indrelid) as predicate,
      array(select coalesce(a.attname, pg_get_indexdef(x.indexrelid, k.n::int, true)) from unnest(x.indkey) with ordinality k(attnum, n)
        left join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum and k.attnum > 0 order by k.n)::text[] as columns
    from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid join pg_am m on m.oid = i.relam
    where t.relnamespace = 'public'::regnamespace`)

const foreignKeys = () =>
  world.query<{ table: string; target: string; columns: string[]; on_delete: string }>(`
    select t.relname as table, f.relname as target, c.confdeltype as on_delete,
      array(select a.attname from unnest(c.conkey) with ordinality k(attnum, n) join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum order by k.n)::text[] as columns
    from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_class f on f.oid = c.confrelid
    where c.contype = 'f' and t.relnamespace = 'public'::regnamespace`)

describe('every table of a workspace', () => {
  test('has its workspace first in the primary key, which is the whole key', async () => {
    const keys = new Map((await indexes()).filter((index) => index.is_primary).map((index) => [index.table, index.columns]))
    for (const table of distributed) expect([table, keys.get(table)?.[0]]).toEqual([table, 'workspace_id'])
    for (const object of world.app.registry.objects.values()) expect([object.table, keys.get(object.table)]).toEqual([object.table, ['workspace_id', 'id']])
  })

  test('has its workspace first in every index but those for words and lists', async () => {
    for (const index of (await indexes()).filter(({ table }) => distributed.includes(table))) {
      if (index.method === 'gin') expect(index.is_unique).toBe(false)
      else if (index.name === 'users_account') expect(index.columns).toEqual(['account_id']) // signing in happens before the workspace is known
      else expect([index.name, index.columns[0]]).toEqual([index.name, 'workspace_id'])
    }
  })

  test('refers to others with its workspace, never sets null on deletion, and each reference has an index', async () => {
    const all = await indexes()
    for (const key of await foreignKeys()) {
      if (!distributed.includes(key.table)) continue
      expect([key.table, key.columns, key.on_delete]).toEqual([key.table, key.columns, 'a'])
      if (referenceTables.includes(key.target) || localTables.includes(key.target)) continue
      expect([key.table, key.columns[0]]).toEqual([key.table, 'workspace_id'])
      const column = key.columns.at(-1)
      const fits = all.filter((index) => index.table === key.table && index.columns[1] === column && (index.predicate === null || index.predicate === `(${column} IS NOT NULL)` || index.predicate === '(deleted_at IS NULL)'))
      expect([key.table, column, fits.length > 0]).toEqual([key.table, column, true])
    }
  })

  test('is protected by row-level security', async () => {
    const rows = await world.query("select c.relname, c.relrowsecurity, (select array_agg(p.polname::text) from pg_policy p where p.polrelid = c.oid) as policies from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace")
    for (const table of distributed) expect(rows.find((row) => row.relname === table)).toEqual({ relname: table, relrowsecurity: true, policies: ['own_workspace'] })
  })
})

test('there are no triggers, rules, serial numbers and views, and no four-byte keys', async () => {
  expect(await world.query("select tgname from pg_trigger where not tgisinternal and tgrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)")).toEqual([])
  expect(await world.query("select relname from pg_class where relkind in ('S', 'v', 'm') and relnamespace = 'public'::regnamespace")).toEqual([])
  expect(await world.query("select rulename from pg_rules where schemaname = 'public'")).toEqual([])
  expect(await world.query("select a.attrelid::regclass::text as table from pg_attribute a join pg_class c on c.oid = a.attrelid where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname like '%id' and a.atttypid = 'int4'::regtype")).toEqual([])
})

test('money is numeric, instants have a zone, and nothing is a float', async () => {
  const rows = await world.query("select c.relname || '.' || a.attname as column, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a join pg_class c on c.oid = a.attrelid where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped")
  expect(rows.filter(({ type }) => /double|real|^money$|without time zone|^character/.test(type))).toEqual([])
})

describe('definitions and tables', () => {
  test('say the same', async () => {
    await expect(refuseDrift(world.app.registry, world.databaseUrl)).resolves.toBeUndefined()
  })

  test('that differ are refused at start, with the mend', async () => {
    expect(driftOf(world.app.registry, [])).toContain('customers lacks the column name text of customer.name')
    await world.query('alter table tags alter column name drop not null')
    await world.query('alter table products alter column price type numeric(10,2)')
    await expect(refuseDrift(world.app.registry, world.databaseUrl)).rejects.toThrow(/add a migration:\n(.*\n)*.*(tags\.name may be null|products\.price is numeric\(10,2\))/)
  })
})
