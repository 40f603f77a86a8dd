/**
 * node bench/run.ts [--small] [--customers N --transactions M] [--data FOLDER] [--only WORDS] [--seconds S] [--skip-import] [--with-install]
 * Seeds a database of its own (kept for the next run), starts the product and the floor, measures, writes RESULTS.md.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { benchName, readingCases, writingCases, type Case } from './cases.ts'
import { load, percentile, type Load, type Target } from './client.ts'
import { measureBulk } from './bulk.ts'
import { measureImport } from './import.ts'
import { memoryOf, root, serverProcess } from './processes.ts'
import { median, writeResults, type Fact, type Measured } from './results.ts'
import { deepCursor, forgetWritten, openSides, refuseOtherAnswers } from './sides.ts'
import { measureStarts } from './starts.ts'

const { values: words } = parseArgs({
  options: {
    small: { type: 'boolean' },
    customers: { type: 'string' },
    transactions: { type: 'string' },
    data: { type: 'string' },
    only: { type: 'string' },
    seconds: { type: 'string' },
    'skip-import': { type: 'boolean' },
    'with-install': { type: 'boolean' },
  },
})
const customers = Number(words.customers ?? (words.small ? 20_000 : 1_000_000))
const transactions = Number(words.transactions ?? (words.small ? 100_000 : 5_000_000))
const dataFolder = words.data ?? join(root, `data/bench-${customers}-${transactions}`)
const seconds = Number(words.seconds ?? (words.small ? 1 : 3))
/** Turns: the product, the floor, the product ... so that a busy moment of the machine falls on both. */
const turns = 3

const isNew = !(await isUsable())
mkdirSync(dataFolder, { recursive: true })
if (isNew) {
  const seeded = spawnSync(process.execPath, ['src/main.ts', 'seed', '--customers', String(customers), '--transactions', String(transactions)], {
    cwd: root,
    env: { ...process.env, GUANXI_DATA: dataFolder, DATABASE_URL: '' },
    stdio: 'inherit',
  })
  if (seeded.status !== 0) process.exit(1)
}

const sides = await openSides({ dataFolder, prepare: (session) => tidy(session, isNew) })
const { session, samples, targets } = sides
const facts: Fact[] = []
const measured: Measured[] = []
const productId = serverProcess(sides.product.process.pid ?? 0)
try {
  if (!words.only) await rest(10_000)
  const atRest = memoryOf(productId)
  facts.push({ what: 'memory of the server at rest, without the database', value: `${atRest} MB`, goal: '< 200 MB', isKept: atRest < 200 })
  const deep = await deepCursor(targets.product, samples)
  const cases = [...readingCases(samples, deep), ...writingCases(samples)].filter(({ name }) => !words.only || name.includes(words.only))
  for (const one of cases) {
    await refuseOtherAnswers(one, targets)
    measured.push(await measure(one, targets))
  }
  facts.push({ what: 'memory of the server after all cases', value: `${memoryOf(productId)} MB` })
  if (words.only ? words.only === 'bulk' : !words['skip-import']) facts.push(...(await measureBulk({ target: targets.product, session, rows: Math.min(100_000, customers - 1), processId: productId })))
  if (words.only ? words.only === 'import' : !words['skip-import']) facts.push(...(await measureImport({ target: targets.product, session, samples, rows: Math.min(100_000, customers), processId: productId, dataFolder })))
} finally {
  await sides.stop()
}
if (!words.only) facts.push(...(await measureStarts({ withInstall: words['with-install'] ?? false })))
await tidy(session, false)
await sides.closeDatabase()
if (!words.only) writeResults({ title: words.small ? 'small (trial)' : `${customers.toLocaleString('en')} customers`, samples, measured, facts })

/** Whether an earlier run left a database that still fits; one of other migrations is thrown away. */
async function isUsable(): Promise<boolean> {
  if (!existsSync(join(dataFolder, 'pg'))) return false
  const database = await startEmbedded({ dataDir: dataFolder })
  const fits = await migrate(database.url).then(() => true, () => false)
  const session = new pg.Client({ connectionString: database.url })
  await session.connect()
  const { rows } = fits ? await session.query('select 1 from workspaces') : { rows: [] }
  await session.end()
  await database.stop()
  if (rows.length > 0) return true
  console.log('The database of the last run does not fit any more; a new one is made.')
  rmSync(dataFolder, { recursive: true })
  return false
}

/** What earlier runs wrote goes; the planner's figures and the map of what is visible are brought up to date. */
async function tidy(session: pg.Client, withVacuum: boolean): Promise<void> {
  await forgetWritten(session, benchName)
  if (withVacuum) await session.query('vacuum (analyze)')
}

async function measure(one: Case, targets: { product: Target; floor: Target }): Promise<Measured> {
  const sides = { product: { single: [] as Load[], many: [] as Load[] }, floor: { single: [] as Load[], many: [] as Load[] } }
  let asked = 0
  const next = (make: Case['product']) => () => make(asked++)
  for (let turn = 0; turn <= turns; turn++) {
    for (const side of ['product', 'floor'] as const) {
      const options = { next: next(one[side]), expected: one.expected === 201 || side === 'product' ? one.expected : 200 }
      const single = await load(targets[side], { ...options, connections: 1, milliseconds: seconds * 1000 })
      const many = await load(targets[side], { ...options, connections: 16, milliseconds: seconds * 1000 })
      if (single.errors + many.errors > 0) throw new Error(`${one.name}: ${single.errors + many.errors} requests to the ${side} failed`)
      // The first turn only warms up.
      if (turn === 0) continue
      sides[side].single.push(single)
      sides[side].many.push(many)
    }
  }
  const bare = one.bare ? await bareLatency(one.bare) : null
  const result: Measured = { case: one, bare, product: { single: together(sides.product.single), many: together(sides.product.many) }, floor: { single: together(sides.floor.single), many: together(sides.floor.many) } }
  const ratio = median(result.product.single) / median(result.floor.single)
  console.log(`${one.name}: ${median(result.product.single).toFixed(2)} / ${median(result.floor.single).toFixed(2)} ms = ${ratio.toFixed(2)}; bare ${bare?.toFixed(2) ?? '-'}; ${result.product.many.perSecond.toFixed(0)} / ${result.floor.many.perSecond.toFixed(0)} a second = ${(result.product.many.perSecond / result.floor.many.perSecond).toFixed(2)}`)
  return result
}

function together(loads: readonly Load[]): Load {
  return {
    latencies: loads.flatMap((one) => one.latencies).sort((a, b) => a - b),
    perSecond: loads.reduce((sum, one) => sum + one.perSecond, 0) / loads.length,
    errors: loads.reduce((sum, one) => sum + one.errors, 0),
  }
}

async function bareLatency({ statement, values }: NonNullable<Case['bare']>): Promise<number> {
  const latencies: number[] = []
  const until = performance.now() + seconds * 500
  for (let number = 0; performance.now() < until || number < 20; number++) {
    const begun = performance.now()
    await session.query({ ...statement, values: [samples.workspaceId, ...values(number)] })
    latencies.push(performance.now() - begun)
  }
  return percentile(latencies.sort((a, b) => a - b), 0.5)
}

function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
