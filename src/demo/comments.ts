/** Comments on a few customers of the administrator, and what the administrator was told of them. */
import { objectOf, type Context } from '../kernel/context.ts'
import { createRecord } from '../kernel/records/create.ts'
import { notify } from '../modules/notices/index.ts'
import { sql } from '../platform/db/sql.ts'
import { remarks } from './words/comments.ts'
import type { World } from './world.ts'

export async function leaveComments(ctx: Context, world: World, me: { id: string; name: string }): Promise<void> {
  const customers = await ctx.db.rows<{ id: string }>(
    sql`select c.id from customers c where c.workspace_id = ${sql.workspace} and c.owner_id = ${me.id}::uuid and c.deleted_at is null order by c.annual_amount desc, c.id limit 3`,
  )
  const colleagues = world.people.filter((person) => person.isCast && person.id !== me.id)
  for (const [index, remark] of remarks.entries()) {
    const customer = customers[index % Math.max(1, customers.length)]
    const author = colleagues[remark.by % Math.max(1, colleagues.length)]
    if (!customer || !author) continue
    const now = new Date(ctx.clock.now().getTime() - remark.hoursAgo * 3_600_000)
    const as: Context = { ...ctx, actor: { ...ctx.actor, id: author.id, name: author.name, kind: 'user' }, clock: { now: () => now } }
    const text = remark.text.replace('{me}', me.name)
    const { id } = await createRecord(as, objectOf(ctx, 'comment'), { object: 'customer', record: customer.id, text, mentions: remark.isMention ? [me.id] : [], author: author.id }, { asSystem: true })
    await notify(as, { kind: remark.isMention ? 'mention' : 'comment', to: [me.id], object: 'customer', record_id: customer.id, values: { comment: id } })
  }
  // Nobody of the demo world has a mailbox.
  await ctx.db.rows(sql`update notifications n set mail = 'off', mail_state = null where n.workspace_id = ${sql.workspace}`)
}
