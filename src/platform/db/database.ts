/** Pools of connections, and handles on them that know their workspace and whether they are inside a transaction. */
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { underName } from './prepared.ts'
import { mayKeep } from './ranges.ts'
import { compile, sql, type CompiledSql, type KeptSql, type Sql } from './sql.ts'

export interface Db {
  readonly workspaceId: string | null
  readonly inTransaction: boolean
  /**
   * `prepared`: keep the plan on the connection; for statements whose text repeats exactly. `ranges`: only where the plan reads nothing but
   * ranges of indexes, so that it is as good for any values (`ranges.ts`); else it is planned for those given, each time.
   */
  rows<Row>(statement: Sql, options?: { prepared?: boolean | 'ranges' }): Promise<Row[]>
  /** Runs a statement that was put together before; its plan stays on the connection. */
  kept<Row>(statement: KeptSql, slots: Readonly<Record<string, unknown>>): Promise<Row[]>
  /** The connection itself, for COPY. Outside a transaction it is borrowed for the call. */
  withConnection<Result>(work: (connection: pg.ClientBase) => Promise<Result>): Promise<Result>
  /** Runs after the commit, not at all after a rollback; at once outside a transaction. */
  afterCommit(act: () => void): void
}

export interface Database {
  pool: pg.Pool
  /** A handle for one workspace: row-level security shows that workspace only. */
  forWorkspace(workspaceId: string): Db
  /** A handle for the local tables (sessions, accounts), which belong to no workspace. */
  local: Db
  close(): Promise<void>
}

export const applicationRole = 'guanxi_app'

/**
 * @param options.role the role the connections act as; the application's role owns no table and cannot pass row-level
 * security. Null keeps the role of the connection string (migrations).
 */
export function openDatabase(options: { url: string; max?: number; role?: string | null; statementTimeout?: number }): Database {
  const role = options.role === undefined ? applicationRole : options.role
  const settings = ['-c timezone=UTC', '-c jit=off', `-c statement_timeout=${options.statementTimeout ?? 60_000}`]
  if (role) settings.push(`-c role=${role}`)
  const max = options.max ?? 10
  const pool = openPool(options.url, settings, { max, idleTimeoutMillis: 30_000 })
  // Statements that repeat are planned once on each of these, at the first asking: they stay open, and are not so many.
  const planned = openPool(options.url, [...settings, '-c plan_cache_mode=force_generic_plan'], { max: Math.ceil(max / 2), idleTimeoutMillis: 600_000 })
  return {
    pool,
    forWorkspace: (workspaceId) => poolHandle(pool, planned, workspaceId),
    local: poolHandle(pool, planned, null),
    close: async () => void (await Promise.all([pool.end(), planned.end()])),
  }
}

function openPool(url: string, settings: readonly string[], limits: { max: number; idleTimeoutMillis: number }): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, options: settings.join(' '), types: { getTypeParser: typeParser }, ...limits })
  // A stopping server closes idle connections; without a listener that would end the process.
  pool.on('error', () => {})
  // The same for those in use: their query fails, which is enough.
  pool.on('connect', (connection) => connection.on('error', () => {}))
  return pool
}

const retries = 6

/**
 * Runs `work` in one transaction with a context whose `db` is that transaction; the outer handle is out of reach where the name
 * is shadowed. Inside a transaction already, `work` joins it. Serialisation failures and deadlocks are tried again.
 */
export async function transaction<Context extends { db: Db }, Result>(
  ctx: Context,
  work: (ctx: Context) => Promise<Result>,
): Promise<Result> {
  if (ctx.db.inTransaction) return work(ctx)
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(ctx, work)
    } catch (error) {
      if (attempt >= retries || !isTransient(error)) throw error
      // Those that met are not to meet again.
      await pause(Math.random() * 50 * attempt)
    }
  }
}

/** For work of the night, jobs, and previews of a whole company: statements may take ten minutes, and have more memory to sort in. */
export function longTransaction<Context extends { db: Db }, Result>(ctx: Context, work: (ctx: Context) => Promise<Result>): Promise<Result> {
  return transaction(ctx, async (ctx) => {
    await ctx.db.rows(sql`select set_config('statement_timeout', '600000', true), set_config('work_mem', '64MB', true)`)
    return work(ctx)
  })
}

/** Undoes `work` alone when it throws, keeping the transaction around it alive. */
export async function savepoint<Context extends { db: Db }, Result>(
  ctx: Context,
  work: (ctx: Context) => Promise<Result>,
): Promise<Result> {
  if (!ctx.db.inTransaction) return transaction(ctx, work)
  return ctx.db.withConnection(async (connection) => {
    await connection.query('savepoint one')
    try {
      const result = await work(ctx)
      await connection.query('release savepoint one')
      return result
    } catch (error) {
      await connection.query('rollback to savepoint one')
      throw error
    }
  })
}

