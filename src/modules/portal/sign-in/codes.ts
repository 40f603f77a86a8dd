/**
 * Signing in by a code of six digits. Whatever address is given, the same rows are written and the same answers given: only the mail,
 * which the work queue sends or does not send, tells whether it is somebody's (docs/security.md).
 */
import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import { sql } from '../../../platform/db/sql.ts'
import { Problem } from '../../../platform/problems.ts'
import { hashOfToken, randomToken } from '../../../platform/random-token.ts'
import type { SecretBox } from '../../../platform/secret-box.ts'
import type { Context } from '../../../kernel/context.ts'
import { hashOfMail } from '../queries/person.ts'

export const minutesOfCode = 10
const mostTries = 5
/** Of one address: nobody's mail box is filled, and who guesses has 100 tries a day among a million codes. */
const most = { hour: 6, day: 20 }
const hour = 3600_000

/** @returns what the page that asked keeps: without it a code is worth nothing. @throws Problem 429, for addresses of nobody as well. */
export async function askForCode(ctx: Context, mail: string): Promise<string> {
  const now = ctx.clock.now()
  const [asked] = await ctx.db.rows<{ of_hour: number; of_day: number }>(
    sql`select count(*) filter (where c.created_at > ${new Date(now.getTime() - hour)})::int as of_hour, count(*)::int as of_day from portal_codes c
      where c.workspace_id = ${sql.workspace} and c.mail_hash = ${hashOfMail(mail)} and c.created_at > ${new Date(now.getTime() - 24 * hour)}`,
  )
  if ((asked?.of_hour ?? 0) >= most.hour || (asked?.of_day ?? 0) >= most.day) throw tooMany()
  const challenge = randomToken()
  await ctx.db.rows(sql`insert into portal_codes (workspace_id, token_hash, mail_hash, created_at) values (${sql.workspace}, ${hashOfToken(challenge)}, ${hashOfMail(mail)}, ${now})`)
  await ctx.db.rows(sql`select add_job('portal.code', ${JSON.stringify({ workspace: ctx.workspace.id, challenge: hashOfToken(challenge).toString('base64url'), mail, language: ctx.language })}::json)`)
  return challenge
}

/** Made when the mail is sent, so that it stands nowhere else. Sent again, the last one counts. */
export async function newCode(ctx: Context, box: SecretBox, challengeHash: Buffer): Promise<string> {
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  await ctx.db.rows(sql`update portal_codes c set code = ${box.seal(hashOfCode(challengeHash, code).toString('base64url'))} where c.workspace_id = ${sql.workspace} and c.token_hash = ${challengeHash}`)
  return code
}

/** Counted before it is looked at: of many at the same moment none slips through, and one that fits fits once. @returns whether it is the code of this page and this address */
export async function takeCode(ctx: Context, box: SecretBox, { challenge, mail, code }: { challenge: string; mail: string; code: string }): Promise<boolean> {
  const now = ctx.clock.now()
  const hash = hashOfToken(challenge)
  const [row] = await ctx.db.rows<{ code: string | null }>(
    sql`update portal_codes c set tries = c.tries + 1 where c.workspace_id = ${sql.workspace} and c.token_hash = ${hash} and c.mail_hash = ${hashOfMail(mail)}
      and c.tries < ${mostTries}::int and c.used_at is null and c.created_at > ${new Date(now.getTime() - minutesOfCode * 60_000)} returning c.code`,
  )
  if (!row?.code || !timingSafeEqual(Buffer.from(box.open(row.code), 'base64url'), hashOfCode(hash, code))) return false
  const used = await ctx.db.rows(sql`update portal_codes c set used_at = ${now} where c.workspace_id = ${sql.workspace} and c.token_hash = ${hash} and c.used_at is null returning 1`)
  return used.length > 0
}

function hashOfCode(challengeHash: Buffer, code: string): Buffer {
  return createHash('sha256').update(challengeHash).update(code).digest()
}

function tooMany(): Problem {
  return new Problem({ status: 429, code: 'too-many-requests', title: { zh: '这个邮箱要的验证码太多，请一小时后再试', en: 'Too many codes for this address; try again in an hour' }, headers: { 'retry-after': '3600' } })
}
