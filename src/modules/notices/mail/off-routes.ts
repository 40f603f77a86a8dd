/** What the links in mails lead to. Public: whoever holds the link received the mail. */
import { z } from 'zod'
import type { Context } from '../../../kernel/context.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { defineRoute, type Answer, type Route } from '../../../platform/http/route.ts'
import { Problem } from '../../../platform/problems.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { SecretBox } from '../../../platform/secret-box.ts'
import { openLink, type OffLink } from './off-links.ts'

const query = z.strictObject({ token: z.string().min(1).max(4000) })

export function mailOffRoutes(runtime: Runtime, box: SecretBox): Route<Context>[] {
  const tag = 'Notifications'
  return [
    defineRoute({
      method: 'GET', path: '/api/v1/notice-mails/off', guard: 'public', tag, summary: 'Which mails the link of a mail stops', query,
      handle: async (ctx: Context, { query }) => ({ body: { label: labelsOf(ctx, wholeLink(box, query.token)) } }),
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/notice-mails/off', guard: 'public', takes_forms: true, tag, summary: 'Stops them, without signing in; mail programs send it by one click (RFC 8058)', query,
      handle: async (_ctx: Context, { query }): Promise<Answer> => {
        const link = wholeLink(box, query.token)
        await stopMails(await runtime.systemContext(link.workspace, 'mail link'), link)
        return { status: 204 }
      },
    }),
  ]
}

function wholeLink(box: SecretBox, token: string): OffLink {
  const link = openLink(box, token)
  if (!link) throw new Problem({ status: 404, code: 'dead-link', title: { zh: '链接不完整或已失效', en: 'The link is incomplete or no longer works' } })
  return link
}

function labelsOf(ctx: Context, { kinds }: OffLink): string {
  return kinds.map((kind) => ctx.registry.notices.get(kind)?.label[ctx.language] ?? kind).join(ctx.language === 'zh' ? '、' : ', ')
}

/** What the app shows stays as it was chosen; mails that wait are not sent either. */
async function stopMails(ctx: Context, { user, kinds }: OffLink): Promise<void> {
  const rows = kinds.flatMap((kind) => ctx.registry.notices.get(kind) ?? []).map(({ kind, default: { app } }) => ({ kind, app }))
  await ctx.db.rows(
    sql`with p as (
        insert into notice_preferences (workspace_id, user_id, kind, app, mail)
        select ${sql.workspace}, u.id, r.kind, r.app, 'off' from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(kind text, app boolean)
          join users u on u.workspace_id = ${sql.workspace} and u.id = ${user}::uuid
        on conflict (workspace_id, user_id, kind) do update set mail = 'off' returning 1)
      update notifications n set mail_state = 'left_out' where n.workspace_id = ${sql.workspace} and n.receiver_id = ${user}::uuid
        and n.kind = any(${kinds}::text[]) and n.mail_state = 'waiting'`,
  )
}
