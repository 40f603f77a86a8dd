import { addDays } from '../../../platform/calendar/days.ts'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { requestApproval, type Occasion } from '../../approvals/index.ts'
import { contentFields } from '../rules/moves.ts'

/** Days after which an article is looked at again, where nobody says another day. */
const reviewAfter = 180

const decided: Occasion['decided'] = async (ctx, { record, status }) => {
  if (status === 'approved') await publish(ctx, record)
  else await setWaiting(ctx, record, false)
}

/** Two occasions, because what customers read may need other signatures than what colleagues read. */
export const publications: readonly Occasion[] = [
  { object: 'article', occasion: 'publish_internal', label: { zh: '发布内部知识', en: 'Publication of internal knowledge' }, fields: ['title', 'body'], decided },
  { object: 'article', occasion: 'publish_public', label: { zh: '发布对外知识', en: 'Publication of public knowledge' }, fields: ['title', 'body'], decided },
]

/** What would be published: the revision that was begun, else the draft itself; null where there is nothing new. */
export async function candidateOf(ctx: Context, id: string, record: Stored): Promise<{ edition: string | null; content: Stored } | null> {
  const open = await draftOf(ctx, id)
  if (open) return { edition: open.id, content: open.content }
  return record.status === 'draft' ? { edition: null, content: pick(record) } : null
}

/** The revision that is being written, locked; one at most. */
export async function draftOf(ctx: Context, id: string): Promise<{ id: string; version: number; content: Stored } | null> {
  const [row] = await ctx.db.rows<{ id: string; version: number; content: Stored }>(
    sql`select e.id, e.version, json_build_object('title', e.title, 'title_en', e.title_en, 'body', e.body, 'body_en', e.body_en, 'audience', e.audience) as content
      from article_editions e where e.workspace_id = ${sql.workspace} and e.article_id = ${id}::uuid and e.status = 'draft' and e.deleted_at is null for no key update of e`,
  )
  return row ?? null
}

export function pick(record: Stored): Stored {
  return Object.fromEntries(contentFields.map((name) => [name, record[name] ?? null]))
}

/** Asks whoever the lines of the company name; where they name nobody, who may change the article publishes it. The article is locked. */
export async function askToPublish(ctx: Context, id: string, content: Stored): Promise<void> {
  const audience = objectOf(ctx, 'article').fields.get('audience')?.options?.find(({ key }) => key === content.audience)
  const asked = await requestApproval(ctx, {
    object: 'article', id, occasion: content.audience === 'public' ? 'publish_public' : 'publish_internal', title: String(content.title).slice(0, 300),
    facts: [
      { label: { zh: '给谁看', en: 'For whom' }, value: audience?.label[ctx.language] ?? String(content.audience) },
      { label: { zh: '正文', en: 'Text' }, value: Array.from(String(content.body)).slice(0, 500).join('') },
    ],
  })
  if (!asked.needed) await publish(ctx, id)
  else if (asked.status === 'waiting') await setWaiting(ctx, id, true)
}

async function setWaiting(ctx: Context, id: string, is_waiting: boolean): Promise<void> {
  const every = withEveryRight(ctx)
  const { version } = await lockRecord(every, objectOf(ctx, 'article'), id, 'see')
  await updateRecord(every, objectOf(ctx, 'article'), id, { is_waiting }, { asSystem: true, version, verb: is_waiting ? 'submitted' : 'returned' })
}

/** The next edition is in force; the one before stays as it was. With every right: whoever signed need not have written it. */
async function publish(ctx: Context, id: string): Promise<void> {
  const every = withEveryRight(ctx)
  const [article, editions] = [objectOf(ctx, 'article'), objectOf(ctx, 'article_edition')]
  const { record, version } = await lockRecord(every, article, id, 'see')
  const candidate = await candidateOf(every, id, record)
  if (!candidate) return
  const edition = Number(record.edition) + 1
  const published_at = ctx.clock.now().toISOString()
  const [held] = await ctx.db.rows<{ id: string; version: number }>(sql`select e.id, e.version from article_editions e where e.workspace_id = ${sql.workspace} and e.article_id = ${id}::uuid and e.status = 'published' and e.deleted_at is null for no key update of e`)
  if (held) await updateRecord(every, editions, held.id, { status: 'superseded' }, { asSystem: true, version: held.version, verb: 'superseded' })
  const inForce = { status: 'published', edition, published_at, name: nameOf(candidate.content, edition) }
  if (candidate.edition) await updateRecord(every, editions, candidate.edition, inForce, { asSystem: true, verb: 'published' })
  else await createRecord(every, editions, { article: id, ...candidate.content, ...inForce, author: record.owner ?? null }, { asSystem: true })
  const today = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
  const review_on = typeof record.review_on === 'string' && record.review_on > today ? record.review_on : addDays(today, reviewAfter)
  await updateRecord(every, article, id, { ...candidate.content, edition, status: 'published', published_at, is_waiting: false, review_on, retired_reason: null }, { asSystem: true, version, verb: 'published' })
}

export function nameOf(content: Stored, edition: number): string {
  return `${String(content.title)} v${edition}`
}
