/** Requests by HTTP beside the same by raw SQL, in the same run: a row of bench/RESULTS.md each. */
import pg from 'pg'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { sessionFor } from './access-people.ts'
import { openLine, percentile, type Ask, type Line } from './client.ts'
import { startProduct } from './processes.ts'
import { drawSamples } from './samples.ts'

export interface Case {
  what: string
  /** Milliseconds, 95th. */
  goal: number
  asks: Ask[]
  /** The same by hand; none where nobody would write one statement for it. */
  raw: string | null
}

export interface Seeded {
  session: pg.Client
  ws: string
  databaseUrl: string
}

/**
 * A folder made by bin/seed, filled with what the bench is about: the cases by HTTP as one person, then whatever else is to be timed,
 * `beside` with the product running and `after` without it.
 */
export async function measureSeeded(options: { data: string; turns: number; enter(session: pg.Client, ws: string): Promise<void>; cases(seeded: Seeded): Promise<Case[]>; beside?(seeded: Seeded, line: Line): Promise<void>; after?(seeded: Seeded): Promise<void> }): Promise<void> {
  const database = await startEmbedded({ dataDir: options.data })
  await migrate(database.url)
  const session = new pg.Client({ connectionString: database.url })
  await session.connect()
  try {
    const { workspaceId: ws, actorId } = await drawSamples(session)
    const seeded = { session, ws, databaseUrl: database.url }
    await options.enter(session, ws)
    const product = await startProduct({ dataFolder: options.data })
    const line = await openLine({ port: product.port, headers: `cookie: ${await sessionFor(session, ws, actorId)}\r\n` })
    try {
      console.log('| what | first ms | median ms | 95th ms | raw SQL ms | goal |\n|---|---|---|---|---|---|')
      for (const one of await options.cases(seeded)) await measure({ line, turns: options.turns, ...seeded }, one)
      await options.beside?.(seeded, line)
    } finally {
      line.close()
      await product.stop()
    }
    await options.after?.(seeded)
  } finally {
    await session.end()
    await database.stop()
  }
}

async function measure({ line, session, ws, turns }: Seeded & { line: Line; turns: number }, { what, goal, asks, raw }: Case): Promise<void> {
  const took: number[] = []
  const plain: number[] = []
  for (let turn = 0; turn < turns; turn++) {
    for (const ask of asks) {
      const start = performance.now()
      const { status, text } = await line.ask(ask)
      took.push(performance.now() - start)
      if (status !== 200) throw new Error(`${what}: ${status} ${text.slice(0, 300)}`)
    }
    if (!raw) continue
    const start = performance.now()
    await session.query(raw, [ws])
    plain.push(performance.now() - start)
  }
  const [sorted, floor] = [took.toSorted((a, b) => a - b), plain.toSorted((a, b) => a - b)]
  const most = percentile(sorted, 0.95)
  console.log(`| ${what} | ${(took[0] ?? 0).toFixed(0)} | ${percentile(sorted, 0.5).toFixed(0)} | ${most.toFixed(0)} | ${raw ? percentile(floor, 0.5).toFixed(0) : ''} | ${goal} ${most <= goal ? 'kept' : 'MISSED'} |`)
}
