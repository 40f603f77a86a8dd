/** The mails of signing in, sent by the work queue after the commit. The queue carries ids; a link is made only when its mail is. */
import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Mail, Mailer } from '../../../platform/mail/mailer.ts'
import type { Label, Language } from '../../../platform/label.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { findAccount, membershipsOf } from '../accounts.ts'
import { makeLink, type LinkPurpose } from './account-links.ts'

const resetMail = z.object({ login: z.string(), language: z.enum(['zh', 'en']) })
const invitationMail = z.object({ account: z.uuid(), workspace: z.string(), by: z.string(), language: z.enum(['zh', 'en']) })

/** The same work for every name: whether somebody has it shows neither in the answer nor in its time. */
export async function queueResetMail(db: Db, payload: z.infer<typeof resetMail>): Promise<void> {
  await db.rows(sql`select add_job('mail.reset', ${JSON.stringify(payload)}::json)`)
}

export async function queueInvitationMail(db: Db, payload: z.infer<typeof invitationMail>): Promise<void> {
  await db.rows(sql`select add_job('mail.invitation', ${JSON.stringify(payload)}::json)`)
}

export function mailTasks(runtime: Runtime, options: { mailer: Mailer | null; publicUrl: string }): Record<string, (payload: unknown) => Promise<void>> {
  const db = runtime.database.local
  const sendLink = async (account: { id: string; email: string | null }, purpose: LinkPurpose, language: Language, words: (address: string) => Words) => {
    if (!options.mailer || !account.email) return
    const { path } = await makeLink(db, { accountId: account.id, purpose, now: runtime.clock.now() })
    await options.mailer.send(mailOf(account.email, words(`${options.publicUrl}${path}`), language))
  }
  return {
    'mail.reset': async (payload) => {
      const { login, language } = resetMail.parse(payload)
      const account = await findAccount({ db }, login)
      // Who works nowhere any more has nothing to sign in to.
      if (account && (await membershipsOf({ db }, account.id)).length > 0) await sendLink(account, 'reset', language, resetWords)
    },
    'mail.invitation': async (payload) => {
      const { account: id, workspace, by, language } = invitationMail.parse(payload)
      const [account] = await db.rows<{ id: string; email: string | null }>(sql`select a.id, a.email from accounts a where a.id = ${id}::uuid`)
      if (account) await sendLink(account, 'invitation', language, (address) => invitationWords(address, { workspace, by }))
    },
  }
}

interface Words {
  subject: Label
  text: Label
}

function mailOf(to: string, words: Words, language: Language): Mail {
  return { to, subject: words.subject[language], text: words.text[language] }
}

function resetWords(address: string): Words {
  return {
    subject: { zh: '重设您的 Guanxi 密码', en: 'Set a new password for Guanxi' },
    text: {
      zh: `您好：\n\n请在一小时内打开下面的链接，设置新密码。链接只能使用一次。\n\n${address}\n\n如果不是您要求的，请忽略本邮件，密码不会改变。\n`,
      en: `Hello,\n\nopen this link within an hour to set a new password. It works once.\n\n${address}\n\nIf it was not you who asked, ignore this mail: your password stays.\n`,
    },
  }
}

function invitationWords(address: string, { workspace, by }: { workspace: string; by: string }): Words {
  return {
    subject: { zh: `${by}邀请您使用${workspace}的 Guanxi`, en: `${by} invites you to Guanxi of ${workspace}` },
    text: {
      zh: `您好：\n\n${by}为您开通了${workspace}的 Guanxi。请在七天内打开下面的链接，设置您的密码：\n\n${address}\n`,
      en: `Hello,\n\n${by} has entered you at Guanxi of ${workspace}. Open this link within seven days to choose your password:\n\n${address}\n`,
    },
  }
}
