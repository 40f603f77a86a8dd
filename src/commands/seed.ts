/** bin/seed: a demo company of any size in an empty database. */
import { mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openApp } from '../app.ts'
import { demoSignIn, demoSizes, plantDemoWorld } from '../demo/plant.ts'
import { readConfig } from '../platform/config.ts'
import { sql } from '../platform/db/sql.ts'
import { migrate } from '../platform/db/migrate.ts'
import { CommandError } from './command-error.ts'
import { startDatabase } from './database.ts'

const usage = `bin/seed --customers N --transactions M [--interactions K] [--events none|created]
  Plants 远航集团 with so many customers and purchases into a database without a company. Everybody's password: ${demoSignIn.password}
  --interactions  contacts with customers; left out: four and a half each, above 100,000 customers one each
  --events        created: every record has its history; none: it begins with the next change. Left out: created, above 100,000 customers none`

/** From here on the history is left out unless it is asked for, and contacts are fewer. */
const large = 100_000

export async function run(words: string[]): Promise<void> {
  const wanted = readWords(words)
  const config = readConfig()
  mkdirSync(config.dataFolder, { recursive: true })
  const database = await startDatabase(config)
  try {
    await migrate(database.url)
    const app = await openApp({ databaseUrl: database.url, dataFolder: config.dataFolder })
    try {
      const [known] = await app.runtime.database.local.rows(sql`select 1 from workspaces w limit 1`)
      if (known) throw new CommandError('There is a company in this database already. Name an empty folder: GUANXI_DATA=./data-large bin/seed ...')
      const start = performance.now()
      const { rows } = await plantDemoWorld(app.runtime, { databaseUrl: database.url, administrator: { email: demoSignIn.login, password: demoSignIn.password }, ...wanted, log: (line) => console.log(line) })
      const total = Object.values(rows).reduce((sum, count) => sum + count, 0)
      const seconds = (performance.now() - start) / 1000
      console.log(`${total} rows in ${seconds.toFixed(0)} s, indexes and checks included: ${Math.round(total / seconds)} rows/s. Sign in as ${demoSignIn.login} / ${demoSignIn.password}`)
    } finally {
      await app.close()
    }
  } finally {
    await database.stop()
  }
}

function readWords(words: string[]) {
  const given = parsed(words)
  const customers = count(given.customers, 'customers', demoSizes.customers)
  const isLarge = customers > large
  const events = given.events ?? (isLarge ? 'none' : 'created')
  if (events !== 'none' && events !== 'created') throw new CommandError(usage)
  return {
    sizes: {
      customers,
      transactions: count(given.transactions, 'transactions', customers * 18),
      interactions: count(given.interactions, 'interactions', Math.round(customers * (isLarge ? 1 : 4.5))),
    },
    withEvents: events === 'created',
  }
}

function parsed(words: string[]) {
  try {
    const text = { type: 'string' } as const
    return parseArgs({ args: words, options: { customers: text, transactions: text, interactions: text, events: text } }).values
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
  }
}

function count(text: string | undefined, name: string, otherwise: number): number {
  if (text === undefined) return otherwise
  const number = Number(text.replaceAll(/[,_]/g, ''))
  if (!Number.isInteger(number) || number < (name === 'customers' ? 1 : 0) || number > 1e9) throw new CommandError(`--${name} ${text}: a whole number is expected\n${usage}`)
  return number
}
