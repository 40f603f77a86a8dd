/** Opportunities of the demo world with where they have been: won, lost, on their way, stalled. */
import { addDays } from '../platform/calendar/days.ts'
import { dayOf } from '../platform/calendar/zones.ts'
import { copyRows } from '../platform/db/copy.ts'
import { sql } from '../platform/db/sql.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import type { Stored } from '../kernel/records/input.ts'
import { eventColumns } from '../kernel/history/events.ts'
import { unfilled } from '../kernel/records/input.ts'
import { forecastCategory, placeIn, weightedAmount, livingStages, waysOf, type Stage } from '../modules/opportunities/index.ts'
import { campaignsOf } from './campaigns.ts'
import type { Change, Planted } from './planted.ts'
import { idAt, randomOf, type Random } from './random.ts'
import { columnsOf, eventRowsOf, rowOf } from './rows.ts'
import { commitments, companyDeals, concerns, lostWords, needs, objections, rivals, steps, wonWords } from './words/opportunities.ts'
import { dayLength, momentAgo, type Person, type World } from './world.ts'

const many = 150

/** In larger worlds figures are measured, not shown. */
const mostCustomers = 20_000

interface Customer {
  id: string
  name: string
  owner: string | null
  territory: string | null
  contacts: { id: string; role: string | null }[]
}

/** @param options.withEvents the history of each as well */
export async function plantOpportunities(ctx: Context, world: World, options: { withEvents: boolean }): Promise<void> {
  if (world.sizes.customers > mostCustomers) return
  const customers = await ctx.db.rows<Customer>(
    sql`select c.id::text as id, coalesce(nullif(c.short_name, ''), c.name) as name, c.owner_id::text as owner, c.territory_id::text as territory,
        array(select json_build_object('id', p.id, 'role', p.decision_role) from contacts p where p.workspace_id = ${sql.workspace} and p.customer_id = c.id and p.deleted_at is null order by p.is_primary desc, p.id limit 4) as contacts
      from customers c
      where c.workspace_id = ${sql.workspace} and c.kind = 'organisation' and c.deleted_at is null order by c.annual_amount desc, c.id limit 90`,
  )
  if (customers.length === 0) return
  const making: Making = { ctx, world, stages: await livingStages(ctx), stays: [], competition: [], campaigns: [...(await campaignsOf(ctx)).values()], rivals: rivals.map((_, at) => idAt(world.startOfToday - 900 * dayLength, randomOf(`${world.seed} rival`, at))) }
  const planted: Record<string, Planted[]> = {
    competitor: rivals.map((rival, at) => ({ object: 'competitor', id: making.rivals[at] ?? '', createdAt: world.startOfToday - 900 * dayLength, createdBy: world.people[0] ?? null, values: { ...unfilled(ctx, objectOf(ctx, 'competitor')), ...rival }, changes: [] })),
    opportunity: Array.from({ length: many }, (_, index) => opportunityOf(making, index, customers)),
    stage_stay: making.stays,
    opportunity_competitor: making.competition,
  }
  await ctx.db.withConnection(async (connection) => {
    for (const [name, records] of Object.entries(planted)) {
      const object = objectOf(ctx, name)
      await copyRows(connection, { table: object.table, columns: columnsOf(object), rows: records.map((record) => rowOf(object, ctx.workspace.id, record)) })
      const isLogged = options.withEvents && name !== 'stage_stay'
      if (isLogged) await copyRows(connection, { table: 'events', columns: eventColumns, rows: records.flatMap((record) => [...eventRowsOf(object, ctx.workspace.id, record)]) })
    }
  })
  await ctx.db.rows(waysOf(planted.opportunity?.map(({ id }) => id) ?? []))
  await continueNumbers(ctx, world)
}

interface Making {
  ctx: Context
  world: World
  stages: Stage[]
  stays: Planted[]
  competition: Planted[]
  rivals: string[]
  campaigns: string[]
}

