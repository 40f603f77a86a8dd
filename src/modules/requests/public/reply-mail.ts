/** The mail that tells a customer of a reply, with a link to the conversation; sent by the work queue after the commit. */
import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { RefusedMail, type Mail, type Mailer } from '../../../platform/mail/mailer.ts'
import { newId } from '../../../platform/ids.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { newLink } from './links.ts'

const shape = z.object({
  company: z.string(), by: z.string(), to: z.string(), content: z.string(), language: z.enum(['zh', 'en']),
  /** The link itself: only its hash is kept elsewhere, and the row of the queue goes with the mail. */
  path: z.string(), number: z.string(), subject: z.string(), message: z.uuid(),
})

/** Only to whoever wrote by mail, form or portal: who called is called back. An answer to it comes back to the same conversation. */
export async function queueReplyMail(ctx: Context, id: string, record: Stored, content: string): Promise<void> {
  const { requester_mail: to, channel, number, subject } = record
  if (typeof to !== 'string' || (channel !== 'mail' && channel !== 'form' && channel !== 'portal')) return
  const message = newId()
  await ctx.db.rows(sql`insert into request_keys (workspace_id, key, request_id, created_at) values (${sql.workspace}, ${`mail:${message}@guanxi`}, ${id}::uuid, ${ctx.clock.now()})`)
  const payload: z.infer<typeof shape> = { company: ctx.workspace.name, by: ctx.actor.name, to, content, language: ctx.language, path: await newLink(ctx, id), number: String(number), subject: String(subject), message }
  await ctx.db.rows(sql`select add_job('requests.mail', ${JSON.stringify(payload)}::json)`)
}

export function replyMailTasks(runtime: Runtime, { mailer, publicUrl }: { mailer: Mailer | null; publicUrl: string }): Record<string, (payload: unknown) => Promise<void>> {
  return {
    'requests.mail': async (payload) => {
      const mail = shape.parse(payload)
      if (!mailer) return
      await mailer.send({ to: mail.to, messageId: `${mail.message}@guanxi`, ...wordsOf(mail, publicUrl) }).catch((error: unknown) => {
        if (!(error instanceof RefusedMail)) throw error
        runtime.log.warn({ err: error }, 'the mail of a reply was refused')
      })
    },
  }
}

function wordsOf({ company, by, content, language, path, number, subject }: z.infer<typeof shape>, publicUrl: string): Pick<Mail, 'subject' | 'text'> {
  const address = `${publicUrl}${path}`
  if (language === 'en') return { subject: `Re: ${subject} [${number}]`, text: `${content}\n\nSee how it goes on, answer and rate it here, without an account:\n${address}\n\n${by}\n${company}\n` }
  return { subject: `回复：${subject} [${number}]`, text: `${content}\n\n查看进度、回复和评价，无需注册：\n${address}\n\n${by}\n${company}\n` }
}
