/** Complaints at every step, by the acts that people use, each at its moment; and the rules that have opened cases before there was one. */
import { sql } from '../platform/db/sql.ts'
import type { Actor } from '../kernel/access/actor.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { createRecord } from '../kernel/records/create.ts'
import { updateRecord } from '../kernel/records/update.ts'
import { openPreventiveCases, raiseRepeats } from '../modules/complaints/index.ts'
import { complaintStories, type ComplaintStory } from './words/complaints.ts'

const [hour, day] = [3_600_000, 86_400_000]

/** @param options.administrator whose rights the acts are done with, in the names of the service desk */
export async function plantComplaints(ctx: Context, { administrator }: { administrator: Actor }): Promise<void> {
  const customers = await ctx.db.rows<{ id: string }>(sql`select c.id::text as id from customers c where c.workspace_id = ${sql.workspace} and c.deleted_at is null and c.status = 'active' order by c.annual_amount desc, c.id limit 24`)
  const desk = await ctx.db.rows<{ id: string; name: string }>(
    sql`select u.id::text as id, u.name from users u join departments d on d.workspace_id = ${sql.workspace} and d.id = u.department_id and d.name = '客户服务部'
      where u.workspace_id = ${sql.workspace} and u.is_active order by u.created_at, u.id`,
  )
  const named = async (table: 'complaint_causes' | 'departments') => new Map((await ctx.db.rows<{ id: string; name: string }>(sql`select t.id::text as id, t.name from ${sql.id(table)} t where t.workspace_id = ${sql.workspace} and t.deleted_at is null`)).map(({ id, name }) => [name, id]))
  const [causes, departments] = [await named('complaint_causes'), await named('departments')]
  if (customers.length === 0 || desk.length === 0) return
  for (const [turn, story] of complaintStories.toSorted((one, other) => other.daysAgo - one.daysAgo).entries()) {
    const [customer, clerk] = [customers[story.customer % customers.length], desk[turn % desk.length]]
    if (customer && clerk) await play(ctx, { story, customer: customer.id, clerk, administrator, cause: causes.get(story.cause) ?? null, department: departments.get(story.department) ?? null })
  }
  await switchOnWarnings(ctx)
}

interface Play {
  story: ComplaintStory
  customer: string
  clerk: { id: string; name: string }
  administrator: Actor
  cause: string | null
  department: string | null
}

const order = ['listen', 'define', 'propose', 'agree', 'apologise', 'finish', 'call-back'] as const
const reached: Record<ComplaintStory['end'], number> = { opened: 0, withdrawn: 1, listened: 1, defined: 2, proposed: 3, agreed: 4, apologised: 5, done: 6, verified: 7, unsettled: 7 }

async function play(ctx: Context, { story, customer, clerk, administrator, cause, department }: Play): Promise<void> {
  const limit = ctx.clock.now().getTime()
  let time = limit - story.daysAgo * day - 7 * hour
  const then = (): Context => ({ ...ctx, actor: { ...administrator, id: clerk.id, name: clerk.name }, clock: { now: () => new Date(Math.min(time, limit)) } })
  const act = async (object: string, name: string, id: string, input: object): Promise<{ id: string; status: string }> => {
    const action = ctx.registry.actions.find((one) => one.object === object && one.name === name)
    if (!action) throw new Error(`There is no action ${name} of ${object}`)
    // What comes back is the record as the interface answers it.
    return (await action.run(then(), { id, input })) as { id: string; status: string }
  }
  const request = story.request ? await requestOf(ctx, story.request) : null
  const given = { subject: story.subject, description: story.description ?? null, customer: request?.customer ?? customer, request: request?.id ?? null, severity: story.severity, owner: clerk.id }
  const { id } = await createRecord(then(), objectOf(ctx, 'complaint'), given)
  const inputs: Record<(typeof order)[number], object> = {
    listen: { heard: story.heard, wanted: story.wanted ?? null }, define: { definition: story.definition, cause, responsible_department: department }, propose: { proposed: story.proposed },
    agree: { agreed: story.agreed }, apologise: { apology: story.apology }, finish: { outcome: story.outcome, handling_cost: story.cost ?? null }, 'call-back': { is_settled: story.end === 'verified', words: story.words },
  }
  for (const verb of order.slice(0, reached[story.end])) {
    time += verb === 'call-back' ? 2.5 * day : 1.2 * hour
    await act('complaint', verb, id, inputs[verb])
    if (verb === 'define') await raiseRepeats(then(), [{ record_id: id }])
    if (verb === 'propose' && story.compensation) await compensate(story.compensation, (input) => act('complaint', 'compensate', id, input), (one, name, input) => act('compensation', name, one, input), ctx)
  }
  if (story.end === 'withdrawn') await act('complaint', 'withdraw', id, { reason: story.heard })
}

async function requestOf(ctx: Context, subject: string): Promise<{ id: string; customer: string } | null> {
  const [row] = await ctx.db.rows<{ id: string; customer: string }>(sql`select r.id::text as id, r.customer_id::text as customer from service_requests r where r.workspace_id = ${sql.workspace} and r.subject = ${subject} and r.kind = 'complaint' and r.customer_id is not null and r.deleted_at is null order by r.received_at desc limit 1`)
  return row ?? null
}

type Acts = (input: object) => Promise<{ id: string; status: string }>

/** What waits for approval and was given in the end is approved by whoever was asked. */
async function compensate({ given, ...terms }: NonNullable<ComplaintStory['compensation']>, offer: Acts, actOn: (id: string, name: string, input: object) => Promise<unknown>, ctx: Context): Promise<void> {
  const { id, status } = await offer(terms)
  if (!given) return
  if (status === 'waiting') await approve(ctx, id)
  await actOn(id, 'give', { how: given })
}

async function approve(ctx: Context, record: string): Promise<void> {
  const [asked] = await ctx.db.rows<{ id: string; person: string; name: string }>(
    sql`select a.id::text as id, u.id::text as person, u.name from approvals a join users u on u.workspace_id = ${sql.workspace} and u.id = a.waiting_for_ids[1] where a.workspace_id = ${sql.workspace} and a.record = ${record} and a.status = 'waiting'`,
  )
  const action = ctx.registry.actions.find(({ object, name }) => object === 'approval' && name === 'approve')
  if (asked && action) await action.run({ ...ctx, actor: { ...ctx.actor, kind: 'user', id: asked.person, name: asked.name } }, { id: asked.id, input: { comment: '同意' } })
}

/** Two of the rules are on; what they see in the demo world is opened. */
async function switchOnWarnings(ctx: Context): Promise<void> {
  const rules = await ctx.db.rows<{ id: string }>(sql`select w.id::text as id from warning_rules w where w.workspace_id = ${sql.workspace} and w.kind in ('sla_breached', 'late_order') and w.deleted_at is null`)
  for (const { id } of rules) await updateRecord(ctx, objectOf(ctx, 'warning_rule'), id, { is_active: true }, { asSystem: true })
  await openPreventiveCases(ctx)
}
