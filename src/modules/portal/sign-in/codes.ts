/**
 * Signing in by a code of digits. Whatever address is given, the same rows are written and the same answers given: only the mail,
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
/** Of one place of the network for one mail address. Counted by place, so that a stranger uses up his own and not those of the customer. */
const mostOfPlace = { hour: 6, day: 20 }
/**
 * Mails to one address, from wherever they are asked for: after so many the next one comes no sooner than after the pause, and meanwhile the
 * last code counts. So nobody's mail box is filled, and whoever reads it has a code that holds. Each page has tries of its own, which nobody else
 * can use up; hence a code that counts in more than one page is too long to be guessed from however many.
 */
const paces = [{ within: 60 * 60_000, mails: 6, pause: 5 * 60_000 }, { within: 24 * 60 * 60_000, mails: 30, pause: 9 * 60_000 }]
const digits = { own: 6, lent: 12 }
const hour = 3600_000

/** @returns what the page that asked keeps: without it a code is worth nothing. @throws Problem 429 for a place that asks too often, for addresses of nobody as well. */
export async function askForCode(ctx: Context, mail: string): Promise<string> {
  const now = ctx.clock.now()
  const [place, mailHash] = [placeOf(ctx, mail), hashOfMail(mail)]
  const rows = await ctx.db.rows<{ hash: string; age: number; is_of_place: boolean; is_mail: boolean; is_used: boolean; digits: number }>(
    sql`select encode(c.token_hash, 'base64') as hash, (extract(epoch from ${now}::timestamptz - c.created_at) * 1000)::float8 as age, c.place_hash is not distinct from ${place} as is_of_place, c.same_as is null as is_mail, c.used_at is not null as is_used, c.digits
      from portal_codes c where c.workspace_id = ${sql.workspace} and c.mail_hash = ${mailHash} and c.created_at > ${new Date(now.getTime() - 24 * hour)} and (c.same_as is null or c.place_hash = ${place})
      order by c.created_at desc`,
  )
  const own = rows.filter((row) => row.is_of_place)
  if (own.length >= mostOfPlace.day || own.filter(({ age }) => age < hour).length >= mostOfPlace.hour) throw tooMany()
  const mails = rows.filter((row) => row.is_mail)
  const [last] = mails
  const paced = (count: number) => paces.filter((pace) => mails.filter(({ age }) => age < pace.within).length >= pace.mails - count)
  const pause = Math.max(0, ...paced(0).map((pace) => pace.pause))
  const lent = last && last.digits === digits.lent && !last.is_used && last.age < pause ? Buffer.from(last.hash, 'base64') : null
  const length = lent || paced(1).length > 0 ? digits.lent : digits.own
  const challenge = randomToken()
  await ctx.db.rows(sql`insert into portal_codes (workspace_id, token_hash, mail_hash, place_hash, same_as, digits, created_at) values (${sql.workspace}, ${hashOfToken(challenge)}, ${mailHash}, ${place}, ${lent}, ${length}, ${now})`)
  if (!lent) await ctx.db.rows(sql`select add_job('portal.code', ${JSON.stringify({ workspace: ctx.workspace.id, challenge: hashOfToken(challenge).toString('base64url'), mail, language: ctx.language })}::json)`)
  return challenge
}

/** Made when the mail is sent, so that it stands nowhere else; six digits, or twelve. Sent again, the last one counts. */
export async function newCode(ctx: Context, box: SecretBox, challengeHash: Buffer): Promise<string> {
  const [asked] = await ctx.db.rows<{ digits: number }>(sql`select c.digits from portal_codes c where c.workspace_id = ${sql.workspace} and c.token_hash = ${challengeHash}`)
  const code = Array.from({ length: (asked?.digits ?? digits.lent) / 6 }, () => String(randomInt(1_000_000)).padStart(6, '0')).join('')
  await ctx.db.rows(sql`update portal_codes c set code = ${box.seal(hashOfCode(challengeHash, code).toString('base64url'))} where c.workspace_id = ${sql.workspace} and c.token_hash = ${challengeHash}`)
  return code
}

/** Counted before it is looked at: of many at the same moment none slips through, and one that fits fits once. @returns whether it is the code of this page and this address */
export async function takeCode(ctx: Context, box: SecretBox, { challenge, mail, code }: { challenge: string; mail: string; code: string }): Promise<boolean> {
  const now = ctx.clock.now()
  const since = new Date(now.getTime() - minutesOfCode * 60_000)
  const hash = hashOfToken(challenge)
  const [asked] = await ctx.db.rows<{ same_as: string | null }>(
    sql`update portal_codes c set tries = c.tries + 1 where c.workspace_id = ${sql.workspace} and c.token_hash = ${hash} and c.mail_hash = ${hashOfMail(mail)}
      and c.tries < ${mostTries}::int and c.used_at is null and c.created_at > ${since} returning encode(c.same_as, 'base64') as same_as`,
  )
  if (!asked) return false
  const sent = asked.same_as === null ? hash : Buffer.from(asked.same_as, 'base64')
  const [of] = await ctx.db.rows<{ code: string | null }>(sql`select c.code from portal_codes c where c.workspace_id = ${sql.workspace} and c.token_hash = ${sent} and c.used_at is null and c.created_at > ${since}`)
  const sealed = of?.code
  if (!sealed || !timingSafeEqual(Buffer.from(box.open(sealed), 'base64url'), hashOfCode(sent, code))) return false
  const used = await ctx.db.rows(sql`update portal_codes c set used_at = ${now} where c.workspace_id = ${sql.workspace} and c.token_hash = ${sent} and c.used_at is null returning 1`)
  return used.length > 0
}

/** Kept for a day, and only together with the mail address: it tells nobody where somebody was. Of a version 6 address what a house has. */
function placeOf(ctx: Context, mail: string): Buffer {
  const address = ctx.origin.address ?? ''
  const place = address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address
  return createHash('sha256').update(`${place} `).update(hashOfMail(mail)).digest()
}

function hashOfCode(challengeHash: Buffer, code: string): Buffer {
  return createHash('sha256').update(challengeHash).update(code).digest()
}

function tooMany(): Problem {
  return new Problem({ status: 429, code: 'too-many-requests', title: { zh: '从这里为这个邮箱要的验证码太多，请稍后再试', en: 'Too many codes were asked for from here; try again later' }, headers: { 'retry-after': '3600' } })
}
