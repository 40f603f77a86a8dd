import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../test/support/test-app.ts'
import { ended, prepareImport } from '../../test/support/upload.ts'

const rows = 5000
const bad = new Set([10, 999, 1000, 2500, 4999])
const file = `编号,名称,电话\n${Array.from({ length: rows }, (_, n) => `K-${n},公司${n},${bad.has(n) ? 'none' : `138${String(n).padStart(8, '0')}`}`).join('\n')}\n`

let world: TestApp
beforeAll(async () => {
  // No work queue of its own: the work is done by processes that are killed.
  world = await startTestApp()
})
afterAll(() => world.close())

function startWorker(): ChildProcess {
  const script = join(import.meta.dirname, '../../test/support/worker-process.ts')
  return spawn(process.execPath, [script, world.databaseUrl, world.dataFolder], { stdio: ['ignore', 'inherit', 'inherit'] })
}

async function rowsDone(id: string): Promise<number> {
  return Number((await world.query('select rows_done from imports where id = $1', [id]))[0].rows_done)
}

async function kill(worker: ChildProcess): Promise<void> {
  const gone = once(worker, 'exit')
  worker.kill('SIGKILL')
  await gone
}

test('killed in the middle and started again, an import takes every row once', async () => {
  const admin = await world.asUser('admin')
  const { id } = await prepareImport(admin, { object: 'customer', file, options: { duplicates: 'create' } })
  expect((await admin.post(`/api/v1/imports/${id}/run`)).status).toBe(202)
  for (const until of [1, 2500]) {
    const worker = startWorker()
    while ((await rowsDone(id)) < until) await pause(5)
    await kill(worker)
  }
  expect(await rowsDone(id)).toBeLessThan(rows)
  const last = startWorker()
  const done = await ended(admin, id)
  await kill(last)
  expect(done).toMatchObject({ state: 'done', result: { rows, created: rows - bad.size, failed: bad.size, skipped: 0, updated: 0 } })
  expect(await world.query("select count(*)::int as n, count(distinct number)::int as numbers from customers where number like 'K-%'")).toEqual([{ n: rows - bad.size, numbers: rows - bad.size }])
  expect(await world.query("select count(*)::int as n, count(distinct record_id)::int as records from events where cause ->> 'import' = $1", [id])).toEqual([{ n: rows - bad.size, records: rows - bad.size }])
  const errors = await admin.get(`/api/v1/imports/${id}/errors`)
  expect(errors.text.trim().split('\r\n').slice(1).map((line) => line.split(',', 1)[0])).toEqual([...bad].map((n) => `K-${n}`))
}, 120_000)

test('cancelled between batches it keeps what it has, says so, and goes on when asked', async () => {
  const admin = await world.asUser('admin')
  const { id } = await prepareImport(admin, { object: 'customer', file: file.replaceAll('K-', 'L-'), options: { duplicates: 'create' } })
  await admin.post(`/api/v1/imports/${id}/run`)
  const worker = startWorker()
  while ((await rowsDone(id)) < 1) await pause(5)
  expect((await admin.post(`/api/v1/imports/${id}/cancel`)).status).toBe(200)
  const stopped = await ended(admin, id)
  expect(stopped).toMatchObject({ state: 'cancelled', job: { state: 'cancelled' } })
  expect(stopped.result.rows).toBeLessThan(rows)
  expect(await world.query("select count(*)::int as n from customers where number like 'L-%'")).toEqual([{ n: stopped.result.created }])
  await admin.post(`/api/v1/imports/${id}/run`)
  const done = await ended(admin, id)
  await kill(worker)
  expect(done).toMatchObject({ state: 'done', result: { rows, created: rows - bad.size, failed: bad.size } })
}, 120_000)

test('cancelled before anybody took it up, nothing is written', async () => {
  const admin = await world.asUser('admin')
  const { id } = await prepareImport(admin, { object: 'customer', file: '编号,名称\nM-1,甲\n' })
  await admin.post(`/api/v1/imports/${id}/run`)
  await admin.post(`/api/v1/imports/${id}/cancel`)
  const worker = startWorker()
  expect(await ended(admin, id)).toMatchObject({ state: 'cancelled', result: { rows: 0, created: 0 } })
  await kill(worker)
  expect(await admin.list('customers', { filter: { number: 'M-1' } })).toEqual([])
}, 120_000)
