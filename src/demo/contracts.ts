/**
 * Years of contracts with the companies that buy most: whether each was renewed hangs on what was known of the customer 90 days before its end, so that
 * there is something to learn. Written as rows, like the customers themselves: hundreds of records in their states, each with its history.
 */
import { Decimal } from 'decimal.js'
import { addDays } from '../platform/calendar/days.ts'
import { copyRows } from '../platform/db/copy.ts'
import { sql } from '../platform/db/sql.ts'
import type { Context } from '../kernel/context.ts'
import { eventColumns } from '../kernel/history/events.ts'
import { fillNew, parseInput, settle, type Stored } from '../kernel/records/input.ts'
import { invalid, type Issue } from '../platform/problems.ts'
import type { Change, Planted } from './planted.ts'
import { idAt, randomOf, type Random } from './random.ts'
import { columnsOf, eventRowsOf, rowOf } from './rows.ts'
import { yearlyContracts } from './words/quotes.ts'
import { dayLength, objectIn, type Person, type World } from './world.ts'

const most = 260
const year = 365
/** What is known so long before the end decides. */
const daysAhead = 90

interface Party {
  id: string
  owner: string
  annual: string
  /** Days since the first purchase. */
  since: number
}

export async function plantContracts(ctx: Context, world: World): Promise<void> {
  const parties = await ctx.db.rows<Party>(sql`select c.id::text as id, c.owner_id::text as owner, c.annual_amount::text as annual, ${world.today}::date - min(t.at)::date as since
    from customers c join transactions t on t.workspace_id = ${sql.workspace} and t.customer_id = c.id and t.kind = 'purchase'
    where c.workspace_id = ${sql.workspace} and c.kind = 'organisation' and c.owner_id is not null and c.deleted_at is null
    group by c.id, c.owner_id, c.annual_amount having ${world.today}::date - min(t.at)::date > ${year + daysAhead} order by sum(t.amount) desc, c.id limit ${most}`)
  const terms = await knownBefore(ctx, world, parties.flatMap((party) => endsOf(world, party)))
  const contracts = numbered(await lastNumbers(ctx), Map.groupBy(terms, ({ party }) => party).values().flatMap((of) => contractsOf(ctx, world, of)).toArray().toSorted((one, other) => one.createdAt - other.createdAt))
  const contract = objectIn(world, 'contract')
  await ctx.db.withConnection(async (connection) => {
    await copyRows(connection, { table: contract.table, columns: columnsOf(contract), rows: contracts.map((planted) => rowOf(contract, ctx.workspace.id, planted)) })
    await copyRows(connection, { table: 'events', columns: eventColumns, rows: contracts.flatMap((planted) => [...eventRowsOf(contract, ctx.workspace.id, planted)]) })
  })
  await keepNumbers(ctx, contracts)
}

/** One year under contract that came to its end. */
interface Term {
  party: Party
  /** Days before today. */
  endsAgo: number
  random: Random
}

interface KnownTerm extends Term {
  /** What was bought in half a year, and in the half before that. */
  half: number
  before: number
  contacts: number
  silent: number | null
}

/** The oldest first. */
function endsOf(world: World, party: Party): Term[] {
  const random = randomOf(`${world.seed} contracts ${party.id}`)
  const last = random.int(40, year + 20)
  return [last + year, last].filter((endsAgo) => endsAgo + year < party.since + daysAhead).map((endsAgo) => ({ party, endsAgo, random }))
}

async function knownBefore(ctx: Context, world: World, terms: readonly Term[]): Promise<KnownTerm[]> {
  const rows = await ctx.db.rows<{ half: number; before: number; contacts: number; silent: number | null }>(sql`select b.half, b.before, i.contacts, k.on_day - i.last_on as silent
    from unnest(${terms.map(({ party }) => party.id)}::uuid[], ${terms.map(({ endsAgo }) => addDays(world.today, -endsAgo - daysAhead))}::date[]) with ordinality k(customer_id, on_day, n)
    cross join lateral (select coalesce(sum(t.amount) filter (where t.at >= k.on_day - 180), 0)::float8 as half, coalesce(sum(t.amount) filter (where t.at < k.on_day - 180), 0)::float8 as before
      from transactions t where t.workspace_id = ${sql.workspace} and t.customer_id = k.customer_id and t.at >= k.on_day - 360 and t.at < k.on_day) b
    cross join lateral (select count(*) filter (where a.at >= k.on_day - 365)::int as contacts, max(a.at)::date as last_on
      from interactions a where a.workspace_id = ${sql.workspace} and a.customer_id = k.customer_id and a.at < k.on_day) i order by k.n`)
  return terms.flatMap((term, at) => (rows[at] ? [{ ...term, ...rows[at] }] : []))
}

/** Whom nobody spoke to and who bought less and less goes; chance has its share. */
function isRenewed({ half, before, contacts, silent, random }: KnownTerm, renews: string): boolean {
  const trend = half === 0 && before === 0 ? 1.6 : half < before * 0.75 ? 1.3 : half > before * 1.25 ? -1.1 : -0.3
  const spoken = (silent === null || silent > 120 ? 0.9 : -0.3) - Math.min(contacts, 12) * 0.08
  const logOdds = -0.9 + trend + spoken + (renews === 'ends' ? 0.6 : -0.2)
  return random.next() > 1 / (1 + Math.exp(-logOdds))
}

