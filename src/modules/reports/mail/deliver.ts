/**
 * Mails of reports, each made with the rights of its receiver.
 *
 * Which guarantee is left: a delivery is marked as being sent before the server is given it. Where a process is killed between the two, nobody
 * knows whether the server took it, and it is not sent again: a report never arrives twice. A server that is away is tried again.
 */
import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { eachInTurn } from '../../../platform/jobs/each-in-turn.ts'
import type { Language } from '../../../platform/label.ts'
import { RefusedMail, type Mail, type Mailer } from '../../../platform/mail/mailer.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { problemWords } from '../actions/run-dashboard.ts'
import { pdfOf, xlsxOf } from '../paper/files-of.ts'
import { openReport } from '../queries/open-report.ts'
import { runQuestion } from '../queries/run-question.ts'
import { fileNameOf } from '../routes.ts'
import { queueDue } from './queue.ts'

const payloadShape = z.looseObject({ workspace: z.uuid(), delivery: z.uuid() })

interface MailOptions {
  /** Null: no mail server is configured, and nobody is promised a mail. */
  mailer: Mailer | null
  publicUrl: string
}

/** Hours are whole where the company is, and zones lie quarters of an hour apart. */
export const reportsCrontab = '*/15 * * * * reports-sweep'

export function reportTasks(runtime: Runtime, { mailer, publicUrl }: MailOptions): Record<string, (payload: unknown) => Promise<void>> {
  return {
    'reports-sweep': async () => {
      if (mailer) await eachInTurn(await runtime.systemContexts('report mail'), queueDue)
    },
    'reports.mail': async (payload) => {
      const { workspace, delivery } = payloadShape.parse(payload)
      const ctx = await runtime.systemContext(workspace, 'report mail')
      if (mailer) await deliver(runtime, ctx, delivery, { mailer, publicUrl })
      else await end(ctx, delivery, 'left_out')
    },
  }
}

interface Delivery {
  report: string
  receiver: string
  email: string | null
  language: Language
}

/** @throws what is worth trying again. */
async function deliver(runtime: Runtime, ctx: Context, id: string, { mailer, publicUrl }: MailOptions & { mailer: Mailer }): Promise<void> {
  const [found] = await ctx.db.rows<Delivery>(
    sql`select d.report_id as report, d.receiver_id as receiver, u.email, coalesce(s.language, 'zh') as language from report_deliveries d
      left join users u on u.workspace_id = ${sql.workspace} and u.id = d.receiver_id and u.is_active and u.deleted_at is null
      left join notice_settings s on s.workspace_id = ${sql.workspace} and s.user_id = d.receiver_id
      where d.workspace_id = ${sql.workspace} and d.id = ${id}::uuid and d.state = 'waiting'`,
  )
  // With that person's rights as they are now; what is not shared with them is not mailed either.
  if (!found) return
  const reader = found.email ? await runtime.userContext({ workspaceId: ctx.workspace.id, userId: found.receiver, language: found.language }) : null
  const mail = reader && (await mailOf(reader, found.report, publicUrl))
  if (!found.email || !mail) return end(ctx, id, 'left_out')
  if (!(await claim(ctx, id))) return
  try {
    await mailer.send({ ...mail, to: found.email, messageId: `report-${id}@${URL.canParse(publicUrl) ? new URL(publicUrl).hostname : 'guanxi'}` })
    await end(ctx, id, 'sent')
  } catch (error) {
    if (!(error instanceof RefusedMail)) {
      await end(ctx, id, 'waiting')
      throw error
    }
    ctx.log.warn({ err: error, receiver: found.receiver }, 'the mail of a report was refused')
    await end(ctx, id, 'refused')
  }
}

/** Null: the receiver may not see it. A field that may not be read is said in the mail. */
async function mailOf(reader: Context, id: string, publicUrl: string): Promise<Omit<Mail, 'to'> | null> {
  const report = await openReport(reader, id).catch((error: unknown) => {
    problemWords(reader, error)
    return null
  })
  if (!report) return null
  const say = (zh: string, en: string) => (reader.language === 'zh' ? zh : en)
  const link = `${publicUrl}/reports/${report.id}`
  const subject = say(`报表：${report.name}`, `Report: ${report.name}`)
  const text = (words: string) => say(`${reader.actor.name}，您好：\n\n${words}\n\n在系统中打开：${link}\n`, `Hello ${reader.actor.name},\n\n${words}\n\nOpen it in Guanxi: ${link}\n`)
  try {
    const answer = await runQuestion(reader, report.question)
    const [xlsx, pdf] = [await xlsxOf(reader, report.name, answer), await pdfOf(reader, report.name, answer)]
    return {
      subject, text: text(say(`附件是报表“${report.name}”，其中只有您有权查看的数据。`, `Attached is the report “${report.name}”, with what you may see.`)),
      attachments: [{ filename: fileNameOf(report.name, 'xlsx'), content: xlsx }, { filename: fileNameOf(report.name, 'pdf'), content: pdf }],
    }
  } catch (error) {
    return { subject, text: text(problemWords(reader, error)) }
  }
}

/** False: another process has it, or it is done. */
async function claim(ctx: Context, id: string): Promise<boolean> {
  const rows = await ctx.db.rows(sql`update report_deliveries d set state = 'sending' where d.workspace_id = ${sql.workspace} and d.id = ${id}::uuid and d.state = 'waiting' returning 1`)
  return rows.length > 0
}

async function end(ctx: Context, id: string, state: 'sent' | 'refused' | 'left_out' | 'waiting'): Promise<void> {
  await ctx.db.rows(
    sql`update report_deliveries d set state = ${state}, ended_at = ${state === 'waiting' ? null : ctx.clock.now()}::timestamptz
      where d.workspace_id = ${sql.workspace} and d.id = ${id}::uuid and d.state in ('waiting', 'sending')`,
  )
}
