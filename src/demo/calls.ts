/** The hot line of the last three weeks and of today: queues, agents, calls that were answered and those that were not, and who is to be called back. */
import { addDays } from '../platform/calendar/days.ts'
import { dayOf, instantOf, startOfDay } from '../platform/calendar/zones.ts'
import { isWorkingDay } from '../platform/calendar/business.ts'
import { newId } from '../platform/ids.ts'
import { sql } from '../platform/db/sql.ts'
import type { Actor } from '../kernel/access/actor.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { addMany } from '../kernel/records/change-many.ts'
import { createRecord } from '../kernel/records/create.ts'
import { createThroughModule } from '../kernel/records/batch.ts'
import { filledWith, unfilled, type Stored } from '../kernel/records/input.ts'
import { takeNumbers } from '../kernel/records/sequence.ts'
import { updateRecord } from '../kernel/records/update.ts'
import { touchLastContacts } from '../modules/customers/index.ts'
import { businessCalendarOf } from '../modules/team/index.ts'
import { randomOf, type Random } from './random.ts'
import { callBackStories, callWords } from './words/calls.ts'

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000]

interface Party {
  customer: string
  contact: string | null
  phone: string
}

interface Agent {
  id: string
  name: string
}

interface Desk {
  administrator: Actor
  agents: Agent[]
  queues: string[]
  parties: Party[]
  random: Random
}

/** @param options.administrator whose rights the acts are done with, in the names of the agents */
export async function plantCalls(ctx: Context, { administrator }: { administrator: Actor }): Promise<void> {
  const parties = await ctx.db.rows<Party>(
    sql`select c.id::text as customer, t.id::text as contact, coalesce(t.phones[1], c.phones[1]) as phone from customers c
      left join lateral (select k.id, k.phones from contacts k where k.workspace_id = ${sql.workspace} and k.customer_id = c.id and k.deleted_at is null and k.phones <> '{}' order by k.is_primary desc, k.id limit 1) t on true
      where c.workspace_id = ${sql.workspace} and c.deleted_at is null and c.status = 'active' and coalesce(t.phones[1], c.phones[1]) is not null order by c.annual_amount desc, c.id limit 40`,
  )
  const people = await ctx.db.rows<Agent & { login: string }>(sql`select u.id::text as id, u.name, u.user_name as login from users u where u.workspace_id = ${sql.workspace} and u.user_name = any(${['wu', 'feng', 'xu', 'ma', 'he']}::text[]) and u.is_active order by u.created_at, u.id`)
  const agents = people.filter(({ login }) => login !== 'he')
  if (parties.length === 0 || agents.length < 2) return
  const desk: Desk = { administrator, agents, parties, random: randomOf('calls'), queues: await openQueues(ctx, agents, people.find(({ login }) => login === 'he')?.id ?? null) }
  await plantWeeks(ctx, desk)
  await plantCallBacks(ctx, desk)
  await plantToday(ctx, desk)
}

async function openQueues(ctx: Context, agents: readonly Agent[], manager: string | null): Promise<string[]> {
  const object = objectOf(ctx, 'call_queue')
  const [ready] = await ctx.db.rows<{ id: string }>(sql`select q.id::text as id from call_queues q where q.workspace_id = ${sql.workspace} and q.deleted_at is null order by q.position limit 1`)
  const ids = agents.map(({ id }) => id)
  if (ready) await updateRecord(ctx, object, ready.id, { line: '400-615-8001', people: ids, manager }, { asSystem: true })
  const { id } = await createRecord(ctx, object, { name: '贵宾专线', position: 2, line: '400-615-8008', people: ids.slice(0, 2), manager, target_percent: 90, target_seconds: 10, short_seconds: 3, call_back_minutes: 30, retries: [{ after_minutes: 15 }, { after_minutes: 60 }] }, { asSystem: true })
  return ready ? [ready.id, id] : [id]
}

