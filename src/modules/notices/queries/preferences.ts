/** How one person wants to be told: by kind and channel, and when the digest leaves. */
import type { Context } from '../../../kernel/context.ts'
import type { MailMode } from '../../../kernel/definitions/notice.ts'
import { isTimeZone } from '../../../platform/calendar/zones.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Language } from '../../../platform/label.ts'
import { invalid, issue } from '../../../platform/problems.ts'

export interface Preferences {
  language: Language
  digest_hour: number
  /** Null: that of the company. */
  time_zone: string | null
  /** That of the company. */
  company_time_zone: string
  kinds: { kind: string; label: string; module: string; app: boolean; mail: MailMode }[]
}

export interface PreferencesPatch {
  language?: Language
  digest_hour?: number
  time_zone?: string | null
  kinds?: { kind: string; app: boolean; mail: MailMode }[]
}

export async function preferencesOf(ctx: Context): Promise<Preferences> {
  const [chosen, [settings]] = await Promise.all([
    ctx.db.rows<{ kind: string; app: boolean; mail: MailMode }>(
      sql`select p.kind, p.app, p.mail from notice_preferences p where p.workspace_id = ${sql.workspace} and p.user_id = ${ctx.actor.id}::uuid`,
    ),
    ctx.db.rows<Pick<Preferences, 'language' | 'digest_hour' | 'time_zone'>>(
      sql`select s.language, s.digest_hour, s.time_zone from notice_settings s where s.workspace_id = ${sql.workspace} and s.user_id = ${ctx.actor.id}::uuid`,
    ),
  ])
  const kinds = ctx.registry.modules.flatMap((module) => (module.notices ?? []).map((notice) => ({ module, notice })))
  return {
    ...(settings ?? { language: ctx.language, digest_hour: 8, time_zone: null }),
    company_time_zone: ctx.workspace.timeZone,
    kinds: kinds.map(({ module, notice }) => {
      const { app, mail } = chosen.find(({ kind }) => kind === notice.kind) ?? notice.default
      return { kind: notice.kind, label: notice.label[ctx.language], module: module.label[ctx.language], app, mail }
    }),
  }
}

/** @throws Problem 422 for a kind or a time zone that is none. */
export async function changePreferences(ctx: Context, patch: PreferencesPatch): Promise<Preferences> {
  const { kinds = [], ...settings } = patch
  await refuseUnknown(ctx, patch)
  return transaction(ctx, async (ctx) => {
    if (Object.keys(settings).length > 0) await writeSettings(ctx, settings)
    if (kinds.length > 0) await writeKinds(ctx, kinds)
    return preferencesOf(ctx)
  })
}

/** A time zone must be one for the database as well, which reckons when digests leave; `+08:00` means the opposite there. */
async function refuseUnknown(ctx: Context, { kinds = [], time_zone: zone }: PreferencesPatch): Promise<void> {
  const issues = kinds.flatMap(({ kind }, index) => (ctx.registry.notices.has(kind) ? [] : [issue(`kinds[${index}].kind`, 'unknown_kind', `没有这一类通知：${kind.slice(0, 60)}`, `There is no kind ${kind.slice(0, 60)}`)]))
  if (zone && !(isTimeZone(zone) && (await isKnownZone(ctx, zone)))) issues.push(issue('time_zone', 'unknown_time_zone', '没有这个时区', 'There is no such time zone'))
  if (issues.length > 0) throw invalid(issues)
}

async function isKnownZone(ctx: Context, zone: string): Promise<boolean> {
  return (await ctx.db.rows(sql`select 1 from pg_timezone_names z where z.name = ${zone}`)).length > 0
}

async function writeSettings(ctx: Context, patch: Omit<PreferencesPatch, 'kinds'>): Promise<void> {
  const before = await preferencesOf(ctx)
  const { language, digest_hour: hour, time_zone: zone } = { ...before, ...patch }
  await ctx.db.rows(
    sql`insert into notice_settings (workspace_id, user_id, language, digest_hour, time_zone) values (${sql.workspace}, ${ctx.actor.id}, ${language}, ${hour}, ${zone})
      on conflict (workspace_id, user_id) do update set language = excluded.language, digest_hour = excluded.digest_hour, time_zone = excluded.time_zone`,
  )
}

/** The last word of a kind that is named twice. */
async function writeKinds(ctx: Context, kinds: readonly { kind: string; app: boolean; mail: MailMode }[]): Promise<void> {
  const rows = [...new Map(kinds.map((one) => [one.kind, one])).values()]
  await ctx.db.rows(
    sql`insert into notice_preferences (workspace_id, user_id, kind, app, mail)
      select ${sql.workspace}, ${ctx.actor.id}::uuid, r.kind, r.app, r.mail from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(kind text, app boolean, mail text)
      on conflict (workspace_id, user_id, kind) do update set app = excluded.app, mail = excluded.mail`,
  )
}
