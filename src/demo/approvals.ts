/** Credit limits that were asked for: some wait, some were decided. Through the product's own acts, so that the trail is a true one. */
import { objectOf, type Context } from '../kernel/context.ts'
import { updateRecord } from '../kernel/records/update.ts'
import { loadActor } from '../modules/team/index.ts'
import { sql } from '../platform/db/sql.ts'
import { heads, requests } from './words/approvals.ts'

/** @param departments ids by key */
export async function plantApprovals(ctx: Context, departments: ReadonlyMap<string, string>): Promise<void> {
  const rows = await ctx.db.rows<{ id: string; user_name: string }>(sql`select u.id, u.user_name from users u where u.workspace_id = ${sql.workspace} and u.user_name is not null`)
  const people = new Map(rows.map(({ id, user_name }) => [user_name, id]))
  for (const [key, login] of Object.entries(heads)) {
    const department = departments.get(key)
    if (department) await updateRecord(ctx, objectOf(ctx, 'department'), department, { head: people.get(login) }, { asSystem: true })
  }
  for (const [index, request] of requests.entries()) await plantRequest(ctx, request, { people, place: requests.slice(0, index).filter(({ by }) => by === request.by).length })
  // Nobody of the demo world has a mailbox.
  await ctx.db.rows(sql`update notifications n set mail = 'off', mail_state = null where n.workspace_id = ${sql.workspace}`)
}

async function plantRequest(ctx: Context, request: (typeof requests)[number], { people, place }: { people: ReadonlyMap<string, string>; place: number }): Promise<void> {
  const [customer] = await ctx.db.rows<{ id: string }>(
    sql`select c.id from customers c where c.workspace_id = ${sql.workspace} and c.owner_id = ${people.get(request.by)}::uuid and c.kind = 'organisation' and c.deleted_at is null and coalesce(c.credit_limit, 0) < ${request.limit}::numeric order by c.annual_amount desc, c.id limit 1 offset ${place}`,
  )
  if (!customer) return
  const act = async (login: string, hoursAgo: number, action: { object: string; name: string; id: string }, input: object): Promise<unknown> => {
    const now = new Date(ctx.clock.now().getTime() - hoursAgo * 3_600_000)
    const actor = await loadActor(ctx.db, people.get(login) ?? '', now)
    const found = ctx.registry.actions.find(({ object, name }) => object === action.object && name === action.name)
    return actor && found?.run({ ...ctx, actor, clock: { now: () => now } }, { id: action.id, input })
  }
  const asked = await act(request.by, request.hoursAgo, { object: 'customer', name: 'request-credit-limit', id: customer.id }, { credit_limit: request.limit, reason: request.reason })
  const id = typeof asked === 'object' && asked !== null && 'id' in asked ? String(asked.id) : ''
  for (const { by, hoursAgo, name, comment, to } of request.acts) {
    await act(by, hoursAgo, { object: 'approval', name, id }, { ...(comment ? { comment } : {}), ...(to ? { person: people.get(to) } : {}) })
  }
}