/** Calls of the working days before, as their acts would have left them; each one that was talked with a customer stands on the time line. */
async function plantWeeks(ctx: Context, desk: Desk): Promise<void> {
  const zone = ctx.workspace.timeZone
  const calendar = await businessCalendarOf(ctx)
  const today = dayOf(ctx.clock.now(), zone)
  const [call, interaction] = [objectOf(ctx, 'call'), objectOf(ctx, 'interaction')]
  const [calls, contacts]: [Stored[], { id: string; record: Stored }[]] = [[], []]
  for (let back = 21; back >= 1; back -= 1) {
    const on = addDays(today, -back)
    if (!isWorkingDay(calendar, on)) continue
    const minutes = Array.from({ length: desk.random.int(9, 15) }, () => desk.random.int(9 * 60, 17 * 60 + 50)).sort((one, other) => one - other)
    for (const at of minutes) {
      const record = filledWith(call, unfilled(ctx, call), lived(desk, instantOf(on, at, zone).getTime() + desk.random.int(0, 59) * second))
      if (record.status === 'done' && record.customer) {
        const id = newId()
        record.interaction = id
        contacts.push({ id, record: filledWith(interaction, unfilled(ctx, interaction), contactOf(record)) })
      }
      calls.push(record)
    }
  }
  const moment = { now: ctx.clock.now(), timeZone: zone }
  await takeNumbers(ctx, call, calls)
  await addMany(ctx, interaction, contacts.map(({ id, record }) => ({ id, version: 1, record: { ...record, ...known(interaction.derive(record, moment)) } })))
  await addMany(ctx, call, calls.map((record) => ({ id: newId(), version: 4, record: { ...record, ...known(call.derive(record, moment)) } })))
  await touchLastContacts(ctx, contacts.map(({ record }) => ({ customer: String(record.customer), at: String(record.at) })))
}

/** One call from its arrival to its end. Of seven one calls from a number that nobody knows; withheld numbers of a few are not called back. */
function lived({ random, agents, queues, parties }: Desk, at: number): Stored {
  const isVip = random.chance(0.2)
  const party = random.chance(0.85) ? random.pick(parties) : null
  const time = (offset: number) => new Date(at + offset * second).toISOString()
  const shared = { direction: 'in', queue: queues[isVip ? queues.length - 1 : 0] ?? null, line: isVip ? '400-615-8008' : '400-615-8001', arrived_at: time(0) }
  if (random.chance(0.05)) {
    const waited = random.int(2, 60)
    return { ...shared, phone: null, status: 'abandoned', ended_at: time(waited) }
  }
  const waited = random.chance(0.84) ? random.int(3, isVip ? 11 : 20) : random.int(21, 70)
  const [talk, wrap] = [random.int(40, 420), random.int(10, 90)]
  const { category, note } = random.pick(callWords)
  return {
    ...shared, phone: party?.phone ?? `+86137${String(random.int(10_000_000, 99_999_999))}`, customer: party?.customer ?? null, contact: party?.contact ?? null, agent: random.pick(agents).id,
    status: 'done', result: 'logged', category, note, answered_at: time(waited), ended_at: time(waited + talk), done_at: time(waited + talk + wrap),
  }
}

function contactOf(call: Stored): Stored {
  const minutes = Math.ceil((Date.parse(String(call.ended_at)) - Date.parse(String(call.answered_at))) / minute)
  return { customer: call.customer ?? null, contacts: call.contact ? [call.contact] : [], channel: 'call', direction: 'in', at: call.answered_at ?? null, minutes, content: call.note ?? null, owner: call.agent ?? null }
}

