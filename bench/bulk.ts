/** A change of many customers against ONE statement that writes the same rows and the same events. */
import type pg from 'pg'
import { openLine, type Target } from './client.ts'
import { memoryOf } from './processes.ts'
import type { Fact } from './results.ts'

interface BulkChange {
  id: string
  state: string
  total: number
  result: { changed: number; refused: number }
}

/** Turns alternate, so that a busy moment falls on both; each writes another value, so that every row changes every time. */
const turns = 2

export async function measureBulk(options: { target: Target; session: pg.Client; rows: number; processId: number }): Promise<Fact[]> {
  const { target, session, rows, processId } = options
  const { rows: found } = await session.query<{ id: string }>('select id from customers where deleted_at is null order by id limit 1 offset $1', [rows])
  // The first by id: as a person would choose them by a filter that an index serves.
  const filter = found[0] ? { created_at: { lte: await createdAt(session, found[0].id) } } : {}
  const product: number[] = []
  const floor: number[] = []
  let memory = memoryOf(processId)
  let changed = 0
  for (let turn = 0; turn < turns; turn++) {
    await tidy(session)
    const change = await throughProduct(target, { filter, change: { industry: `行业 ${turn}` } }, () => (memory = Math.max(memory, memoryOf(processId))))
    product.push(change.seconds)
    changed = change.changed
    await tidy(session)
    floor.push(await inOneStatement(session, change.id, `同业 ${turn}`))
  }
  await forget(session)
  const [one, other] = [Math.min(...product), Math.min(...floor)]
  const facts: Fact[] = [
    {
      what: `change of one field of ${changed.toLocaleString('en')} customers as a job, with an event each`,
      value: `${one.toFixed(1)} s, one UPDATE with one INSERT of the events ${other.toFixed(1)} s: ${(one / other).toFixed(2)} times`,
      goal: '≤ 3 times',
      isKept: one / other <= 3,
    },
    { what: 'memory of the server during the change, at most', value: `${memory} MB`, goal: '< 300 MB', isKept: memory < 300 },
  ]
  for (const { what, value } of facts) console.log(`${what}: ${value}`)
  return facts
}

async function createdAt(session: pg.Client, id: string): Promise<string> {
  const { rows } = await session.query<{ at: Date }>('select created_at as at from customers where id = $1', [id])
  return rows[0]?.at.toISOString() ?? ''
}

async function throughProduct(target: Target, request: object, watch: () => void): Promise<{ id: string; seconds: number; changed: number }> {
  const line = await openLine(target)
  const start = performance.now()
  const begun = await line.ask({ method: 'POST', path: '/api/v1/customers/bulk', body: JSON.stringify(request) })
  if (begun.status !== 202) throw new Error(`The change was answered ${begun.status} ${begun.text}`)
  const { id } = JSON.parse(begun.text) as BulkChange
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    watch()
    const { state, result, total } = JSON.parse((await line.ask({ method: 'GET', path: `/api/v1/bulk-changes/${id}` })).text) as BulkChange
    if (state === 'running') continue
    line.close()
    if (state !== 'done' || result.changed !== total) throw new Error(`The change ended ${state}: ${JSON.stringify(result)}`)
    return { id, seconds: (performance.now() - start) / 1000, changed: result.changed }
  }
}

/** The very records of the product's change, with events of the same size, in one transaction. */
async function inOneStatement(session: pg.Client, bulkId: string, value: string): Promise<number> {
  await session.query('create temporary table chosen as select record_id as id from events where cause ? \'batch\' and cause ->> \'batch\' = $1 and version > 0', [bulkId])
  await session.query('analyze chosen')
  const start = performance.now()
  await session.query(
    `with before as (select c.workspace_id, c.id, c.industry from customers c join chosen k using (id)),
      changed as (
        update customers c set industry = $1, version = c.version + 1, updated_at = now(), updated_by = c.updated_by
        from before b where c.workspace_id = b.workspace_id and c.id = b.id
        returning c.workspace_id, c.id, c.version, b.industry)
      insert into events (workspace_id, id, at, kind, object, record_id, about_id, version, actor_id, actor_name, before, after, cause, request_id, on_timeline)
      select n.workspace_id, uuidv7(), now(), 'customers.customer.updated', 'customer', n.id, n.id, n.version, n.id, 'floor',
        jsonb_build_object('industry', n.industry), jsonb_build_object('industry', $1::text), jsonb_build_object('batch', 'floor'), 'floor', true
      from changed n`,
    [value],
  )
  const seconds = (performance.now() - start) / 1000
  await session.query('drop table chosen')
  return seconds
}

async function tidy(session: pg.Client): Promise<void> {
  await session.query('vacuum customers')
  await session.query('vacuum events')
  await session.query('checkpoint')
}

/** Listeners have seen them; the chain of the audit is not of interest here. */
async function forget(session: pg.Client): Promise<void> {
  await session.query('begin')
  await session.query('set local session_replication_role = replica')
  await session.query("delete from events where cause ? 'batch'")
  await session.query('delete from bulk_changes')
  await session.query('commit')
}
