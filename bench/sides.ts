/** Both sides of a measurement on one database: the product and the floor, signed in to, with what the requests ask for. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import type { Case } from './cases.ts'
import { openLine, type Target } from './client.ts'
import { startFloor, startProduct, type Running } from './processes.ts'
import { drawSamples, type Samples } from './samples.ts'

export interface Sides {
  session: pg.Client
  samples: Samples
  product: Running
  floor: Running
  targets: { product: Target; floor: Target }
  /** Process id of the database server, the parent of its backends. */
  databaseProcess: number
  /** Ends the product and the floor; the database stays. */
  stop(): Promise<void>
  closeDatabase(): Promise<void>
}

/** @param options.prepare runs on the database before the product starts; `options.command` starts the product otherwise than people do. */
export async function openSides(options: { dataFolder: string; prepare?: (session: pg.Client) => Promise<void>; command?: [string, ...string[]] }): Promise<Sides> {
  const { dataFolder, command } = options
  const database = await startEmbedded({ dataDir: dataFolder })
  const session = new pg.Client({ connectionString: database.url })
  await session.connect()
  await options.prepare?.(session)
  const samples = await drawSamples(session)
  const product = await startProduct({ dataFolder, ...(command ? { command } : {}) })
  const floor = await startFloor([database.url, samples.workspaceId, samples.actorId])
  return {
    session,
    samples,
    product,
    floor,
    targets: { product: { port: product.port, headers: await signIn(product.port) }, floor: { port: floor.port, headers: '' } },
    databaseProcess: Number(readFileSync(join(dataFolder, 'pg/postmaster.pid'), 'utf8').split('\n', 1)[0]),
    stop: async () => {
      await product.stop()
      await floor.stop()
    },
    closeDatabase: async () => {
      await session.end()
      await database.stop()
    },
  }
}

async function signIn(port: number): Promise<string> {
  const answer = await fetch(`http://localhost:${port}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'admin@guanxi.example', password: 'guanxi-demo' }),
  })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error(`Signing in was answered ${answer.status}`)
  return `cookie: ${cookie}\r\n`
}

/** Walks to row 500,000 (or the middle of a small world) as a program would that reads everything. */
export async function deepCursor(target: Target, samples: Samples): Promise<{ cursor: string; amount: string; id: string } | null> {
  const line = await openLine(target)
  const wanted = Math.min(500_000, Math.floor(samples.customers / 2))
  let cursor = ''
  let last: { id: string; annual_amount: string } | undefined
  for (let row = 0; row < wanted; row += 500) {
    const query = new URLSearchParams({ filter: '{}', sort: '-annual_amount', limit: '500', fields: 'id,annual_amount', ...(cursor ? { cursor } : {}) })
    const { status, text } = await line.ask({ method: 'GET', path: `/api/v1/customers?${query}` })
    if (status !== 200) throw new Error(`Walking the list was answered ${status}: ${text.slice(0, 200)}`)
    const page: { data: { id: string; annual_amount: string }[]; next_cursor: string } = JSON.parse(text)
    cursor = page.next_cursor
    last = page.data.at(-1)
  }
  line.close()
  return last ? { cursor, amount: last.annual_amount, id: last.id } : null
}

export async function refuseOtherAnswers(one: Case, targets: { product: Target; floor: Target }): Promise<void> {
  if (!one.same) return
  const lines = { product: await openLine(targets.product), floor: await openLine(targets.floor) }
  for (let number = 0; number < 20; number++) {
    const product = await lines.product.ask(one.product(number))
    const floor = await lines.floor.ask(one.floor(number))
    const problem = product.status === one.expected ? one.same(JSON.parse(product.text), JSON.parse(floor.text)) : `${product.status} ${product.text.slice(0, 300)}`
    if (problem) throw new Error(`${one.name}: the product does not answer what the floor answers: ${problem}`)
  }
  lines.product.close()
  lines.floor.close()
}

/** What earlier runs wrote goes, with all that points to it. */
export async function forgetWritten(session: pg.Client, name: string): Promise<void> {
  const { rows: references } = await session.query<{ table: string; column: string }>(`select k.conrelid::regclass as table, quote_ident(a.attname) as column
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[2] where k.confrelid = 'customers'::regclass and k.contype = 'f' and k.conrelid <> k.confrelid`)
  await session.query(`delete from events where record_id in (select id from customers where name like $1)`, [`${name}%`])
  for (const { table, column } of references) await session.query(`delete from ${table} where ${column} in (select id from customers where name like $1)`, [`${name}%`])
  await session.query(`delete from customers where name like $1`, [`${name}%`])
}
