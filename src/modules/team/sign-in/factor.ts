/** The second factor: codes of an authenticator app (TOTP, RFC 6238), and ten recovery codes for the day the phone is lost. */
import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { sql } from '../../../platform/db/sql.ts'
import type { Db } from '../../../platform/db/database.ts'
import { hashOfToken } from '../../../platform/random-token.ts'
import type { SecretBox } from '../../../platform/secret-box.ts'

const period = 30
/** Clocks differ: a code of the step before or after is taken, too. */
const window = 1
const recoveryCodes = 10

export interface FactorState {
  confirmed_at: string
  recovery_codes_left: number
}

/** Null without a factor that was confirmed. */
export async function factorState(db: Db, accountId: string): Promise<FactorState | null> {
  const [row] = await db.rows<{ confirmed_at: Date; left: number }>(
    sql`select f.confirmed_at, (select count(*) from recovery_codes c where c.account_id = f.account_id and c.used_at is null)::int as left
      from account_factors f where f.account_id = ${accountId}::uuid and f.confirmed_at is not null`,
  )
  return row ? { confirmed_at: row.confirmed_at.toISOString(), recovery_codes_left: row.left } : null
}

/** Begins anew; in force only after a first code has shown that the app has the secret. */
export async function beginFactor(db: Db, box: SecretBox, options: { accountId: string; label: string; now: Date }): Promise<{ key: string; address: string }> {
  const secret = new Secret({ size: 20 })
  await db.rows(
    sql`insert into account_factors as f (account_id, secret, created_at) values (${options.accountId}, ${box.seal(secret.base32)}, ${options.now})
      on conflict (account_id) do update set secret = excluded.secret, created_at = excluded.created_at, last_step = 0 where f.confirmed_at is null`,
  )
  return { key: secret.base32, address: totpOf(secret.base32, options.label).toString() }
}

/** True when the code is right: then the factor is in force. */
export async function confirmFactor(db: Db, box: SecretBox, options: { accountId: string; code: string; now: Date }): Promise<boolean> {
  if (!(await isTotpRight(db, box, { ...options, isConfirmed: false }))) return false
  await db.rows(sql`update account_factors f set confirmed_at = ${options.now} where f.account_id = ${options.accountId}::uuid`)
  return true
}

export async function removeFactor(db: Db, accountId: string): Promise<void> {
  await db.rows(sql`delete from account_factors f where f.account_id = ${accountId}::uuid`)
  await db.rows(sql`delete from recovery_codes c where c.account_id = ${accountId}::uuid`)
}

/** Ten new ones; the old ones are worth nothing from now on. */
export async function makeRecoveryCodes(db: Db, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodes }, recoveryCode)
  await db.rows(sql`delete from recovery_codes c where c.account_id = ${accountId}::uuid`)
  await db.rows(
    sql`insert into recovery_codes (account_id, code_hash) select ${accountId}::uuid, c.hash from unnest(${codes.map((code) => hashOfToken(plain(code)))}::bytea[]) as c(hash)`,
  )
  return codes
}

/** A code of the app or a recovery code; each is taken once. */
export async function isCodeRight(db: Db, box: SecretBox, options: { accountId: string; code: string; now: Date }): Promise<boolean> {
  const code = plain(options.code)
  if (/^\d{6}$/.test(code)) return isTotpRight(db, box, { ...options, code, isConfirmed: true })
  const used = await db.rows(
    sql`update recovery_codes c set used_at = ${options.now} where c.account_id = ${options.accountId}::uuid and c.code_hash = ${hashOfToken(code)} and c.used_at is null returning 1`,
  )
  return used.length > 0
}

async function isTotpRight(db: Db, box: SecretBox, options: { accountId: string; code: string; now: Date; isConfirmed: boolean }): Promise<boolean> {
  const [factor] = await db.rows<{ secret: string }>(
    sql`select f.secret from account_factors f where f.account_id = ${options.accountId}::uuid and (f.confirmed_at is not null) = ${options.isConfirmed}`,
  )
  if (!factor) return false
  const timestamp = options.now.getTime()
  const delta = totpOf(box.open(factor.secret), '').validate({ token: plain(options.code), timestamp, window })
  if (delta === null) return false
  const step = Math.floor(timestamp / 1000 / period) + delta
  // In one statement: of two requests with the same code one gets in.
  const taken = await db.rows(
    sql`update account_factors f set last_step = ${step}::bigint where f.account_id = ${options.accountId}::uuid and f.last_step < ${step}::bigint returning 1`,
  )
  return taken.length > 0
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: 'Guanxi', label: label || 'Guanxi', algorithm: 'SHA1', digits: 6, period, secret: Secret.fromBase32(secret) })
}

/** Without the letters that are taken for others. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** 50 bits: too many to try against a lockout, short enough to write down. */
function recoveryCode(): string {
  const letters = Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return `${letters.slice(0, 5)}-${letters.slice(5)}`
}

function plain(code: string): string {
  return code.toLowerCase().replace(/[\s-]+/g, '')
}
