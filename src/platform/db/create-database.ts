/** Databases made and dropped beside the one of a connection string; for tests, which clone a template, and for restores. */
import pg from 'pg'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * Creates a database on the server of `url`; with a template it is a copy of that one, to which nobody may be connected.
 * @returns the connection string of the new database
 */
export async function createDatabase(url: string, name: string, options: { template?: string } = {}): Promise<string> {
  const copied = options.template ? ` template ${pg.escapeIdentifier(options.template)}` : ''
  await administer(url, `create database ${pg.escapeIdentifier(name)}${copied}`)
  return databaseUrl(url, name)
}

/** Drops the database with all connections to it; it need not exist. */
export async function dropDatabase(url: string, name: string): Promise<void> {
  await administer(url, `drop database if exists ${pg.escapeIdentifier(name)} with (force)`)
}

/** The connection string of another database on the same server. A Unix socket's has no host, so `new URL` will not read it. */
export function databaseUrl(url: string, name: string): string {
  const parts = /^(postgres(?:ql)?:\/\/[^/?#]*)(?:\/[^?#]*)?(.*)$/.exec(url)
  if (!parts) throw new Error('DATABASE_URL is not a PostgreSQL connection string: postgresql://user:password@host:port/database')
  return `${parts[1]}/${encodeURIComponent(name)}${parts[2]}`
}

/** "Source database is being accessed by other users": a connection that was just closed lingers for a moment. */
const inUse = '55006'

async function administer(url: string, statement: string): Promise<void> {
  const session = new pg.Client({ connectionString: databaseUrl(url, 'postgres') })
  session.on('error', () => {})
  await session.connect()
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        await session.query(statement)
        return
      } catch (error) {
        if (!(error instanceof pg.DatabaseError) || error.code !== inUse || attempt >= 50) throw error
        await pause(100)
      }
    }
  } finally {
    await session.end()
  }
}
