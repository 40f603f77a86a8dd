/**
 * node bench/cpu.ts --data FOLDER [--only WORDS] [--requests N] [--connections N] [--profile FOLDER]
 * Processor time a request costs each side, in microseconds: of the server and of its database backends. On a machine that others
 * use too, clocks tell of the others; this tells of us. `--profile` writes a V8 profile of the product.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { benchName, readingCases, writingCases, type Case } from './cases.ts'
import { openLine, percentile, type Target } from './client.ts'
import { serverProcess } from './processes.ts'
import { deepCursor, forgetWritten, openSides, refuseOtherAnswers } from './sides.ts'

const { values: words } = parseArgs({
  options: { data: { type: 'string' }, only: { type: 'string' }, requests: { type: 'string' }, connections: { type: 'string' }, profile: { type: 'string' } },
})
if (!words.data) throw new Error('--data names the folder of a bench that bench/run.ts or bin/seed made')
const requests = Number(words.requests ?? 400)
const connections = Number(words.connections ?? 1)
const turns = 5

interface Cost {
  server: number
  database: number
  /** Median milliseconds. */
  latency: number
}

const command: [string, ...string[]] | undefined = words.profile ? [process.execPath, '--max-semi-space-size=8', '--cpu-prof', `--cpu-prof-dir=${words.profile}`, 'src/main.ts', 'start'] : undefined
const sides = await openSides({ dataFolder: words.data, prepare: (session) => forgetWritten(session, benchName), ...(command ? { command } : {}) })
try {
  const isDeepAsked = !words.only || 'page at row 500,000 of all'.includes(words.only)
  const deep = isDeepAsked ? await deepCursor(sides.targets.product, sides.samples) : null
  const cases = [...readingCases(sides.samples, deep), ...writingCases(sides.samples)].filter(({ name }) => !words.only || name.includes(words.only))
  console.log('| case | product: server + database | floor: server + database | ratio | ms: product, floor |\n| --- | --- | --- | --- | --- |')
  for (const one of cases) {
    await refuseOtherAnswers(one, sides.targets)
    console.log(await lineOf(one))
  }
} finally {
  await sides.stop()
  await forgetWritten(sides.session, benchName)
  await sides.closeDatabase()
}

async function lineOf(one: Case): Promise<string> {
  const costs = { product: [] as Cost[], floor: [] as Cost[] }
  let number = 0
  for (let turn = 0; turn <= turns; turn++) {
    for (const side of ['product', 'floor'] as const) {
      const expected = one.expected === 201 || side === 'product' ? one.expected : 200
      const cost = await costOf(sides.targets[side], serverProcess(sides[side].process.pid ?? 0), { next: () => one[side](number++), expected })
      // The first turn only warms up.
      if (turn > 0) costs[side].push(cost)
    }
  }
  const [product, floor] = [middle(costs.product), middle(costs.floor)]
  const ratio = (product.server + product.database) / (floor.server + floor.database)
  const shown = ({ server, database }: Cost) => `${server.toFixed(0)} + ${database.toFixed(0)} = ${(server + database).toFixed(0)}`
  return `| ${one.name} | ${shown(product)} | ${shown(floor)} | ${ratio.toFixed(2)} | ${product.latency.toFixed(2)}, ${floor.latency.toFixed(2)} |`
}

async function costOf(target: Target, serverProcess: number, asking: { next: () => Parameters<Awaited<ReturnType<typeof openLine>>['ask']>[0]; expected: number }): Promise<Cost> {
  const lines = await Promise.all(Array.from({ length: connections }, () => openLine(target)))
  const latencies: number[] = []
  const before = { server: ownTime(serverProcess), database: backendsTime(sides.databaseProcess) }
  let left = requests
  await Promise.all(
    lines.map(async (line) => {
      while (left-- > 0) {
        const begun = performance.now()
        const { status, text } = await line.ask(asking.next())
        latencies.push(performance.now() - begun)
        if (status !== asking.expected) throw new Error(`Answered ${status}: ${text.slice(0, 300)}`)
      }
    }),
  )
  const each = (nanoseconds: number) => nanoseconds / 1000 / requests
  const cost = {
    server: each(ownTime(serverProcess) - before.server),
    database: each([...backendsTime(sides.databaseProcess)].reduce((sum, [child, time]) => sum + time - (before.database.get(child) ?? 0), 0)),
    latency: percentile(latencies.sort((a, b) => a - b), 0.5),
  }
  for (const line of lines) line.close()
  return cost
}

function middle(costs: Cost[]): Cost {
  const of = (name: keyof Cost) => percentile(costs.map((cost) => cost[name]).sort((a, b) => a - b), 0.5)
  return { server: of('server'), database: of('database'), latency: of('latency') }
}

/** Nanoseconds that all threads of a process have run. */
function ownTime(processId: number): number {
  return readdirSync(`/proc/${processId}/task`).reduce((sum, thread) => sum + Number(readOr(`/proc/${processId}/task/${thread}/schedstat`).split(' ', 1)[0] ?? 0), 0)
}

/**
 * Nanoseconds of each of the database's processes that work for requests; what cleans up behind them runs when it will. Apart, because a
 * connection that is given back ends its process.
 */
function backendsTime(databaseProcess: number): Map<string, number> {
  const children = readOr(`/proc/${databaseProcess}/task/${databaseProcess}/children`).trim().split(' ')
  const working = children.filter((child) => !/autovacuum|checkpointer/.test(readOr(`/proc/${child}/cmdline`)))
  return new Map(working.map((child) => [child, Number(readOr(`/proc/${child}/schedstat`).split(' ', 1)[0] ?? 0)]))
}

/** Processes come and go. */
function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
