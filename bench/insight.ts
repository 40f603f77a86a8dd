/**
 * node bench/insight.ts --data FOLDER [--transactions 20000000]: the evaluation of all customers of a seeded company beside one plain pass that
 * groups its transactions by customer, in the same run; then 10,000 changed customers. Prints a table for bench/RESULTS.md.
 */
import { parseArgs } from 'node:util'
import pg from 'pg'
import { pino } from 'pino'
import { openApp } from '../src/app.ts'
import { evaluate } from '../src/modules/insight/index.ts'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { enterPurchases } from './insight-rows.ts'
import { drawSamples } from './samples.ts'

const { values: words } = parseArgs({ options: { data: { type: 'string' }, transactions: { type: 'string' } } })
if (!words.data) throw new Error('--data FOLDER: a folder made by bin/seed')

const database = await startEmbedded({ dataDir: words.data })
console.log('migrated:', (await migrate(database.url)).applied.join(' ') || 'nothing')
const session = new pg.Client({ connectionString: database.url })
await session.connect()
const { workspaceId: ws } = await drawSamples(session)
await enterPurchases(session, ws, Number(words.transactions ?? 20_000_000))
const app = await openApp({ databaseUrl: database.url, dataFolder: words.data, log: pino({ level: 'silent' }) })
const ctx = await app.runtime.systemContext(ws, 'bench')
let marks: { at: number; share: number }[] = []
let fitting = 0

try {
  const { rows: [counted] } = await session.query<{ customers: string; transactions: string }>('select (select count(*) from customers where workspace_id = $1 and deleted_at is null) as customers, (select count(*) from transactions where workspace_id = $1) as transactions', [ws])
  console.log(`${counted?.customers} customers, ${counted?.transactions} transactions`)
  const plain = await took(() => session.query(`select count(*) from (select customer_id, count(*), sum(amount), max(at) from transactions where workspace_id = $1 and deleted_at is null group by customer_id) x`, [ws]))
  const again = await took(() => session.query(`select count(*) from (select customer_id, count(*), sum(amount), max(at) from transactions where workspace_id = $1 and deleted_at is null group by customer_id) x`, [ws]))
  tell('plain pass, twice', plain, seconds(again))
  await session.query('delete from value_runs where workspace_id = $1', [ws])
  const first = await phases(() => evaluate(ctx, { kind: 'full', fit: true, report: mark }))
  tell('first full evaluation', first, parts())
  const second = await phases(() => evaluate(ctx, { kind: 'full', fit: true, report: mark }))
  tell('full evaluation again', second, parts())
  tell('of it SQL, times the plain pass', 0, ((second - fitting) / Math.min(plain, again)).toFixed(2))
  await session.query('insert into value_marks (workspace_id, customer_id, marked_at) select $1, id, now() from customers where workspace_id = $1 and deleted_at is null order by md5(id::text) limit 10000 on conflict do nothing', [ws])
  tell('10,000 changed customers', await took(() => evaluate(ctx, { kind: 'changed' })))
  console.log(`memory of the process at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
} finally {
  await app.close()
  await session.end()
  await database.stop()
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function phases(work: () => Promise<unknown>): Promise<number> {
  marks = [{ at: performance.now(), share: 0 }]
  return took(work)
}

function mark(share: number): Promise<boolean> {
  marks.push({ at: performance.now(), share })
  return Promise.resolve(true)
}

/** Inputs end at one half; the first slice of values is told after the fit and the boundaries. */
function parts(): string {
  const at = (share: number) => marks.find((one) => one.share >= share)?.at ?? 0
  const [begin, read, end] = [marks[0]?.at ?? 0, at(0.5), marks.at(-1)?.at ?? 0]
  const first = marks.find((one) => one.share > 0.5)?.at ?? end
  fitting = first - read
  return `inputs ${seconds(read - begin)}, models, boundaries and first values ${seconds(first - read)}, values ${seconds(end - first)}`
}

function tell(what: string, time: number, more = ''): void {
  console.log(`| ${what} | ${seconds(time)} | ${more} |`)
}

function seconds(time: number): string {
  return `${(time / 1000).toFixed(1)} s`
}
