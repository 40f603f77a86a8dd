/** The mails of the portal. How a code reaches a person is `send`, for one address in one language: a way by text message would be another one beside it. */
import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { RefusedMail, type Mailer } from '../../../platform/mail/mailer.ts'
import type { Label, Language } from '../../../platform/label.ts'
import type { SecretBox } from '../../../platform/secret-box.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { portalPage } from '../public/portal-page.ts'
import { personOfMail } from '../queries/person.ts'
import { minutesOfCode, newCode } from './codes.ts'

const codeMail = z.object({ workspace: z.uuid(), challenge: z.string(), mail: z.string(), language: z.enum(['zh', 'en']) })
const invitationMail = z.object({ workspace: z.uuid(), access: z.uuid(), by: z.string() })

export async function queueInvitation(ctx: Context, access: string): Promise<void> {
  await ctx.db.rows(sql`select add_job('portal.invitation', ${JSON.stringify({ workspace: ctx.workspace.id, access, by: ctx.actor.name })}::json)`)
}

export function portalMailTasks(runtime: Runtime, { mailer, publicUrl, box }: { mailer: Mailer | null; publicUrl: string; box: SecretBox }): Record<string, (payload: unknown) => Promise<void>> {
  const send = async (to: string, language: Language, { subject, text }: Words) => {
    await mailer?.send({ to, subject: subject[language], text: text[language] }).catch((error: unknown) => {
      if (!(error instanceof RefusedMail)) throw error
      runtime.log.warn({ err: error }, 'a mail of the portal was refused')
    })
  }
  return {
    'portal.code': async (payload) => {
      const { workspace, challenge, mail, language } = codeMail.parse(payload)
      const ctx = await runtime.systemContext(workspace, 'portal')
      const person = mailer ? await personOfMail(ctx, mail) : null
      if (person) await send(person.mail, language, codeWords(await newCode(ctx, box, Buffer.from(challenge, 'base64url')), ctx.workspace.name))
    },
    'portal.invitation': async (payload) => {
      const { workspace, access, by } = invitationMail.parse(payload)
      const ctx = await runtime.systemContext(workspace, 'portal')
      const page = await portalPage.now(ctx)
      const [invited] = await ctx.db.rows<{ mail: string | null; language: Language }>(
        sql`select case when a.contact_id is null then c.emails[1] else k.emails[1] end as mail, a.language from portal_accesses a
          join customers c on c.workspace_id = ${sql.workspace} and c.id = a.customer_id and c.deleted_at is null
          left join contacts k on k.workspace_id = ${sql.workspace} and k.id = a.contact_id and k.deleted_at is null
          where a.workspace_id = ${sql.workspace} and a.id = ${access}::uuid and a.status = 'active' and a.deleted_at is null`,
      )
      if (page && invited?.mail) await send(invited.mail, invited.language, invitationWords(`${publicUrl}${page.path}`, { company: ctx.workspace.name, by, mail: invited.mail }))
    },
  }
}

interface Words {
  subject: Label
  text: Label
}

function codeWords(digits: string, company: string): Words {
  // A long one is read in groups.
  const code = digits.length > 6 ? digits.replaceAll(/\d{4}(?=\d)/g, '$& ') : digits
  return {
    subject: { zh: `${code} 是您登录${company}自助门户的验证码`, en: `${code} is your code for the portal of ${company}` },
    text: {
      zh: `您好：\n\n您的验证码：${code}\n\n${minutesOfCode} 分钟内有效，只能使用一次。请不要告诉任何人，我们也不会向您索要。\n\n如果不是您要求的，请忽略本邮件。\n\n${company}\n`,
      en: `Hello,\n\nyour code: ${code}\n\nIt holds for ${minutesOfCode} minutes and works once. Tell nobody; we never ask for it.\n\nIf it was not you who asked, ignore this mail.\n\n${company}\n`,
    },
  }
}

function invitationWords(address: string, { company, by, mail }: { company: string; by: string; mail: string }): Words {
  return {
    subject: { zh: `${company}为您开通了自助门户`, en: `${company} has opened its portal for you` },
    text: {
      zh: `您好：\n\n${by}为您开通了${company}的自助门户。在这里可以提出服务请求、查看进度、回复和评价，查看订单与合同：\n\n${address}\n\n用您的邮箱 ${mail} 登录，我们会把验证码发到这个邮箱，不需要密码。\n\n${company}\n`,
      en: `Hello,\n\n${by} has opened the portal of ${company} for you: raise requests, follow and rate them, see orders and contracts.\n\n${address}\n\nSign in with your address ${mail}; we send a code there. There is no password.\n\n${company}\n`,
    },
  }
}