/** A year after the other until one is not renewed; the last that is runs today. */
function contractsOf(ctx: Context, world: World, terms: readonly KnownTerm[]): Planted[] {
  const made: Planted[] = []
  for (const term of terms) {
    const { party, endsAgo, random } = term
    const renews = random.chance(0.3) ? 'ends' : 'by_agreement'
    made.push(contractOf(ctx, world, { party, random, renews, endsAgo }))
    if (!isRenewed(term, renews)) return made
  }
  const last = terms.at(-1)
  if (last) made.push(contractOf(ctx, world, { party: last.party, random: last.random, renews: last.random.chance(0.3) ? 'ends' : 'by_agreement', endsAgo: last.endsAgo - year }))
  return made
}

function contractOf(ctx: Context, world: World, { party, random, renews, endsAgo }: Pick<Term, 'party' | 'random' | 'endsAgo'> & { renews: string }): Planted {
  const object = objectIn(world, 'contract')
  const owner = world.people.find(({ id }) => id === party.owner)
  const [startsOn, endsOn] = [addDays(world.today, 1 - endsAgo - year), addDays(world.today, -endsAgo)]
  const { name, kind, line } = random.pick(yearlyContracts)
  const price = Decimal.max(new Decimal(party.annual).times(0.3 + random.next() * 0.3).div(1000).round().times(1000), 6000).toFixed(2)
  const issues: Issue[] = []
  const values = parseInput(ctx, object, {
    name: name.replace('{year}', startsOn.slice(0, 4)), customer: party.id, owner: party.owner, kind, starts_on: startsOn, ends_on: endsOn, renews, notice_days: 30,
    lines: [{ name: line, unit: '年', price, quantity: 1, tax_rate: 6 }], discount_percent: random.pick([null, null, null, 3, 5]),
  }, issues, { asSystem: true })
  const draft = fillNew(ctx, object, values)
  settle(ctx, object, draft, null, issues)
  if (issues.length > 0) throw invalid(issues)
  const created = world.startOfToday - (endsAgo + year + random.int(8, 30)) * dayLength + random.int(9 * 60, 17 * 60) * 60_000
  const signedOn = addDays(world.today, -Math.round((world.startOfToday - created) / dayLength) + 4)
  const changes = owner ? changesOf(owner, { created, started: world.startOfToday - (endsAgo + year - 1) * dayLength + 3_600_000, ended: endsAgo > 0 ? world.startOfToday - (endsAgo - 1) * dayLength + 3_600_000 : null, signedOn }) : []
  return { object: 'contract', id: idAt(created, random), createdAt: created, createdBy: owner ?? null, changes, values: changes.reduce<Stored>((so, { after }) => ({ ...so, ...after }), draft) }
}

function changesOf(by: Person, { created, started, ended, signedOn }: { created: number; started: number; ended: number | null; signedOn: string }): Change[] {
  const steps: [verb: string, from: string, to: string, at: number | null, more?: [before: Stored, after: Stored]][] = [
    ['approved', 'draft', 'approved', created + dayLength], ['signed', 'approved', 'signed', created + 4 * dayLength, [{ signed_on: null }, { signed_on: signedOn }]], ['activated', 'signed', 'active', started], ['ended', 'active', 'ended', ended],
  ]
  return steps.flatMap(([verb, from, to, at, [before, after] = [{}, {}]]): Change[] => (at === null ? [] : [{ verb, at, by, before: { status: from, ...before }, after: { status: to, ...after } }]))
}

/** The last number of each year. */
async function lastNumbers(ctx: Context): Promise<Map<string, number>> {
  const rows = await ctx.db.rows<{ name: string; last: number }>(sql`select n.name, n.last::int as last from number_sequences n where n.workspace_id = ${sql.workspace} and starts_with(n.name, 'contract.number.')`)
  return new Map(rows.map(({ name, last }) => [name, last]))
}

function numbered(last: Map<string, number>, contracts: readonly Planted[]): Planted[] {
  return contracts.map((planted) => {
    const prefix = `HT-${new Date(planted.createdAt).toISOString().slice(0, 4)}-`
    const number = (last.get(`contract.number.${prefix}#`) ?? 0) + 1
    last.set(`contract.number.${prefix}#`, number)
    return { ...planted, values: { ...planted.values, number: `${prefix}${String(number).padStart(6, '0')}` } }
  })
}

async function keepNumbers(ctx: Context, contracts: readonly Planted[]): Promise<void> {
  const last = new Map(contracts.map(({ values: { number } }) => [`contract.number.${String(number).slice(0, 8)}#`, Number(String(number).slice(8))]))
  await ctx.db.rows(sql`insert into number_sequences (workspace_id, name, last) select ${sql.workspace}, n.name, n.last from unnest(${[...last.keys()]}::text[], ${[...last.values()]}::bigint[]) n(name, last)
    on conflict (workspace_id, name) do update set last = excluded.last`)
}
