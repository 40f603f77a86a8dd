/** Service requests of the last months at every step, by the acts that people use, each at its moment; and the public form, which is on. */
import { addDays } from '../platform/calendar/days.ts'
import { dayOf } from '../platform/calendar/zones.ts'
import { sql } from '../platform/db/sql.ts'
import type { Actor } from '../kernel/access/actor.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { createRecord } from '../kernel/records/create.ts'
import { keepClocks, openIntake, watchClocks } from '../modules/requests/index.ts'
import { entitlementWords, olderStories, requestStories, type RequestStory } from './words/requests.ts'

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

interface Party {
  id: string
  name: string
  contact: string | null
  person: string | null
  phone: string | null
  mail: string | null
}

/** @param options.administrator whose rights the acts are done with, in the names of the service desk */
export async function plantRequests(ctx: Context, { administrator }: { administrator: Actor }): Promise<void> {
  const parties = await ctx.db.rows<Party>(
    sql`select c.id::text as id, c.name, t.id::text as contact, coalesce(t.name, c.name) as person, coalesce(t.phones[1], c.phones[1]) as phone, coalesce(t.emails[1], c.emails[1]) as mail from customers c
      left join lateral (select k.id, k.name, k.phones, k.emails from contacts k where k.workspace_id = ${sql.workspace} and k.customer_id = c.id and k.deleted_at is null order by k.is_primary desc, k.id limit 1) t on true
      where c.workspace_id = ${sql.workspace} and c.deleted_at is null and c.status = 'active' order by c.annual_amount desc, c.id limit 30`,
  )
  const desk = await ctx.db.rows<{ id: string; name: string; team: string | null }>(
    sql`select u.id::text as id, u.name, u.department_id::text as team from users u join departments d on d.workspace_id = ${sql.workspace} and d.id = u.department_id and d.name = '客户服务部'
      where u.workspace_id = ${sql.workspace} and u.is_active order by u.created_at, u.id`,
  )
  const [first] = desk
  if (parties.length === 0 || !first) return
  await ctx.db.rows(sql`update sla_policies p set escalate_to_id = ${administrator.id}::uuid where p.workspace_id = ${sql.workspace} and p.position <= 30`)
  await plantEntitlements(ctx, parties)
  const now = ctx.clock.now().getTime()
  const all = [...olderStories.map((story, at) => ({ story, at: atWork(now - (170 - at * 9) * day, at) })), ...requestStories.map((story, at) => ({ story, at: momentOf(story, at, now) }))]
  for (const [turn, { story, at }] of all.toSorted((one, other) => one.at - other.at).entries()) {
    const party = parties[(turn * 7) % parties.length]
    const clerk = desk[turn % desk.length] ?? first
    if (party) await play(ctx, { story, at, party, clerk, administrator })
  }
  await watchClocks(ctx)
  // So that a newcomer can open the form, and see what becomes of what was sent. Mail stays off: it needs a secret that somebody has read.
  await openIntake(ctx, { kind: 'form' })
}

/** What is done lies back; what is open is of the last days, the newest only minutes old. */
function momentOf({ end }: RequestStory, at: number, now: number): number {
  if (end === 'closed' || end === 'cancelled') return atWork(now - (3 + at * 2) * day, at)
  if (end === 'evaluated' || end === 'completed' || end === 'reopened') return atWork(now - 2 * day, at)
  if (end === 'received') return now - (at % 4) * 50 * minute - 12 * minute
  return now - (at % 3) * 8 * hour - 5 * hour
}

/** Of that day or the Friday before, between nine and noon in Shanghai: nobody writes at midnight whenever the demo is planted. */
function atWork(at: number, turn: number): number {
  const midnight = Math.floor((at + 8 * hour) / day) * day - 8 * hour
  const weekday = new Date(midnight + 12 * hour).getUTCDay()
  return midnight - (weekday === 0 ? 2 : weekday === 6 ? 1 : 0) * day + 9 * hour + ((turn * 37) % 170) * minute
}