async function once<Context extends { db: Db }, Result>(ctx: Context, work: (ctx: Context) => Promise<Result>): Promise<Result> {
  const afterCommit: (() => void)[] = []
  const result = await ctx.db.withConnection(async (connection) => {
    const handle = connectionHandle(connection, ctx.db.workspaceId, afterCommit)
    await connection.query('begin')
    try {
      const result = await work({ ...ctx, db: handle })
      await connection.query('commit')
      return result
    } catch (error) {
      await connection.query('rollback').catch(() => {})
      throw error
    }
  })
  for (const act of afterCommit) act()
  return result
}

function poolHandle(pool: pg.Pool, planned: pg.Pool, workspaceId: string | null): Db {
  return {
    workspaceId,
    inTransaction: false,
    rows: async (statement, options) => {
      const compiled = compile(statement, workspaceId)
      const isKept = options?.prepared === 'ranges' ? await mayKeep(compiled, (work) => borrowed(planned, workspaceId, work)) : options?.prepared
      return borrowed(isKept ? planned : pool, workspaceId, (connection) => run(connection, compiled, isKept))
    },
    kept: (statement, slots) => borrowed(planned, workspaceId, (connection) => runKept(connection, statement, statement.bind(workspaceId, slots))),
    withConnection: (work) => borrowed(pool, workspaceId, work),
    afterCommit: (act) => act(),
  }
}

async function borrowed<Result>(pool: pg.Pool, workspaceId: string | null, work: (connection: pg.ClientBase) => Promise<Result>): Promise<Result> {
  const connection = await pool.connect()
  let broken: boolean = false
  try {
    await enterWorkspace(connection, workspaceId)
    return await work(connection)
  } catch (error) {
    broken = isConnectionError(error)
    throw error
  } finally {
    connection.release(broken)
  }
}

function connectionHandle(connection: pg.ClientBase, workspaceId: string | null, afterCommit: (() => void)[]): Db {
  // One connection answers one statement at a time; callers that ask side by side stand in line here.
  let line: Promise<unknown> = Promise.resolve()
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const answer = line.then(work)
    line = answer.catch(() => {})
    return answer
  }
  return {
    workspaceId,
    inTransaction: true,
    rows: (statement, options) => inTurn(() => run(connection, compile(statement, workspaceId), options?.prepared === true)),
    kept: (statement, slots) => inTurn(() => runKept(connection, statement, statement.bind(workspaceId, slots))),
    withConnection: (work) => work(connection),
    afterCommit: (act) => void afterCommit.push(act),
  }
}

/** Which workspace a connection was last set to: setting it again would cost a round trip for nothing. */
const currentWorkspace = new WeakMap<pg.ClientBase, string>()

async function enterWorkspace(connection: pg.ClientBase, workspaceId: string | null): Promise<void> {
  const wanted = workspaceId ?? ''
  if ((currentWorkspace.get(connection) ?? '') === wanted) return
  currentWorkspace.delete(connection)
  await connection.query(`set app.workspace = '${wanted.replaceAll("'", '')}'`)
  currentWorkspace.set(connection, wanted)
}

async function run<Row>(connection: pg.ClientBase, statement: CompiledSql, isKept = false): Promise<Row[]> {
  const observed = statementObserver
  if (observed) observed(statement.text)
  return rowsOf(connection, isKept ? await underName(connection, statement) : { text: statement.text, values: statement.values })
}

async function runKept<Row>(connection: pg.ClientBase, { text }: KeptSql, values: unknown[]): Promise<Row[]> {
  const observed = statementObserver
  if (observed) observed(text)
  return rowsOf(connection, await underName(connection, { text, values }))
}

/**
 * Asked with a callback: with the promises that the driver makes itself, the rows of nearly every answer outlived the quick collections (measured with
 * pg 8.23 on Node 24, by the driver alone; what keeps them was not found), and the slow one took as long as all else that a list took in this process.
 */
async function rowsOf<Row>(connection: pg.ClientBase, query: pg.QueryConfig): Promise<Row[]> {
  try {
    const result = await new Promise<pg.QueryResult>((resolve, reject) => connection.query(query, (error, result) => (error ? reject(error) : resolve(result))))
    return result.rows
  } catch (error) {
    // From here on: the driver's own ends at the socket.
    if (error instanceof Error) Error.captureStackTrace(error)
    throw error
  }
}

/** Tests look at every statement that runs: the query lint asks each table alias for its own workspace. */
let statementObserver: ((text: string) => void) | null = null

export function observeStatements(observer: ((text: string) => void) | null): void {
  statementObserver = observer
}

/** Days stay text (a Date would shift them by the zone), bigint becomes a number (counts stay far below 2^53). */
function typeParser(oid: number, format?: 'text' | 'binary') {
  if (format !== 'binary') {
    if (oid === 1082) return (text: string) => text
    if (oid === 20) return Number
  }
  return pg.types.getTypeParser(oid, format)
}

export function databaseErrorCode(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.code ?? null) : null
}

function isTransient(error: unknown): boolean {
  const code = databaseErrorCode(error)
  return code === '40001' || code === '40P01'
}

function isConnectionError(error: unknown): boolean {
  const code = databaseErrorCode(error)
  return error instanceof Error && (code === null ? /terminated|ECONN|EPIPE|timeout/i.test(error.message) : code.startsWith('57P'))
}
