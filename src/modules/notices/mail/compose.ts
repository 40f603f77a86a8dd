/** A mail of one or many notifications, as its receiver may read them. */
import type { Context } from '../../../kernel/context.ts'
import type { Label } from '../../../platform/label.ts'
import type { Mail } from '../../../platform/mail/mailer.ts'
import type { InboxEntry } from '../queries/describe.ts'

export interface Composing {
  entries: readonly InboxEntry[]
  isDigest: boolean
  publicUrl: string
  /** Stops mails of these kinds. */
  tokenFor(kinds: string[]): string
}

export function compose(ctx: Context, { entries, isDigest, publicUrl, tokenFor }: Composing): Pick<Mail, 'subject' | 'text' | 'unsubscribe'> {
  const say = (label: Label) => label[ctx.language]
  const [first] = entries
  const count = entries.length
  const subject = first && count === 1 && !isDigest ? first.text : say(isDigest ? { zh: `今日摘要：${count} 条通知`, en: `Your digest: ${count} ${count === 1 ? 'notification' : 'notifications'}` } : { zh: `${count} 条新通知`, en: `${count} new notifications` })
  const kinds = [...new Map(entries.map(({ kind, label }) => [kind, label]))]
  const off = kinds.map(([kind, label]) => `${say({ zh: `不再邮件通知“${label}”`, en: `No more mails of “${label}”` })}:\n${publicUrl}/mail-off#${tokenFor([kind])}`)
  const text = [
    say({ zh: `${ctx.actor.name}，您好：`, en: `Hello ${ctx.actor.name},` }),
    ...entries.map((entry) => paragraphOf(ctx, entry, publicUrl)),
    `-- \n${say({ zh: '通知设置', en: 'Notification settings' })}: ${publicUrl}/account/notices\n${off.join('\n')}\n`,
  ].join('\n\n')
  return { subject, text, unsubscribe: `${publicUrl}/api/v1/notice-mails/off?token=${tokenFor(kinds.map(([kind]) => kind))}` }
}

function paragraphOf(ctx: Context, entry: InboxEntry, publicUrl: string): string {
  const path = entry.object && ctx.objects.get(entry.object)?.path
  const link = path ? `${publicUrl}/${path}${entry.record ? `/${entry.record.id}` : ''}` : null
  const quote = entry.quote?.split('\n').map((line) => `  > ${line}`).join('\n')
  return [`• ${entry.text}`, quote, link && `  ${link}`].filter(Boolean).join('\n')
}
