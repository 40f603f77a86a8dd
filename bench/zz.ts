import pg from 'pg'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { load, type Target } from './client.ts'
import { sessionFor } from './access-people.ts'
import { memoryOf, serverProcess, startProduct } from './processes.ts'
import { drawSamples } from './samples.ts'
const data = '/tmp/bench-1m'
const database = await startEmbedded({ dataDir: data })
const session = new pg.Client({ connectionString: database.url })
await session.connect()
const samples = await drawSamples(session)
for (const arena of ['', '2', '', '2']) {
  if (arena) process.env.MALLOC_ARENA_MAX = arena; else delete process.env.MALLOC_ARENA_MAX
  const product = await startProduct({ dataFolder: data })
  const target: Target = { port: product.port, headers: `cookie: ${await sessionFor(session, samples.workspaceId, samples.actorId)}\r\n` }
  const id = serverProcess(product.process.pid ?? 0)
  const rest = memoryOf(id)
  await load(target, { connections: 16, milliseconds: 6000, expected: 200, next: (n) => ({ method: 'GET', path: `/api/v1/customers/${samples.ids[n % samples.ids.length]}/page` }) })
  const page = memoryOf(id)
  await load(target, { connections: 16, milliseconds: 6000, expected: 200, next: (n) => ({ method: 'GET', path: `/api/v1/customers?limit=50&sort=-annual_amount&filter=${encodeURIComponent(JSON.stringify({ city: samples.cities[n % samples.cities.length] }))}` }) })
  console.log('arena', arena || '-', rest, page, memoryOf(id))
  await product.stop()
}
await session.end(); await database.stop()
