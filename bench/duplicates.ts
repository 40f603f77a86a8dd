/**
 * node scripts/run.mjs bench/duplicates.ts --data FOLDER: the search for duplicates over every customer of a seeded database (bin/seed) and
 * the check while typing. By run.mjs, as the product is started: its memory depends on it. The folder keeps the keys and pairs that were found.
 */
import { parseArgs } from 'node:util'
import { openApp } from '../src/app.ts'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { sql } from '../src/platform/db/sql.ts'
import { searchAll } from '../src/modules/customers/index.ts'
import { duplicateCandidates } from '../src/modules/customers/queries/duplicate-candidates.ts'
import { percentile } from './client.ts'

const { values: words } = parseArgs({ options: { data: { type: 'string' }, typings: { type: 'string' } } })
if (!words.data) throw new Error('--data FOLDER: a folder that bin/seed has filled')
const typings = Number(words.typings ?? 300)

const database = await startEmbedded({ dataDir: words.data })
await migrate(database.url)
const app = await openApp({ databaseUrl: database.url, dataFolder: words.data, statementTimeout: 0 })
try {
  const [ctx] = await app.runtime.systemContexts('bench')
  if (!ctx) throw new Error('There is no company in this database')
  let most = 0
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 100)
  for (const name of ['first search', 'search again']) {
    const start = performance.now()
    let half = 0
    const found = await searchAll(ctx, async (part) => {
      if (part >= 0.5 && half === 0) half = performance.now()
      return true
    })
    const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1)
    console.log(`${name}: ${found?.customers} customers in ${seconds(start, performance.now())} s (keys ${seconds(start, half)} s), ${found?.open} pairs, ${found?.common} common keys, memory ${Math.round(most / 1_000_000)} MB`)
  }
  clearInterval(watch)
  await measureTyping(ctx)
} finally {
  await app.close()
  await database.stop()
}

/** Names and numbers of customers that are there, as somebody types them a second time. */
async function measureTyping(ctx: Parameters<typeof duplicateCandidates>[0]): Promise<void> {
  const drafts = await ctx.db.rows<{ kind: 'organisation' | 'person'; name: string; phones: string[]; emails: string[]; credit_code: string | null; wechat: string | null }>(
    sql`select c.kind, c.name, c.phones, c.emails, c.credit_code, c.wechat from customers c where c.workspace_id = ${sql.workspace} order by md5(c.id::text) limit ${typings}`,
  )
  const times: number[] = []
  for (const draft of drafts) {
    const start = performance.now()
    await duplicateCandidates(ctx, draft)
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  console.log(`the check while typing: median ${percentile(times, 0.5).toFixed(1)} ms, 95% ${percentile(times, 0.95).toFixed(1)} ms, longest ${times.at(-1)?.toFixed(1)} ms`)
}
