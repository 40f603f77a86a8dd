/** Import of a CSV file against COPY of the very rows and events it made into the same indexed tables. */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { modules } from '../src/app.ts'
import { filesOf } from '../src/demo/file.ts'
import { layoutOf } from '../src/demo/plan.ts'
import { makeWorld } from '../src/demo/world.ts'
import { buildRegistry } from '../src/kernel/definitions/registry.ts'
import { openLine, type Target } from './client.ts'
import { memoryOf } from './processes.ts'
import type { Fact } from './results.ts'
import type { Samples } from './samples.ts'

export async function measureImport(options: { target: Target; session: pg.Client; samples: Samples; rows: number; processId: number; dataFolder: string }): Promise<Fact[]> {
  const { target, session, rows, processId, dataFolder } = options
  const folder = join(dataFolder, 'bench-files')
  await mkdir(folder, { recursive: true })
  const csv = csvOf(rows, options.samples.actorId)
  const before = memoryOf(processId)
  const imported = await throughProduct(target, csv, processId)
  const floor = await byCopy(session, imported.id, folder)
  await forget(session, imported.id)
  await rm(folder, { recursive: true, force: true })
  const ratio = imported.seconds / floor.seconds
  const facts: Fact[] = [
    {
      what: `import of ${rows.toLocaleString('en')} customers from CSV (${Math.round(csv.length / 1e6)} MB), ${floor.rows.toLocaleString('en')} records and ${floor.events.toLocaleString('en')} events written`,
      value: `${imported.seconds.toFixed(1)} s, COPY ${floor.seconds.toFixed(1)} s: ${ratio.toFixed(2)} times`,
      goal: '≤ 2.5 times',
      isKept: ratio <= 2.5,
    },
    { what: 'memory of the server during the import, at most', value: `${imported.memory} MB (${before} MB before)`, goal: '< 300 MB', isKept: imported.memory < 300 },
  ]
  for (const { what, value } of facts) console.log(`${what}: ${value}`)
  return facts
}

/** A file as a company would bring it along: other people than those of the database, made by the same generator. */
function csvOf(rows: number, actorId: string): Buffer {
  const world = makeWorld({
    seed: 'import',
    sizes: { customers: rows, transactions: 0, interactions: 0 },
    now: new Date(),
    timeZone: 'Asia/Shanghai',
    administratorId: actorId,
    objects: buildRegistry(modules).objects,
  })
  const lines = ['名称,性质,电话,邮箱,地址,行业,来源,级别,客户类别,备注']
  const quoted = (text: unknown) => (/[",\n]/.test(String(text ?? '')) ? `"${String(text).replaceAll('"', '""')}"` : String(text ?? ''))
  for (const file of filesOf(world, layoutOf(world), new Map())) {
    const { values } = file.customer()
    const [address] = Array.isArray(values.addresses) ? values.addresses : []
    const place = typeof address === 'object' && address !== null && !Array.isArray(address) ? [address.province, address.city, address.district, address.street].join('') : ''
    const list = (value: unknown) => (Array.isArray(value) ? value.join(';') : '')
    lines.push([values.name, values.kind, list(values.phones), list(values.emails), place, values.industry, values.source, values.tier, values.category, values.remark].map(quoted).join(','))
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n`)
}

async function throughProduct(target: Target, csv: Buffer, processId: number): Promise<{ id: string; seconds: number; memory: number }> {
  const base = `http://localhost:${target.port}/api/v1`
  const cookie = target.headers.replace(/^cookie: /, '').trim()
  const form = new FormData()
  form.set('object', 'customer')
  form.set('file', new Blob([new Uint8Array(csv)], { type: 'text/csv' }), 'bench.csv')
  let memory = memoryOf(processId)
  const watch = setInterval(() => (memory = Math.max(memory, memoryOf(processId))), 100)
  const start = performance.now()
  try {
    const uploaded = await fetch(`${base}/imports`, { method: 'POST', headers: { cookie }, body: form })
    const row = JSON.parse(await uploaded.text()) as { id: string }
    if (uploaded.status !== 201) throw new Error(`The upload was answered ${uploaded.status} ${JSON.stringify(row)}`)
    const line = await openLine(target)
    const changed = await line.ask({ method: 'PATCH', path: `/api/v1/imports/${row.id}`, body: JSON.stringify({ mapping: mapping, options: { duplicates: 'create' } }) })
    if (changed.status !== 200) throw new Error(`The mapping was answered ${changed.status} ${changed.text}`)
    const begun = await line.ask({ method: 'POST', path: `/api/v1/imports/${row.id}/run`, body: '{}' })
    if (begun.status >= 300) throw new Error(`The run was answered ${begun.status} ${begun.text}`)
    for (;;) {
      const { text } = await line.ask({ method: 'GET', path: `/api/v1/imports/${row.id}` })
      const { state, result }: { state: string; result: object | null } = JSON.parse(text)
      if (state === 'done') break
      if (state === 'failed' || state === 'cancelled') throw new Error(`The import ended ${state}: ${JSON.stringify(result)}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    line.close()
    return { id: row.id, seconds: (performance.now() - start) / 1000, memory }
  } finally {
    clearInterval(watch)
  }
}

const mapping = { 名称: 'name', 性质: 'kind', 电话: 'phones', 邮箱: 'emails', 地址: 'addresses', 行业: 'industry', 来源: 'source', 级别: 'tier', 客户类别: 'category', 备注: 'remark' }

const ofImport = `from events where cause ? 'import' and cause ->> 'import' =`

/** The rows of the import are written to files, taken away, and brought back by COPY in one transaction. */
async function byCopy(session: pg.Client, importId: string, folder: string): Promise<{ seconds: number; rows: number; events: number }> {
  const tables = [
    { table: 'customers', where: `id in (select record_id ${ofImport} '${importId}')`, file: join(folder, 'customers.copy') },
    { table: 'events', where: `id in (select id ${ofImport} '${importId}')`, file: join(folder, 'events.copy') },
  ]
  const columns = await Promise.all(tables.map(({ table }) => columnsOf(session, table)))
  for (const [index, { table, where, file }] of tables.entries()) {
    await pipeline(session.query(copyTo(`copy (select ${columns[index]} from ${table} where ${where}) to stdout`)), createWriteStream(file))
  }
  await forget(session, importId)
  await session.query('vacuum customers')
  await session.query('vacuum events')
  await session.query('checkpoint')
  const start = performance.now()
  const counts: number[] = []
  await session.query('begin')
  for (const [index, { table, file }] of tables.entries()) {
    const stream = session.query(copyFrom(`copy ${table} (${columns[index]}) from stdin`))
    await pipeline(createReadStream(file), stream)
    counts.push(stream.rowCount ?? 0)
  }
  await session.query('commit')
  return { seconds: (performance.now() - start) / 1000, rows: counts[0] ?? 0, events: counts[1] ?? 0 }
}

async function columnsOf(session: pg.Client, table: string): Promise<string> {
  const { rows } = await session.query<{ columns: string }>(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute where attrelid = $1::regclass and attnum > 0 and attgenerated = '' and not attisdropped`,
    [table],
  )
  return rows[0]?.columns ?? ''
}

async function forget(session: pg.Client, importId: string): Promise<void> {
  // The keys that point to customers would be asked for every row that goes.
  await session.query('begin')
  await session.query('set local session_replication_role = replica')
  await session.query(`delete from customers where id in (select record_id ${ofImport} '${importId}')`)
  await session.query(`delete ${ofImport} '${importId}'`)
  await session.query('commit')
}
