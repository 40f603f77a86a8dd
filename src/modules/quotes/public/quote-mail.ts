/** The mail with the link of a quote, sent by the work queue after the commit. */
import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { RefusedMail, type Mail, type Mailer } from '../../../platform/mail/mailer.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Runtime } from '../../../kernel/runtime.ts'

const shape = z.object({
  workspace: z.uuid(), company: z.string(), by: z.string(), to: z.array(z.string()), message: z.string().nullable(), language: z.enum(['zh', 'en']),
  /** The link itself: only its hash is kept elsewhere, and the row of the queue goes with the mail. */
  path: z.string(), number: z.string(), name: z.string(),
})

type QuoteMail = z.infer<typeof shape>

export async function queueQuoteMail(ctx: Context, mail: Omit<QuoteMail, 'workspace' | 'company' | 'by'>): Promise<void> {
  await ctx.db.rows(sql`select add_job('quotes.mail', ${JSON.stringify({ ...mail, workspace: ctx.workspace.id, company: ctx.workspace.name, by: ctx.actor.name })}::json)`)
}

export function quoteTasks(runtime: Runtime, { mailer, publicUrl }: { mailer: Mailer | null; publicUrl: string }): Record<string, (payload: unknown) => Promise<void>> {
  return {
    'quotes.mail': async (payload) => {
      const mail = shape.parse(payload)
      if (!mailer) return
      for (const to of mail.to) {
        await mailer.send({ to, ...wordsOf(mail, publicUrl) }).catch((error: unknown) => {
          if (!(error instanceof RefusedMail)) throw error
          runtime.log.warn({ err: error }, 'the mail of a quote was refused')
        })
      }
    },
  }
}

function wordsOf({ company, by, message, language, path, number, name }: QuoteMail, publicUrl: string): Pick<Mail, 'subject' | 'text'> {
  const address = `${publicUrl}${path}`
  if (language === 'en') return { subject: `${company}: quotation ${number} ${name}`, text: `Hello,\n\n${message ?? `please find our quotation ${number}, ${name}.`}\n\nRead it, download it as PDF and answer here, without an account:\n${address}\n\n${by}\n${company}\n` }
  return { subject: `${company}：报价单 ${number} ${name}`, text: `您好：\n\n${message ?? `附上我们的报价单 ${number}《${name}》，请查阅。`}\n\n请打开下面的链接查看、下载 PDF 并答复，无需注册：\n${address}\n\n${by}\n${company}\n` }
}
