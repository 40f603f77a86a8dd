/**
 * Mails of notifications, sent by the work queue after the commit.
 *
 * Which guarantee is left: every notification is mailed at least once, and twice only when the process is killed, or the connection
 * breaks, between the server's "taken" and our mark. Then the same mail goes out again under the same Message-ID, by which mail
 * servers and programs know it as one; SMTP itself has no way to ask whether a mail was taken.
 */
import { z } from 'zod'
import type { Context } from '../../../kernel/context.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { eachInTurn } from '../../../platform/jobs/each-in-turn.ts'
import type { Language } from '../../../platform/label.ts'
import { RefusedMail, type Mailer } from '../../../platform/mail/mailer.ts'
import type { SecretBox } from '../../../platform/secret-box.ts'
import { describe, type NoticeRow } from '../queries/describe.ts'
import { noticeRows } from '../queries/inbox.ts'
import { digestJoin, endBatch, nextBatch, type MailBatch } from './batches.ts'
import { compose } from './compose.ts'
import { sealLink } from './off-links.ts'

interface MailOptions {
  /** Null: no mail server is configured, and nobody is promised a mail. */
  mailer: Mailer | null
  publicUrl: string
  box: SecretBox
}

const payloadShape = z.looseObject({ workspace: z.uuid(), receiver: z.uuid() })

/** Digests whose hour has come, and mails that a server which was away did not take: each is looked for in five minutes. */
export const noticesCrontab = '*/5 * * * * notices-sweep'

export function noticeTasks(runtime: Runtime, options: MailOptions): Record<string, (payload: unknown) => Promise<void>> {
  return {
    'notices.mail': async (payload) => {
      const { workspace, receiver } = payloadShape.parse(payload)
      const ctx = await runtime.systemContext(workspace, 'notification mail')
      if (options.mailer) await mailTo(runtime, ctx, receiver, { ...options, mailer: options.mailer })
      else await leaveOut(ctx)
    },
    'notices-sweep': async () => {
      await eachInTurn(await runtime.systemContexts('notification mail'), options.mailer ? queueDue : leaveOut)
    },
  }
}

/** One job at a time for each receiver, over all processes: the lock goes with the connection of a killed one. */
async function mailTo(runtime: Runtime, ctx: Context, receiver: string, options: MailOptions & { mailer: Mailer }): Promise<void> {
  // Nothing is written in the transaction of the lock: claims and marks commit on their own, and no running transaction holds back others.
  await transaction(ctx, async (locked) => {
    await locked.db.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`notices.mail ${receiver}`}, 0))`)
    for (let batch = await nextBatch(ctx, receiver); batch; batch = await nextBatch(ctx, receiver)) {
      await endBatch(ctx, receiver, batch, await send(runtime, ctx, receiver, batch, options))
    }
  })
}

/** @throws what is worth trying again: a server that is away or busy. */
async function send(runtime: Runtime, ctx: Context, receiver: string, batch: MailBatch, { mailer, publicUrl, box }: MailOptions & { mailer: Mailer }): Promise<'sent' | 'refused' | 'left_out'> {
  const [person] = await ctx.db.rows<{ email: string | null; language: Language }>(
    sql`select u.email, coalesce(s.language, 'zh') as language from users u left join notice_settings s on s.workspace_id = ${sql.workspace} and s.user_id = u.id
      where u.workspace_id = ${sql.workspace} and u.id = ${receiver}::uuid and u.is_active and u.deleted_at is null`,
  )
  // With that person's rights as they are now: what may not be read any more is not mailed either.
  const reader = person?.email ? await runtime.userContext({ workspaceId: ctx.workspace.id, userId: receiver, language: person.language }) : null
  if (!person?.email || !reader) return 'left_out'
  const rows = await reader.db.rows<NoticeRow>(sql`${noticeRows(reader, sql`n.mail_state = 'sending' and n.mail_id = ${batch.id}::uuid and not n.is_read`)} order by n.id`)
  if (rows.length === 0) return 'left_out'
  const entries = await describe(reader, rows)
  const tokenFor = (kinds: string[]) => sealLink(box, { workspace: ctx.workspace.id, user: receiver, kinds })
  try {
    await mailer.send({ to: person.email, ...compose(reader, { entries, isDigest: batch.mode === 'digest', publicUrl, tokenFor }), messageId: `notice-${batch.id}@${hostOf(publicUrl)}` })
    return 'sent'
  } catch (error) {
    if (!(error instanceof RefusedMail)) throw error
    ctx.log.warn({ err: error, receiver }, 'a mail was refused')
    return 'refused'
  }
}

function hostOf(publicUrl: string): string {
  return URL.canParse(publicUrl) ? new URL(publicUrl).hostname : 'guanxi'
}

/** The same job key for the same receiver: what is queued already is only hurried. */
async function queueDue(ctx: Context): Promise<void> {
  await ctx.db.rows(
    sql`select add_job('notices.mail', json_build_object('workspace', ${ctx.workspace.id}::text, 'receiver', r.receiver_id), 'notices.mail:' || r.receiver_id)
      from (select distinct n.receiver_id from notifications n ${digestJoin(ctx)}
        where n.workspace_id = ${sql.workspace} and n.mail_state in ('waiting', 'sending') and (n.mail = 'at_once' or n.mail_state = 'sending' or n.created_at < d.moment)) r`,
  )
}

/** So that whoever sets up a mail server later is not sent what is long past. */
async function leaveOut(ctx: Context): Promise<void> {
  await ctx.db.rows(sql`update notifications n set mail_state = 'left_out' where n.workspace_id = ${sql.workspace} and n.mail_state in ('waiting', 'sending')`)
}
