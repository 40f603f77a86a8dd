/** The floor: a plain node:http server that runs the hand-written statements. Started by run.ts as a process of its own. */
import { createServer, type IncomingMessage } from 'node:http'
import pg from 'pg'
import { newId } from '../src/platform/ids.ts'
import { pinyinOf } from '../src/platform/chinese/pinyin.ts'
import { floor, writes, type FloorStatement } from './floor-sql.ts'

const [url = '', workspaceId = '', actorId = ''] = process.argv.slice(2)
// The same number of connections and the same settings as the product's pool.
const pool = new pg.Pool({ connectionString: url, max: 12, options: '-c timezone=UTC -c jit=off' })
pool.on('error', () => {})

const server = createServer((request, response) => {
  answer(request).then(
    ({ status = 200, json }) => {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(json) }).end(json)
    },
    (error: unknown) => response.writeHead(500).end(String(error)),
  )
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' && address ? address.port : 0}\n`)
})

async function answer(request: IncomingMessage): Promise<{ status?: number; json: string }> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://floor')
  const asked = (name: string) => searchParams.get(name) ?? ''
  switch (pathname) {
    case '/get':
      return { json: await one(floor.get, [asked('id')]) }
    case '/list':
      return { json: await list(floor.list, [asked('city')]) }
    case '/contains':
      return { json: await list(floor.contains, [`%${asked('q')}%`]) }
    case '/first':
      return { json: await list(floor.first, []) }
    case '/deep':
      return { json: await list(floor.deep, [asked('amount'), asked('id')]) }
    case '/page':
      return { json: await one(floor.page, [asked('id')]) }
    case '/search':
      return { json: `{"data":${await one(floor.search, [asked('q').toLowerCase(), `%${tripled(asked('q'))}%`])}}` }
    case '/query':
      return { json: await list(floor.query, []) }
    case '/create':
      return { status: 201, json: await create(JSON.parse(await bodyOf(request))) }
    case '/update':
      return { json: await update(asked('id'), JSON.parse(await bodyOf(request))) }
    default:
      return { status: 404, json: '{}' }
  }
}

async function one({ name, text }: FloorStatement, values: unknown[]): Promise<string> {
  const { rows } = await pool.query<{ json: string }>({ name, text, values: [workspaceId, ...values] })
  return rows[0]?.json ?? 'null'
}

async function list(statement: FloorStatement, values: unknown[]): Promise<string> {
  return `{"data":[${await one(statement, values)}]}`
}

/** As search_form does it: every character that is not ASCII three times. */
function tripled(text: string): string {
  return text.toLowerCase().replace(/[^\0-\x7f]/gu, '$&$&$&')
}

interface NewCustomer {
  name: string
  phones: string[]
  emails: string[]
  addresses: Record<string, string>[]
}

/** The rows that the product writes: the number, the record, the event. */
async function create(body: NewCustomer): Promise<string> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const id = newId()
    const at = new Date()
    const year = at.getFullYear()
    const taken = await run<{ last: string }>(client, writes.number, [`customer.number.KH-${year}-#`])
    const number = `KH-${year}-${String(taken?.last).padStart(6, '0')}`
    const { full, initials } = pinyinOf(body.name)
    const { province, city, district } = body.addresses[0] ?? {}
    const missing = ['contact_name', 'contact_phone', 'credit_code', 'contact_position', 'contact_mail', 'industry']
    const values = [id, at, actorId, number, body.name, full, initials, body.phones, body.emails, JSON.stringify(body.addresses), province, city, district, 40, missing]
    const row = await run<{ json: string }>(client, writes.insert, values)
    const after = JSON.stringify({ number, kind: 'organisation', category: 'business', status: 'potential', tier: 'potential', source: 'visit', owner: actorId, ...body })
    await run(client, writes.event, [newId(), at, 'customers.customer.created', id, 1, actorId, 'floor', null, after])
    await client.query('commit')
    return row?.json ?? 'null'
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

async function update(id: string, body: { remark: string }): Promise<string> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const at = new Date()
    const known = await run<{ version: number; remark: string | null }>(client, writes.lock, [id])
    const row = await run<{ json: string }>(client, writes.update, [id, body.remark, at, actorId, known?.version])
    const event = [newId(), at, 'customers.customer.updated', id, (known?.version ?? 0) + 1, actorId, 'floor', JSON.stringify({ remark: known?.remark }), JSON.stringify(body)]
    await run(client, writes.event, event)
    await client.query('commit')
    return row?.json ?? 'null'
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

async function run<Row>(client: pg.PoolClient, { name, text }: FloorStatement, values: unknown[]): Promise<Row | undefined> {
  const { rows } = await client.query({ name, text, values: [workspaceId, ...values] })
  return rows[0]
}

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => resolve(Buffer.concat(parts).toString()))
    request.on('error', reject)
  })
}
