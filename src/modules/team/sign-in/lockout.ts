/**
 * Who guesses has to wait, longer each time. An attempt counts against the account from this address, against the account
 * from anywhere, and against the address. A browser that the person signed in with before counts by itself alone: nobody
 * can lock somebody out by failing in that name elsewhere. Counts are rows, so they outlive the process.
 */
import { createHash } from 'node:crypto'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Db } from '../../../platform/db/database.ts'
import { Problem } from '../../../platform/problems.ts'
import { hashOfToken } from '../../../platform/random-token.ts'
import type { Visitor } from './visitor.ts'

interface Subject {
  name: string
  /** So many failures cost no waiting. */
  free: number
}

/** Failures are forgotten after this long without another. */
const forgetAfter = 3600_000
const longestWait = 900

/** Of a forgetful person, of somebody who tries many addresses, of an office behind one address. */
const freeFailures = { device: 10, pair: 5, account: 50, address: 20 }

/** @param accountId null for a name that nobody has: it is counted all the same, so that both are answered alike. */
export async function subjectsOf(db: Db, options: { accountId: string | null; login: string; visitor: Visitor }): Promise<Subject[]> {
  const { accountId, login, visitor } = options
  const device = visitor.device ? hashOfToken(visitor.device) : null
  if (accountId && device) {
    const known = await db.rows(sql`select 1 from known_devices d where d.account_id = ${accountId}::uuid and d.token_hash = ${device}`)
    if (known.length > 0) return [{ name: `device:${accountId}:${device.toString('base64url')}`, free: freeFailures.device }]
  }
  const account = accountId ?? createHash('sha256').update(login.toLowerCase()).digest('base64url')
  return [
    { name: `pair:${account}:${visitor.address}`, free: freeFailures.pair },
    { name: `account:${account}`, free: freeFailures.account },
    { name: `address:${visitor.address}`, free: freeFailures.address },
  ]
}

/**
 * Counts the attempt as failed before the password is looked at: of many at the same moment none slips through.
 * @throws Problem 429 with the seconds to wait.
 */
export async function countAttempt(db: Db, subjects: readonly Subject[], now: Date): Promise<void> {
  const names = subjects.map(({ name }) => name)
  const [blocked] = await db.rows<{ seconds: number | null }>(
    sql`select ceil(extract(epoch from max(f.blocked_until) - ${now}::timestamptz))::int as seconds from sign_in_failures f
      where f.subject = any(${names}::text[]) and f.blocked_until > ${now}::timestamptz`,
  )
  if (blocked?.seconds) throw tooMany(blocked.seconds)
  const isForgotten = sql`f.last_at < ${new Date(now.getTime() - forgetAfter)}`
  const counted = await db.rows(
    sql`insert into sign_in_failures as f (subject, failures, last_at, blocked_until)
      select s.name, 1, ${now}::timestamptz, null from unnest(${names}::text[]) as s(name) order by s.name
      on conflict (subject) do update set
        failures = case when ${isForgotten} then 1 else f.failures + 1 end,
        blocked_until = case when not ${isForgotten} and f.failures + 1 >= ${freeOf(subjects)} then excluded.last_at + ${waitAfter(sql`f.failures + 1 - ${freeOf(subjects)}`)} end,
        last_at = excluded.last_at
      where f.blocked_until is null or f.blocked_until <= excluded.last_at
      returning f.subject`,
  )
  if (counted.length < names.length) throw tooMany(1)
}

function freeOf(subjects: readonly Subject[]): Sql {
  return sql`case f.subject ${sql.join(subjects.map(({ name, free }) => sql`when ${name} then ${free}::int`), ' ')} end`
}

/** A second after the last free failure, then twice as long each time. */
function waitAfter(failures: Sql): Sql {
  return sql`make_interval(secs => least(${longestWait}::int, 2 ^ least(${failures}, 12)))`
}

/** The attempt did not fail. Who came in begins anew; an address is only given back this one, or a guesser would sign in between two guesses. */
export async function forgetAttempt(db: Db, subjects: readonly Subject[], options: { isOver: boolean }): Promise<void> {
  const names = subjects.map(({ name }) => name)
  const own = options.isOver ? names.filter((name) => /^(pair|device):/.test(name)) : []
  await db.rows(sql`update sign_in_failures f set failures = greatest(f.failures - 1, 0), blocked_until = null where f.subject = any(${names}::text[])`)
  if (own.length > 0) await db.rows(sql`delete from sign_in_failures f where f.subject = any(${own}::text[])`)
}

export async function knowDevice(db: Db, options: { accountId: string; hash: Buffer; now: Date }): Promise<void> {
  await db.rows(
    sql`insert into known_devices as d (account_id, token_hash, created_at, last_used_at) values (${options.accountId}, ${options.hash}, ${options.now}, ${options.now})
      on conflict (account_id, token_hash) do update set last_used_at = excluded.last_used_at`,
  )
}

/** Daily: what no longer means anything. */
export async function forgetOldAttempts(db: Db, now: Date): Promise<void> {
  await db.rows(sql`delete from sign_in_failures f where f.last_at < ${new Date(now.getTime() - 24 * forgetAfter)}`)
  await db.rows(sql`delete from known_devices d where d.last_used_at < ${new Date(now.getTime() - 400 * 24 * 3600_000)}`)
}

function tooMany(seconds: number): Problem {
  const minutes = Math.ceil(seconds / 60)
  const wait = seconds < 60 ? { zh: `${seconds} 秒`, en: `${seconds} s` } : { zh: `${minutes} 分钟`, en: `${minutes} min` }
  return new Problem({
    status: 429,
    code: 'too-many-requests',
    title: { zh: `尝试次数过多，请 ${wait.zh}后再试`, en: `Too many attempts; try again in ${wait.en}` },
    headers: { 'retry-after': String(seconds) },
  })
}