/** The first hundred or so have ended, the rest are on their way; a third of these has stood still for too long. */
function opportunityOf(making: Making, index: number, customers: readonly Customer[]): Planted {
  const { ctx, world, stages } = making
  const random = randomOf(`${world.seed} opportunity`, index)
  const customer = random.pick(customers)
  const by = world.people.find(({ id }) => id === customer.owner) ?? random.pick(world.people)
  const end = index < 52 ? 'won' : index < 92 ? 'lost' : null
  const open = stages.filter(({ kind }) => kind === 'open')
  const furthest = end === 'won' ? open.length - 1 - Number(random.chance(0.3)) : end === 'lost' ? random.int(0, open.length - 1) : random.pick([0, 0, 0, 1, 1, 2, 2, 3])
  const path = open.slice(0, furthest + 1)
  const stays = path.map((stage) => random.int(2, Math.round((stage.expected_days ?? 20) * 1.3)))
  // How long the last one has lasted by now.
  const lasting = end ? 0 : random.chance(0.35) ? (path.at(-1)?.expected_days ?? 20) + random.int(2, 25) : random.int(0, Math.max(1, (path.at(-1)?.expected_days ?? 20) - 3))
  const endedAgo = end ? random.int(3, 330) : lasting
  const passed = end ? stays : stays.slice(0, -1)
  const openedAgo = endedAgo + passed.reduce((sum, days) => sum + days, 0)
  const createdAt = momentAgo(world, openedAgo + 1, random.int(9 * 60, 18 * 60))
  const id = idAt(createdAt, random)
  const deal = random.pick(companyDeals)
  const amount = (Math.round(random.int(deal.from, deal.to) / 1000) * 1000).toFixed(2)
  // Of a few their owner knows more than the stage says.
  const choice = end ? null : index % 9 === 0 ? 'committed' : index % 13 === 0 ? 'omitted' : null
  const source = random.pick(['existing', 'existing', 'referral', 'visit', 'campaign', 'hot_line', 'tender'])
  let values: Stored = {
    ...unfilled(ctx, objectOf(ctx, 'opportunity')),
    number: `SJ-${world.today.slice(0, 4)}-${String(index + 1).padStart(6, '0')}`,
    name: `${customer.name}${deal.name}`,
    customer: customer.id,
    amount,
    opened_on: dayOf(new Date(createdAt), world.timeZone),
    forecast_choice: choice,
    source,
    campaign: source === 'campaign' ? (making.campaigns[index % Math.max(1, making.campaigns.length)] ?? null) : null,
    owner: by.id,
    territory: customer.territory,
    close_on: addDays(world.today, end ? -endedAgo : random.int(-4, 75)),
    ...talksOf(random, furthest),
    ...peopleOf(customer, furthest),
    ...(end ? {} : { next_step: random.pick(steps), next_step_on: addDays(world.today, random.int(0, 14)) }),
  }
  const changes: Change[] = []
  let at = createdAt
  const enter = (stage: Stage, when: number, verb: string | null, more: Stored = {}) => {
    const placed = placeIn(stage, values, { at: new Date(when), timeZone: world.timeZone })
    const probability = typeof placed.probability === 'number' ? placed.probability : null
    const after: Stored = { ...placed, weighted_amount: weightedAmount(amount, probability), forecast_category: forecastCategory({ status: stage.kind, forecast_choice: choice, probability }), ...more }
    if (verb) {
      const logged = ['stage', 'status', 'probability', ...Object.keys(more)].filter((name) => (values[name] ?? null) !== (after[name] ?? null))
      const pick = (from: Stored) => Object.fromEntries(logged.map((name) => [name, from[name] ?? null]))
      changes.push({ verb, at: when, by, before: pick(values), after: pick(after) })
    }
    values = { ...values, ...after, moves: changes.length }
  }
  for (const [place, stage] of path.entries()) {
    enter(stage, at, place === 0 ? null : 'moved')
    const until = end || place < path.length - 1 ? at + (stays[place] ?? 1) * dayLength : null
    making.stays.push(stayOf({ id, stage, from: at, until, by, random }))
    at = until ?? at
  }
  if (end) endIt(making, { end, at: Math.min(at, world.startOfToday - 1), last: path.at(-1), enter, random })
  if (furthest > 0 && random.chance(0.55)) making.competition.push(rivalOf(making, { opportunity: id, at: createdAt + dayLength, by, end, amount: Number(amount), random }))
  return { object: 'opportunity', id, createdAt, createdBy: by, values, changes }
}

