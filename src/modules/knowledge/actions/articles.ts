import { z } from 'zod'
import { isDay } from '../../../platform/calendar/days.ts'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { conflict, invalid, issue, notFound } from '../../../platform/problems.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { settleNotices } from '../../notices/index.ts'
import { askToPublish, candidateOf, draftOf, nameOf, pick } from './publish.ts'

const onRecord = { object: 'article', on: 'record', guard: (ctx: Context) => verdictOf(ctx, 'article', 'change') !== false } as const
const title = z.string().trim().min(1).max(200)
const body = z.string().trim().min(1).max(20_000)

/** Publishes what was written, or asks whoever has to agree. */
export const submitArticle = defineAction({
  ...onRecord, name: 'submit', label: { zh: '发布', en: 'Publish' }, input: z.strictObject({}),
  run: (ctx, { id }) => actOn(ctx, id, async (ctx, { id, record }) => {
    const candidate = await candidateOf(ctx, id, record)
    if (!candidate) throw conflict('nothing-new', { zh: '没有要发布的修订', en: 'There is no revision to publish' })
    await askToPublish(ctx, id, candidate.content)
  }),
})

/** Writes the next edition beside the one in force, which readers go on seeing. */
export const reviseArticle = defineAction({
  ...onRecord, name: 'revise', label: { zh: '修订', en: 'Revise' },
  input: z.strictObject({ title: title.optional(), title_en: title.nullish(), body: body.optional(), body_en: body.nullish(), audience: z.enum(['internal', 'public']).optional(), note: z.string().trim().max(500).nullish() }),
  run: (ctx, { id, input: { note, ...content } }) => actOn(ctx, id, async (ctx, held) => writeRevision(ctx, held, { content, note: note ?? null })),
})

/** What an earlier edition said becomes the revision; it is in force when it is published. */
export const restoreEdition = defineAction({
  ...onRecord, name: 'restore-edition', label: { zh: '恢复此版本', en: 'Bring back' }, input: z.strictObject({ edition: z.number().int().min(1) }),
  run: (ctx, { id, input: { edition } }) => actOn(ctx, id, async (ctx, held) => {
    const [row] = await ctx.db.rows<{ content: Stored }>(
      sql`select json_build_object('title', e.title, 'title_en', e.title_en, 'body', e.body, 'body_en', e.body_en, 'audience', e.audience) as content from article_editions e
        where e.workspace_id = ${sql.workspace} and e.article_id = ${held.id}::uuid and e.edition = ${edition} and e.status in ('published', 'superseded') and e.deleted_at is null`,
    )
    if (!row) throw invalid([issue('edition', 'reference_not_found', '没有这个版本', 'There is no such edition')])
    await writeRevision(ctx, held, { content: row.content, note: ctx.language === 'zh' ? `恢复第 ${edition} 版` : `Edition ${edition} brought back` })
  }),
})

export const dropRevision = defineAction({
  ...onRecord, name: 'drop-revision', label: { zh: '放弃修订', en: 'Drop the revision' }, input: z.strictObject({}),
  run: (ctx, { id }) => actOn(ctx, id, async (ctx, { id }) => {
    const open = await draftOf(ctx, id)
    if (!open) throw conflict('nothing-new', { zh: '没有修订', en: 'There is no revision' })
    await updateRecord(withEveryRight(ctx), objectOf(ctx, 'article_edition'), open.id, { status: 'dropped' }, { asSystem: true, version: open.version, verb: 'dropped' })
  }),
})

/** It no longer holds: nobody finds it any more, its editions stay. */
export const retireArticle = defineAction({
  ...onRecord, name: 'retire', label: { zh: '下线', en: 'Retire' }, input: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
  run: (ctx, { id, input: { reason } }) => actOn(ctx, id, async (ctx, { id, record, version }) => {
    if (record.status !== 'published') throw conflict('wrong-state', { zh: '只有已发布的知识才能下线', en: 'Only what is published is retired' })
    await updateRecord(ctx, objectOf(ctx, 'article'), id, { status: 'retired', retired_reason: reason }, { asSystem: true, version, verb: 'retired' })
  }),
})

/** It was looked at and still holds. */
export const reviewArticle = defineAction({
  ...onRecord, name: 'review', label: { zh: '复审通过', en: 'It still holds' }, input: z.strictObject({ review_on: z.string().refine(isDay, { message: 'A day such as 2026-03-01' }) }),
  run: (ctx, { id, input: { review_on } }) => actOn(ctx, id, async (ctx, { id, version }) => {
    if (review_on <= dayOf(ctx.clock.now(), ctx.workspace.timeZone)) throw invalid([issue('review_on', 'in_the_past', '下次复审应在今天之后', 'The next review lies after today')])
    await updateRecord(ctx, objectOf(ctx, 'article'), id, { review_on }, { version, verb: 'reviewed' })
    await settleNotices(ctx, 'article', { done: [id], open: [] })
  }),
})

export const articleActions = [submitArticle, reviseArticle, restoreEdition, dropRevision, retireArticle, reviewArticle]

interface Held {
  id: string
  record: Stored
  version: number
}

/** With the article locked; what waits for approval is not acted on. @throws Problem 404, 403, 409. */
async function actOn(ctx: Context, id: string | null, act: (ctx: Context, held: Held) => Promise<void>): Promise<unknown> {
  if (!id) throw notFound()
  return transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'article')
    const { record, version } = await lockRecord(ctx, object, id, 'change')
    if (record.is_waiting) throw conflict('approval-waiting', { zh: '审批中：先撤回审批', en: 'It waits for approval: withdraw that first' })
    await act(ctx, { id, record, version })
    return JSON.parse((await getRecord(ctx, object, id)).json)
  })
}

async function writeRevision(ctx: Context, { id, record }: Held, { content, note }: { content: Record<string, Value | undefined>; note: string | null }): Promise<void> {
  if (record.status === 'draft') throw conflict('wrong-state', { zh: '草稿直接修改，不需要修订', en: 'A draft is changed itself, without a revision' })
  const every = withEveryRight(ctx)
  const object = objectOf(ctx, 'article_edition')
  const given: Stored = Object.fromEntries(Object.entries(content).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
  const author = ctx.actor.kind === 'user' ? ctx.actor.id : null
  const open = await draftOf(ctx, id)
  const values = { ...(open?.content ?? pick(record)), ...given }
  const edition = Number(record.edition) + 1
  const written = { ...values, name: nameOf(values, edition), author, ...(note === null ? {} : { note }) }
  if (open) await updateRecord(every, object, open.id, written, { asSystem: true, version: open.version, verb: 'revised' })
  else await createRecord(every, object, { article: id, edition, status: 'draft', ...written }, { asSystem: true })
}
