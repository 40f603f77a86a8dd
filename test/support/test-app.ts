/** A real app on a database of its own, with the cast in it (cast.ts). */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { openApp, type App, type AppOptions } from '../../src/app.ts'
import { startBackground } from '../../src/commands/background.ts'
import type { Context } from '../../src/kernel/context.ts'
import { startRelay } from '../../src/kernel/history/relay.ts'
import type { Clock } from '../../src/platform/clock.ts'
import { createDatabase, dropDatabase } from '../../src/platform/db/create-database.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { loadActor } from '../../src/modules/team/queries/load-actor.ts'
import { castPassword, type Login } from './cast.ts'
import { makeClient, signIn, type Client } from './client.ts'
import { refuseLooseStatements, watchStatements } from './query-lint.ts'
import { testServer, templateName } from './server.ts'
import { pino } from 'pino'

export interface TestApp {
  app: App
  databaseUrl: string
  dataFolder: string
  /** Ids of the people of the cast, by login. */
  ids: Record<Login, string>
  /** Signed in once, then the same session. */
  asUser(login: Login, options?: { language?: 'zh' | 'en' }): Promise<Client>
  /** Nobody is signed in. */
  anonymous(options?: { language?: 'zh' | 'en' }): Client
  /** What functions of the kernel and the modules are handed first. */
  contextOf(login: Login): Promise<Context>
  /** Hands every committed event to every listener. */
  settle(): Promise<void>
  /** The same once, with nothing going on afterwards: for tests that look at every row. */
  settleOnce(): Promise<void>
  /**
   * Waits until the change feed and the chain of the audit log take in all that is committed so far. Both leave out what a running
   * transaction could still come before, and that may be one of another test, in a database beside this one.
   */
  untilTold(): Promise<void>
  /** As the owner of the database, past row-level security: for what a test asserts or has to prepare. */
  query<Row = any>(text: string, values?: unknown[]): Promise<Row[]>
  close(): Promise<void>
}

export interface TestAppOptions {
  clock?: Clock
  /** Starts the work queue and the relay as `npm start` does. */
  background?: boolean
  poolSize?: number
  /** Settings of the server, and where its log goes. */
  app?: Partial<AppOptions>
  /** A mail server; with `background` mails are sent to it. */
  smtpUrl?: string
}

/** Where the links in mails lead. */
export const publicUrl = 'https://crm.test.example'

export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  watchStatements()
  const server = await testServer()
  const name = `${templateName()}_${randomBytes(6).toString('hex')}`
  const databaseUrl = await createDatabase(server.url, name, { template: server.template })
  const dataFolder = mkdtempSync(join(tmpdir(), 'guanxi-app-'))
  const log = pino({ level: process.env.GUANXI_TEST_LOG ?? 'silent' })
  const app = await openApp({ databaseUrl, dataFolder, log, clock: options.clock, poolSize: options.poolSize ?? 6, publicUrl, hasMail: options.smtpUrl !== undefined, ...options.app })
  const owner = new pg.Pool({ connectionString: databaseUrl, max: 3 })
  owner.on('error', () => {})
  const query: TestApp['query'] = async (text, values) => (await owner.query(text, values)).rows
  const ids = await idsOfCast(query)
  const clients = new Map<string, Promise<Client>>()
  const background = options.background ? await startBackground(app.runtime, { databaseUrl, dataFolder, log, mail: options.smtpUrl ? { settings: { url: options.smtpUrl, from: 'Guanxi <crm@test.example>' }, publicUrl } : null }) : null
  let relay = background?.relay ?? null
  return {
    app,
    databaseUrl,
    dataFolder,
    ids,
    query,
    anonymous: (person) => makeClient(app.server, person),
    asUser: (login, { language = 'zh' } = {}) => {
      const client = clients.get(login + language) ?? signIn(app.server, { login, password: castPassword, language })
      clients.set(login + language, client)
      return client
    },
    contextOf: async (login) => {
      const id = ids[login]
      const [workspace] = await app.runtime.database.local.rows<Context['workspace']>(
        sql`select w.id, w.name, w.time_zone as "timeZone", w.currency from workspaces w where w.name = ${login === 'stranger' ? '对岸公司' : '青山商贸'}`,
      )
      const actor = await loadActor(app.runtime.database.forWorkspace(workspace!.id), id, app.runtime.clock.now())
      return app.runtime.contextFor({ workspace: workspace!, actor: actor!, language: 'zh' })
    },
    settle: async () => {
      relay ??= startRelay({ contexts: () => app.runtime.systemContexts('relay') })
      await relay.settle()
    },
    settleOnce: async () => {
      const once = startRelay({ contexts: () => app.runtime.systemContexts('relay') })
      await once.settle()
      await once.stop()
    },
    untilTold: async () => {
      const [{ next }] = await query('select pg_snapshot_xmax(pg_current_snapshot())::text as next')
      while (!(await query('select pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 as is_past', [next]))[0].is_past) await pause(5)
    },
    close: async () => {
      await (background ? background.stop() : relay?.stop())
      await app.close()
      const distributed = await query<{ name: string }>(
        "select attrelid::regclass::text as name from pg_attribute where attname = 'workspace_id' and attrelid in (select oid from pg_class where relkind = 'r' and relname <> 'sessions')",
      )
      await owner.end()
      await dropDatabase(server.url, name)
      rmSync(dataFolder, { recursive: true, force: true })
      refuseLooseStatements(new Set(distributed.map(({ name }) => name)))
    },
  }
}

async function idsOfCast(query: TestApp['query']): Promise<Record<Login, string>> {
  const rows = await query<{ user_name: string; id: string }>('select user_name, id from users')
  return Object.fromEntries(rows.map((row) => [row.user_name, row.id])) as Record<Login, string>
}
