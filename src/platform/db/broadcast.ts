/**
 * Words between the processes on one database, by LISTEN and NOTIFY. They are said after the commit they are about, on a connection of
 * their own, many at once: NOTIFY makes commits stand in line, and no change of a record is to wait for that.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { applicationRole } from './database.ts'

const channel = 'guanxi'
/** Milliseconds in which what is said again is said once. */
const gatherFor = 20
const againAfter = 1000
/** Whatever is opened in this process speaks with one voice, and does not hear itself. */
const self = randomUUID()

export interface Broadcast {
  /** Does not wait, and is lost without a connection: whoever has to know looks by itself now and then. */
  say(words: string): void
  close(): Promise<void>
}

/** @param options.onGap after a time without a connection: anything may have been said. */
export function openBroadcast(options: { url: string; hear: (words: string) => void; onGap: () => void }): Broadcast {
  const waiting = new Set<string>()
  const closing = new AbortController()
  let connection: pg.Client | null = null
  let isGathering = false
  // A connection answers one statement at a time.
  let line = Promise.resolve()

  const flush = async () => {
    const words = [...waiting].map((word) => `${self} ${word}`)
    waiting.clear()
    if (words.length > 0) await connection?.query('select pg_notify($1, w) from unnest($2::text[]) w', [channel, words]).catch(() => {})
  }
  /** Until the connection is lost. */
  const listen = async (isFirst: boolean) => {
    const client = new pg.Client({ connectionString: options.url, options: `-c role=${applicationRole}`, application_name: 'guanxi broadcast', keepAlive: true })
    const lost = new Promise<void>((resolve) => client.once('end', resolve))
    client.on('error', () => {})
    client.on('notification', ({ payload = '' }) => {
      if (!payload.startsWith(self)) options.hear(payload.slice(self.length + 1))
    })
    try {
      await client.connect()
      await client.query(`listen ${channel}`)
    } catch {
      return void client.end().catch(() => {})
    }
    if (closing.signal.aborted) return client.end()
    connection = client
    if (!isFirst) options.onGap()
    await lost
    connection = null
  }
  const loop = (async () => {
    for (let isFirst = true; !closing.signal.aborted; isFirst = false) {
      await listen(isFirst)
      await pause(againAfter, undefined, { signal: closing.signal }).catch(() => {})
    }
  })()

  return {
    say: (words) => {
      waiting.add(words)
      if (isGathering) return
      isGathering = true
      setTimeout(() => {
        isGathering = false
        line = line.then(flush)
      }, gatherFor).unref()
    },
    close: async () => {
      closing.abort()
      await line.then(flush)
      await connection?.end().catch(() => {})
      await loop
    },
  }
}
