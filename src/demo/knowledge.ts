/** The knowledge base: articles in force, one being revised, one that waits for approval, one draft; and the help page, which is on. */
import { addDays } from '../platform/calendar/days.ts'
import { dayOf } from '../platform/calendar/zones.ts'
import { sql } from '../platform/db/sql.ts'
import type { Actor } from '../kernel/access/actor.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { createRecord } from '../kernel/records/create.ts'
import { helpPage } from '../modules/knowledge/index.ts'
import { articleStories, type ArticleStory } from './words/knowledge.ts'

/** @param options.administrator whose rights the acts are done with, in the names of the service desk */
export async function plantKnowledge(ctx: Context, { administrator }: { administrator: Actor }): Promise<void> {
  const desk = await ctx.db.rows<{ id: string; name: string }>(
    sql`select u.id::text as id, u.name from users u join departments d on d.workspace_id = ${sql.workspace} and d.id = u.department_id and d.name = '客户服务部'
      where u.workspace_id = ${sql.workspace} and u.is_active order by u.created_at, u.id`,
  )
  const categories = new Map((await ctx.db.rows<{ id: string; name: string }>(sql`select c.id::text as id, c.name from article_categories c where c.workspace_id = ${sql.workspace}`)).map(({ id, name }) => [name, id]))
  const people = await ctx.db.rows<{ id: string }>(sql`select u.id::text as id from users u where u.workspace_id = ${sql.workspace} order by u.created_at, u.id limit 40`)
  for (const [turn, story] of articleStories.entries()) {
    const author = desk[turn % desk.length]
    if (author) await write({ ...ctx, actor: { ...administrator, id: author.id, name: author.name } }, { story, category: categories.get(story.category) ?? null, readers: people.map(({ id }) => id) })
  }
  await helpPage.open(ctx)
}

async function write(ctx: Context, { story, category, readers }: { story: ArticleStory; category: string | null; readers: string[] }): Promise<void> {
  const { kind, title, title_en, body, body_en, audience, end, reviewIn, helpful: [yes, no] = [0, 0] } = story
  const review_on = reviewIn === undefined ? null : addDays(dayOf(ctx.clock.now(), ctx.workspace.timeZone), reviewIn)
  const { id } = await createRecord(ctx, objectOf(ctx, 'article'), { kind, title, title_en: title_en ?? null, body, body_en: body_en ?? null, audience, category, owner: ctx.actor.id })
  const act = async (object: string, name: string, record: string, input: object, by = ctx) => {
    const action = ctx.registry.actions.find((one) => one.object === object && one.name === name)
    if (!action) throw new Error(`There is no action ${name} of ${object}`)
    await action.run(by, { id: record, input })
  }
  if (end === 'draft') return
  await act('article', 'submit', id, {})
  if (end === 'waiting') return
  const [asked] = await ctx.db.rows<{ id: string; person: string; name: string }>(
    sql`select a.id::text as id, u.id::text as person, u.name from approvals a join users u on u.workspace_id = ${sql.workspace} and u.id = a.waiting_for_ids[1] where a.workspace_id = ${sql.workspace} and a.record = ${id} and a.status = 'waiting'`,
  )
  if (asked) await act('approval', 'approve', asked.id, { comment: '可以发布' }, { ...ctx, actor: { ...ctx.actor, id: asked.person, name: asked.name } })
  if (end === 'revised') await act('article', 'revise', id, { body: `${body}\n\n新批次门锁用 CR123A 电池，不要混用。`, note: '补充新批次门锁' })
  if (review_on) await ctx.db.rows(sql`update articles a set review_on = ${review_on}::date where a.workspace_id = ${sql.workspace} and a.id = ${id}::uuid`)
  for (const [place, reader] of readers.slice(0, yes + no).entries()) await act('article', 'rate', id, { is_helpful: place < yes }, { ...ctx, actor: { ...ctx.actor, id: reader } })
}
