/** Inbound mail: a mail program or provider posts each mail here, signed. Each becomes one request, or one word in the request that it answers. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { isSigned } from '../../../platform/http/signed-body.ts'
import { defineRoute, type Answer, type Route } from '../../../platform/http/route.ts'
import type { SecretBox } from '../../../platform/secret-box.ts'
import { sql } from '../../../platform/db/sql.ts'
import { Problem } from '../../../platform/problems.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { enterIntake } from './intakes.ts'
import { enterRequest, enterWord, once } from './receive.ts'

/**
 * Further members, such as headers, are left to whoever sends them. Nothing is refused for its length, nor for an empty subject or text: whoever posts mails
 * does not send again what was refused, and the request would be lost. What is too long is cut where it is kept.
 */
const mail = z.object({
  message_id: z.string().trim().min(1),
  in_reply_to: z.string().nullish(),
  references: z.array(z.string()).nullish(),
  from: z.object({ address: z.string().trim().min(1), name: z.string().nullish() }),
  subject: z.string().nullish(),
  text: z.string().nullish(),
})

/** Of a long thread the mails before these are not looked for. */
const mostReferences = 100

type Mail = z.infer<typeof mail>

export function mailRoutes(runtime: Runtime, box: SecretBox): Route<Context>[] {
  return [
    defineRoute({
      method: 'POST', path: '/api/v1/inbound-mail/:box', guard: 'public', tag: 'Public service', summary: 'A mail, signed (X-Guanxi-Signature): one request, or one word in the request it answers, however often it is sent',
      body: mail,
      handle: async (ctx: Context, { params, body, headers, raw }): Promise<Answer> => {
        const { ctx: acting, secret } = await enterIntake(runtime, ctx, 'mail', params.box ?? '')
        if (secret === null || !isSigned(raw, headers, box.open(secret), acting.clock.now())) throw wrongSignature()
        const { id, isNew } = await once(acting, keyOf(body.message_id), (ctx) => enterMail(ctx, body))
        return { status: isNew ? 201 : 200, body: { request: id, is_new: isNew } }
      },
    }),
  ]
}

function keyOf(id: string): string {
  const name = clean(id).trim().replace(/^<|>$/g, '')
  return `mail:${Buffer.byteLength(name) <= 990 ? name : createHash('sha256').update(name).digest('hex')}`
}

async function enterMail(ctx: Context, mail: Mail): Promise<string> {
  const content = clean(mail.text ?? '').trim().slice(0, 20_000)
  const subject = clean(mail.subject ?? '').trim().slice(0, 300)
  const address = z.email().max(254).safeParse(mail.from.address).data ?? null
  const name = clean(mail.from.name ?? '').trim() || mail.from.address
  const thread = await threadOf(ctx, mail, { subject, address })
  if (thread && thread.status !== 'closed' && thread.status !== 'cancelled') {
    await enterWord(ctx, thread.id, { content: content || subject || '…', channel: 'mail', author_name: name.slice(0, 200) })
    return thread.id
  }
  const fallback = ctx.language === 'zh' ? '（无主题）' : '(no subject)'
  return enterRequest(ctx, { channel: 'mail', kind: 'question', subject: subject || content.split('\n', 1)[0]?.slice(0, 100) || fallback, description: content || null, name: name.slice(0, 200), phone: null, mail: address, parent: thread?.id ?? null })
}

/** By the mails it answers, whose ids only those have who got them; or by the number in its subject, but then only from who raised the request. */
async function threadOf(ctx: Context, mail: Mail, { subject, address }: { subject: string; address: string | null }): Promise<{ id: string; status: string } | null> {
  const keys = [mail.in_reply_to, ...(mail.references ?? []).slice(-mostReferences)].flatMap((id) => (id?.trim() ? keyOf(id) : []))
  const number = /\[([^\]\s]{3,60})\]/.exec(subject)?.[1] ?? null
  const [found] = await ctx.db.rows<{ id: string; status: string }>(
    sql`select r.id::text as id, r.status from service_requests r
      where r.workspace_id = ${sql.workspace} and r.deleted_at is null and (
        r.id in (select k.request_id from request_keys k where k.workspace_id = ${sql.workspace} and k.key = any(${keys}::text[]))
        or (r.number = ${number} and lower(r.requester_mail) = lower(${address}::text)))
      order by r.received_at desc limit 1`,
  )
  return found ?? null
}

/** What a database does not hold. */
function clean(text: string): string {
  return text.toWellFormed().replaceAll('\0', '')
}

function wrongSignature(): Problem {
  return new Problem({ status: 401, code: 'wrong-signature', title: { zh: '签名不对或已过时', en: 'The signature is wrong or too old' } })
}
