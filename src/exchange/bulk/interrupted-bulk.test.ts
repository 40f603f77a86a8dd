import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bulkEnded } from '../../../test/support/bulk.ts'
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts'

const rows = 11_000

let world: TestApp
beforeAll(async () => {
  // No work queue of its own: the work is done by processes that are killed.
  world = await startTestApp()
  await world.query(
    `insert into customers (workspace_id, id, created_at, created_by, updated_at, updated_by, number, kind, name, category, status, tier, owner_id)
      select u.workspace_id, gen_random_uuid(), now(), u.id, now(), u.id, 'Q-' || n, 'organisation', '公司' || n, 'business', 'potential', 'c', u.id
      from users u, generate_series(1, ${rows}) n where u.user_name = 'admin'`,
  )
})
afterAll(() => world.close())

function startWorker(): ChildProcess {
  const script = join(import.meta.dirname, '../../../test/support/worker-process.ts')
  return spawn(process.execPath, [script, world.databaseUrl, world.dataFolder], { stdio: ['ignore', 'inherit', 'inherit'] })
}

async function kill(worker: ChildProcess): Promise<void> {
  const gone = once(worker, 'exit')
  worker.kill('SIGKILL')
  await gone
}

async function recordsDone(id: string): Promise<number> {
  const { changed, undone } = (await world.query('select result from bulk_changes where id = $1', [id]))[0].result
  return undone ? undone.records : changed
}

const filter = { number: { starts_with: 'Q-' } }

test('killed in the middle and started again, every record is changed once, and its undo takes every one back once', async () => {
  const admin = await world.asUser('admin')
  const { id } = (await admin.post('/api/v1/customers/bulk', { filter, change: { tier: 'vip' }, expected: rows })).body
  const killedAt: number[] = []
  for (const until of [1, 5000]) {
    const worker = startWorker()
    while ((await recordsDone(id)) < until) await pause(2)
    await kill(worker)
    killedAt.push(await recordsDone(id))
  }
  expect(killedAt.at(-1)).toBeLessThan(rows)
  const last = startWorker()
  expect(await bulkEnded(admin, id)).toMatchObject({ state: 'done', result: { changed: rows, unchanged: 0, passed_over: 0, refused: 0 } })
  const events = "select count(*)::int as n, count(distinct record_id)::int as records from events where object = 'customer' and version > 0 and cause ->> $2 = $1"
  expect(await world.query(events, [id, 'batch'])).toEqual([{ n: rows, records: rows }])
  expect(await world.query("select tier, version, count(*)::int as n from customers where number like 'Q-%' group by 1, 2")).toEqual([{ tier: 'vip', version: 2, n: rows }])
  await kill(last)

  expect((await admin.post(`/api/v1/bulk-changes/${id}/undo`)).status).toBe(202)
  const second = startWorker()
  while ((await recordsDone(id)) < 1 || (await world.query('select result from bulk_changes where id = $1', [id]))[0].result.undone === undefined) await pause(2)
  await kill(second)
  const third = startWorker()
  expect(await bulkEnded(admin, id)).toMatchObject({ state: 'undone', result: { undone: { records: rows, kept: 0 } } })
  expect(await world.query(events, [id, 'undo_batch'])).toEqual([{ n: rows, records: rows }])
  expect(await world.query("select tier, version, count(*)::int as n from customers where number like 'Q-%' group by 1, 2")).toEqual([{ tier: 'c', version: 3, n: rows }])
  await kill(third)
}, 180_000)

test('cancelled between two slices it keeps what it did and says so; what came to fit later is not touched, what fits no more is left alone', async () => {
  const admin = await world.asUser('admin')
  const { id } = (await admin.post('/api/v1/customers/bulk', { filter: { ...filter, tier: 'c' }, change: { industry: '航运' } })).body
  // The last by id: its slice is the last.
  const [{ id: gone }] = await world.query("select id from customers where number like 'Q-%' order by id desc limit 1")
  await admin.patch(`/api/v1/customers/${gone}`, { tier: 'a' })
  const late = await admin.post('/api/v1/customers', { number: 'Q-0', name: '后来的', tier: 'c' })
  const worker = startWorker()
  while ((await recordsDone(id)) < 1) await pause(2)
  expect((await admin.post(`/api/v1/bulk-changes/${id}/cancel`)).status).toBe(200)
  const stopped = await bulkEnded(admin, id)
  expect(stopped.state).toBe('cancelled')
  expect(stopped.result.changed).toBeLessThan(rows)
  expect(await world.query("select count(*)::int as n from customers where industry = '航运'")).toEqual([{ n: stopped.result.changed }])
  await kill(worker)

  const again = (await admin.post('/api/v1/customers/bulk', { filter: { ...filter, industry: { is_empty: true } }, change: { industry: '旅游' } })).body
  await admin.patch(`/api/v1/customers/${gone}`, { industry: '金融' })
  await admin.patch(`/api/v1/customers/${late.body.id}`, { industry: '教育' })
  const other = startWorker()
  expect((await bulkEnded(admin, again.id)).result).toMatchObject({ changed: rows - stopped.result.changed - 1, passed_over: 2 })
  expect((await admin.get(`/api/v1/customers/${gone}`)).body.industry).toBe('金融')
  await kill(other)
}, 120_000)