function endIt(making: Making, given: { end: 'won' | 'lost'; at: number; last: Stage | undefined; enter(stage: Stage, at: number, verb: string, more: Stored): void; random: Random }): void {
  const { end, at, last, enter, random } = given
  const stage = making.stages.find(({ kind }) => kind === end)
  if (!stage || !last) return
  const reason = end === 'won' ? random.pick(['fit', 'service', 'relationship', 'price']) : random.pick(['price', 'price', 'competitor', 'no_budget', 'no_decision'])
  enter(stage, at, end, { closed_at: new Date(at).toISOString(), closed_from: last.id, reason, reason_text: random.pick(end === 'won' ? wonWords : lostWords) })
}

function talksOf(random: Random, furthest: number): Stored {
  const some = <Item>(items: readonly Item[], most: number) => items.slice(0, Math.min(items.length, most))
  return {
    needs: furthest === 0 ? some(needs, random.int(0, 2)) : some(needs, random.int(3, 6)),
    objections: furthest > 1 ? some(objections, random.int(1, 3)) : [],
    commitments: furthest > 1 ? [{ what: random.pick(commitments) }] : [],
  }
}

/** One is known at the beginning; who decides and who pays come to light on the way. */
function peopleOf({ contacts }: Customer, furthest: number): Stored {
  const known = contacts.slice(0, furthest + 1)
  return { contacts: known.map(({ id }) => id), contact_roles: known.map(({ id, role }) => ({ contact: id, ...(role ? { role, ...(furthest > 0 && concerns[role] ? { concern: concerns[role] } : {}) } : {}) })) }
}

function stayOf(stay: { id: string; stage: Stage; from: number; until: number | null; by: Person; random: Random }): Planted {
  const values = { opportunity: stay.id, stage: stay.stage.id, from_at: new Date(stay.from).toISOString(), until_at: stay.until === null ? null : new Date(stay.until).toISOString(), by: stay.by.id }
  return { object: 'stage_stay', id: idAt(stay.from, stay.random), createdAt: stay.from, createdBy: stay.by, values, changes: [] }
}

function rivalOf(making: Making, given: { opportunity: string; at: number; by: Person; end: 'won' | 'lost' | null; amount: number; random: Random }): Planted {
  const { random, end } = given
  const place = random.int(0, rivals.length - 1)
  const values = {
    ...unfilled(making.ctx, objectOf(making.ctx, 'opportunity_competitor')),
    opportunity: given.opportunity,
    competitor: making.rivals[place] ?? null,
    price: (Math.round((given.amount * random.int(85, 115)) / 100_000) * 1000).toFixed(2),
    threat: random.pick(['low', 'medium', 'medium', 'high']),
    weaknesses: rivals[place]?.weaknesses ?? null,
    outcome: end === 'won' ? 'won_against' : end === 'lost' ? random.pick(['lost_to', 'lost_to', 'open']) : 'open',
  }
  return { object: 'opportunity_competitor', id: idAt(given.at, random), createdAt: given.at, createdBy: given.by, values, changes: [] }
}

async function continueNumbers(ctx: Context, world: World): Promise<void> {
  await ctx.db.rows(
    sql`insert into number_sequences (workspace_id, name, last) values (${sql.workspace}, ${`opportunity.number.SJ-${world.today.slice(0, 4)}-#`}, ${many}::bigint)
      on conflict (workspace_id, name) do update set last = excluded.last`,
  )
}
