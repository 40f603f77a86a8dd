/** Statements that repeat have a name on their connection, under which PostgreSQL keeps the plan. */
import { createHash } from 'node:crypto'
import type pg from 'pg'

/** Of a connection: the plan of a page takes some hundred kilobytes. Every role has statements of its own, so there may be more of them. */
export const mostPlans = 500

/** Names on a connection, the one that was used last at the end. */
const kept = new WeakMap<pg.ClientBase, Set<string>>()

/** The statement with its name, after the connection has given up the plan that was not used for longest, where it has too many. */
export async function underName<Statement extends { text: string }>(connection: pg.ClientBase, statement: Statement): Promise<Statement & { name: string }> {
  const name = nameOf(statement.text)
  const names = kept.get(connection) ?? new Set()
  kept.set(connection, names)
  names.delete(name)
  names.add(name)
  if (names.size > mostPlans) await giveUp(connection, names)
  return { ...statement, name }
}

async function giveUp(connection: pg.ClientBase, names: Set<string>): Promise<void> {
  const [oldest] = names
  if (oldest === undefined) return
  names.delete(oldest)
  // The driver asks this list whether a statement has to be sent whole. What failed to be prepared is not in it.
  const parsed = 'connection' in connection ? parsedBy(connection.connection) : undefined
  if (parsed?.[oldest] === undefined) return
  await connection.query(`deallocate "${oldest}"`)
  delete parsed[oldest]
}

function parsedBy(wire: unknown): Record<string, unknown> | undefined {
  if (typeof wire !== 'object' || wire === null || !('parsedStatements' in wire)) return undefined
  const { parsedStatements } = wire
  return isRecord(parsedStatements) ? parsedStatements : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** Names by their text, so that a text is not digested at every run. */
const digests = new Map<string, string>()

function nameOf(text: string): string {
  const known = digests.get(text)
  if (known) return known
  if (digests.size >= mostPlans) digests.delete(digests.keys().next().value ?? '')
  const name = createHash('sha1').update(text).digest('base64url')
  digests.set(text, name)
  return name
}