function known(values: Record<string, Stored[string] | undefined>): Stored {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

/** By the acts that people use, each at its moment: some answered, some lost, two waiting, one talked. */
async function plantToday(ctx: Context, { administrator, agents, queues, parties, random }: Desk): Promise<void> {
  const now = ctx.clock.now().getTime()
  const first = Math.max(startOfDay(dayOf(ctx.clock.now(), ctx.workspace.timeZone), ctx.workspace.timeZone).getTime(), now - 8 * hour)
  const as = (agent: Agent, at: number): Context => ({ ...ctx, actor: { ...administrator, id: agent.id, name: agent.name }, clock: { now: () => new Date(Math.min(at, now)) } })
  const act = actIn(ctx)
  for (const [turn, agent] of agents.entries()) await act(as(agent, first + turn * minute), 'agent_state', 'set', null, { state: 'available' })
  const count = 16
  for (let turn = 0; turn < count; turn += 1) {
    const agent = agents[turn % 2] ?? agents[0]
    const party = turn % 6 === 5 ? null : parties[(turn * 3) % parties.length]
    if (!agent) continue
    const at = first + Math.floor(((now - first - 12 * minute) * turn) / count) + 5 * minute
    const { category, note } = callWords[turn % callWords.length] ?? { category: 'other', note: '' }
    const input = { phone: party?.phone ?? `+86136${String(random.int(10_000_000, 99_999_999))}`, queue: queues[turn % 5 === 4 ? queues.length - 1 : 0] }
    const { id } = await createThroughModule(as(agent, at), objectOf(ctx, 'call'), input)
    if (turn % 7 === 3) await act(as(agent, at + 40 * second), 'call', turn % 2 ? 'abandon' : 'miss', id)
    else {
      const waited = random.int(4, turn % 4 === 1 ? 34 : 18) * second
      await act(as(agent, at + waited), 'call', 'answer', id)
      await act(as(agent, at + waited + random.int(60, 150) * second), 'call', 'hang-up', id)
      await act(as(agent, at + waited + random.int(160, 200) * second), 'call', 'finish', id, { note, category })
    }
  }
  const [one, two, three] = agents
  if (!one || !two) return
  const wait = async (party: Party | undefined, ago: number, queue: number) => (await createThroughModule(as(one, now - ago * second), objectOf(ctx, 'call'), { phone: party?.phone ?? '+8613655500421', queue: queues[queue] ?? queues[0] })).id
  const talking = await wait(parties[2], 150, 0)
  await act(as(one, now - 140 * second), 'call', 'answer', talking)
  await wait(parties[7], 48, 1)
  await wait(undefined, 15, 0)
  if (three) await act(as(three, now - 9 * minute), 'agent_state', 'set', null, { state: 'pause', reason: 'lunch' })
}

async function plantCallBacks(ctx: Context, { administrator, agents, parties }: Desk): Promise<void> {
  const now = ctx.clock.now().getTime()
  const act = actIn(ctx)
  for (const [turn, { subject, hoursAgo, acts }] of callBackStories.entries()) {
    const [agent, party] = [agents[turn % 2], parties[(turn * 5 + 1) % parties.length]]
    if (!agent || !party) continue
    const as = (at: number): Context => ({ ...ctx, actor: { ...administrator, id: agent.id, name: agent.name }, clock: { now: () => new Date(Math.min(at, now)) } })
    const began = now - hoursAgo * hour
    const { id } = await createThroughModule(as(began), objectOf(ctx, 'call_back'), { subject, customer: party.customer, contact: party.contact, phone: party.phone, owner: turn % 2 ? agent.id : null, ...(acts.length === 0 ? { due_at: new Date(Math.min(now + 2 * hour, now + day)).toISOString() } : {}) })
    for (const [index, [verb, input]] of acts.entries()) await act(as(began + (index + 1) * hour), 'call_back', verb, id, input)
  }
}

function actIn(ctx: Context) {
  return async (as: Context, object: string, name: string, id: string | null, input: object = {}): Promise<unknown> => {
    const action = ctx.registry.actions.find((one) => one.object === object && one.name === name)
    if (!action) throw new Error(`There is no action ${name} of ${object}`)
    return action.run(as, { id, input })
  }
}