async function plantEntitlements(ctx: Context, parties: readonly Party[]): Promise<void> {
  const today = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
  for (const [turn, party] of parties.slice(0, 15).entries()) {
    const words = entitlementWords[turn % entitlementWords.length]
    if (!words) continue
    const { name, source, covers, days, kinds, response, visits } = words
    // One in seven has just ended.
    const ends = turn % 7 === 6 ? addDays(today, -20) : addDays(today, days - turn * 5)
    await createRecord(ctx, objectOf(ctx, 'entitlement'), { name, customer: party.id, source, covers, kinds: kinds ?? [], valid_from: addDays(ends, -365), valid_until: ends, response_minutes: response ?? null, visits_left: visits ?? null })
  }
}

interface Play {
  story: RequestStory
  at: number
  party: Party
  clerk: { id: string; name: string; team: string | null }
  administrator: Actor
}

const walk: Record<RequestStory['end'], string[]> = {
  received: [], terms_checked: ['check-terms'], diagnosing: ['check-terms', 'diagnose'], assigned: ['check-terms', 'diagnose', 'assign'], in_progress: ['check-terms', 'diagnose', 'assign', 'start'],
  waiting: ['check-terms', 'diagnose', 'assign', 'start'], completed: ['check-terms', 'diagnose', 'assign', 'start', 'complete'], evaluated: ['check-terms', 'diagnose', 'assign', 'start', 'complete', 'evaluate'],
  closed: ['check-terms', 'diagnose', 'assign', 'start', 'complete', 'evaluate', 'close'], reopened: ['check-terms', 'diagnose', 'assign', 'start', 'complete', 'reopen'], cancelled: ['cancel'],
}

async function play(ctx: Context, { story, at, party, clerk, administrator }: Play): Promise<void> {
  const limit = ctx.clock.now().getTime()
  let time = at
  const then = (): Context => ({ ...ctx, actor: { ...administrator, id: clerk.id, name: clerk.name }, clock: { now: () => new Date(Math.min(time, limit)) } })
  const { subject, description, kind, channel, priority, end, reply, answer, note, cause, solution, rating } = story
  const isDesk = end !== 'received' && end !== 'cancelled'
  const input = {
    subject, description: description ?? null, kind, channel, priority: priority ?? 'normal', customer: party.id, contact: party.contact, requester_name: party.person, requester_phone: party.phone, requester_mail: channel === 'mail' || channel === 'form' ? party.mail : null,
    watchers: priority === 'urgent' && administrator.id ? [administrator.id] : [],
    team: clerk.team, owner: isDesk && end !== 'terms_checked' ? clerk.id : null,
  }
  const { id } = await createRecord(then(), objectOf(ctx, 'request'), input)
  await keepClocks(then(), [id])
  const act = async (name: string, input: object = {}) => {
    const action = ctx.registry.actions.find((one) => one.object === 'request' && one.name === name)
    if (!action) throw new Error(`There is no action ${name} of a request`)
    await action.run(then(), { id, input })
  }
  const inputs: Record<string, object> = { assign: { owner: clerk.id }, complete: { solution: solution ?? '已解决', cause: cause ?? null }, evaluate: { evaluation: rating?.[0] ?? 5, text: rating?.[1] ?? '' }, reopen: { reason: answer ?? '没有解决' }, cancel: { reason: '客户自己取消' } }
  // What the desk knows itself is answered while diagnosing.
  const isKnown = kind === 'question' && walk[end].includes('complete') && end !== 'reopened'
  for (const step of walk[end].filter((each) => !isKnown || (each !== 'assign' && each !== 'start'))) {
    time += (step === 'evaluate' ? 3 : step === 'complete' ? 1.4 : 0.15) * hour
    await act(step, inputs[step])
    if (step === 'check-terms' && reply) await act('reply', { content: reply, waits: end === 'waiting' && walk[end].length === 1 })
    if (step === 'diagnose' && note) await act('note', { content: note })
  }
  if (end === 'waiting') await act('wait', { note: '等客户补资料' })
}
