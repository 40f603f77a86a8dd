/**
 * What the metrics of customers are computed from: their purchases and contacts, summed up per customer. Purchases come as a stream in the order of
 * customer and time and are folded as they come (fold-purchases.ts); the rest, and the writing, is one statement a slice.
 */
import type pg from 'pg'
import { addDays, dayNumber, fromDayNumber } from '../../../platform/calendar/days.ts'
import { startOfDay } from '../../../platform/calendar/zones.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { literal } from '../metrics/shapes.ts'
import type { Rule } from '../objects/value-rule.ts'
import { costOfContact, ratesOfPeople } from '../queries/cost-of-contact.ts'
import { toldInputs } from '../sources.ts'
import { companyMonths } from './company-months.ts'
import type { DaysOfZone } from './days-of-zone.ts'
import { foldPurchases, sumNames, type Bought } from './fold-purchases.ts'
import { kindsById, type KindsById } from './kinds-by-id.ts'
import { readPurchases } from './purchase-stream.ts'
import { readTold, windowOf } from './told-inputs.ts'

export interface Slice {
  asOf: string
  rule: Rule
  who: Who
  /** Of the company's zone; one for a whole run. */
  days: DaysOfZone
  /** Of a full run: what the months of the company come to is kept under this number. Else those who have other inputs than before are marked as waiting for their values. */
  part?: { run: string; number: number }
}

/** Which customers: a range of ids, the ends open where they are null, or those named. */
export type Who = { after: string | null; upTo: string | null } | { ids: readonly string[] }

/** As a condition on an expression for their id. */
export function isOf(who: Who): (id: Sql) => Sql {
  if ('ids' in who) return (id) => sql`${id} = any(${who.ids}::uuid[])`
  const { after, upTo } = who
  return (id) => sql.and([...(after ? [sql`${id} > ${after}::uuid`] : []), ...(upTo ? [sql`${id} <= ${upTo}::uuid`] : [])])
}

/** Reads their records anew. Customers who are not there any more lose their inputs and values. */
export async function refreshInputs(ctx: Context, slice: Slice): Promise<void> {
  const within = isOf(slice.who)
  const isGone = (id: Sql) => sql`not exists (select 1 from customers c where c.workspace_id = ${sql.workspace} and c.id = ${id} and c.deleted_at is null)`
  await ctx.db.rows(sql`delete from value_inputs i where i.workspace_id = ${sql.workspace} and ${within(sql`i.customer_id`)} and ${isGone(sql`i.customer_id`)}`)
  await ctx.db.rows(sql`delete from customer_values v where v.workspace_id = ${sql.workspace} and ${within(sql`v.id`)} and ${isGone(sql`v.id`)}`)
  await writeInputs(ctx, slice, await readBought(ctx, slice))
}

/** Columns of equal length: one entry for each customer who has purchases. */
type BoughtColumns = Record<(typeof boughtColumns)[number][0], (string | number | null)[]>

const day = (number: number | null) => (number === null ? null : fromDayNumber(number))

/** Each with its type and what it is of a customer; sums in whole cents. */
const boughtColumns = [
  ['purchase_days', 'int', (bought: Bought) => bought.purchaseDays],
  ['frequency', 'int', (bought: Bought) => bought.frequency],
  ['first_on', 'date', (bought: Bought) => day(bought.firstOn)],
  ['last_on', 'date', (bought: Bought) => day(bought.lastOn)],
  ['days_1', 'int', (bought: Bought) => bought.stageBuys[0]],
  ['days_2', 'int', (bought: Bought) => bought.stageBuys[1]],
  ['days_3', 'int', (bought: Bought) => bought.stageBuys[2]],
  ['categories', 'int', (bought: Bought) => bought.categories],
  ['new_categories', 'int', (bought: Bought) => bought.newCategories],
  ['historic_value', 'numeric', (bought: Bought) => bought.historicValue.toFixed(0)],
  ...sumNames.map((name, index) => [name, 'numeric', (bought: Bought) => String(bought.sums.value(index))] as const),
] as const

async function readBought(ctx: Context, { asOf, rule, who, part, days: { dayOf, monthOf } }: Slice): Promise<BoughtColumns & { id: string[] }> {
  const customers = new Map((await ctx.db.rows<{ id: string; tier: string | null; category: string | null }>(sql`select c.id, c.tier, c.category from customers c where c.workspace_id = ${sql.workspace} and ${isOf(who)(sql`c.id`)} and c.deleted_at is null`)).map((one) => [one.id, one]))
  const kinds = await kindsOfProducts(ctx)
  const today = dayNumber(asOf)
  const fold = foldPurchases({ asOf: today, windowDays: rule.window_days, stageDays: rule.stage_window_days, discountRate: rule.discount_rate / 100, assumedMargin: rule.assumed_margin / 100 })
  const months = part ? companyMonths({ activeMonths: rule.active_months, asOf: monthOf(today) }) : null
  const columns = Object.fromEntries(['id', ...boughtColumns.map(([name]) => name)].map((name) => [name, [] as (string | number | null)[]])) as BoughtColumns & { id: string[] }
  await ctx.db.withConnection(async (connection) => {
    await limit(connection, { who, end: startOfDay(addDays(asOf, 1), ctx.workspace.timeZone) })
    await readPurchases(connection, purchasesOf(who), kinds, (of) => {
      const customer = customers.get(of.customer)
      if (!customer) return
      for (let row = 0; row < of.count; row++) {
        const day = dayOf(of.at[row] ?? 0)
        fold.add(day, monthOf(day), of.isBuy[row] === 1, of.cents[row] ?? 0, of.cost[row] ?? NaN, of.kind[row] ?? -1)
      }
      const bought = fold.end()
      columns.id.push(of.customer)
      for (const [name, , read] of boughtColumns) columns[name].push(read(bought))
      months?.add(customer, bought.months, bought.monthAmounts)
    })
  })
  if (part) await months?.write(ctx, part)
  return columns
}

/** Categories as numbers; from the 62nd on they are one. */
async function kindsOfProducts(ctx: Context): Promise<KindsById> {
  const rows = await ctx.db.rows<{ id: string; kind: number }>(sql`select p.id, least(dense_rank() over (order by p.category) - 1, 61)::int as kind from products p where p.workspace_id = ${sql.workspace} and p.category is not null and p.deleted_at is null`)
  return kindsById(rows)
}

/** COPY takes no parameters: what the query asks for is told by settings of the transaction. The index has the order, and nothing else is to be tried. */
async function limit(connection: pg.ClientBase, { who, end }: { who: Who; end: Date }): Promise<void> {
  const [after, upTo, ids] = 'ids' in who ? ['', '', `{${who.ids.join(',')}}`] : [who.after ?? '', who.upTo ?? '', '']
  await connection.query(`select set_config('values.after', $1, true), set_config('values.up_to', $2, true), set_config('values.ids', $3, true), set_config('values.end', $4, true),
    set_config('enable_sort', $5, true), set_config('enable_hashagg', 'off', true)`, [after, upTo, ids, end.toISOString(), 'ids' in who ? 'on' : 'off'])
}

function purchasesOf(who: Who): string {
  const setting = (name: string, type: string) => `current_setting('values.${name}')::${type}`
  const conditions = 'ids' in who ? [`t.customer_id = any(${setting('ids', 'uuid[]')})`] : [...(who.after ? [`t.customer_id > ${setting('after', 'uuid')}`] : []), ...(who.upTo ? [`t.customer_id <= ${setting('up_to', 'uuid')}`] : [])]
  return `select t.customer_id, array_agg(t.at), array_agg(t.kind = 'purchase' and t.amount > 0), array_agg(t.amount), array_agg(t.cost), array_agg(t.product_id)
    from (select p.customer_id, p.at, p.kind, p.amount, p.cost, p.product_id from transactions p
      where p.workspace_id = current_setting('app.workspace')::uuid and ${conditions.map((one) => one.replace('t.', 'p.')).concat(`p.at < ${setting('end', 'timestamptz')}`, 'p.deleted_at is null').join(' and ')} order by p.customer_id, p.at) t
    group by t.customer_id`
}

/** Numbers and days as PostgreSQL reads an array. The driver would quote each by itself, which takes longer than reading the purchases. */
function arrayText(values: readonly (string | number | null)[]): string {
  return `{${values.map((value) => value ?? 'null').join(',')}}`
}

async function writeInputs(ctx: Context, { asOf, rule, who, part }: Slice, bought: BoughtColumns & { id: string[] }): Promise<void> {
  const within = isOf(who)
  const window = windowOf(ctx.workspace.timeZone, addDays(asOf, 1 - rule.window_days), asOf)
  const told = await readTold(ctx, { window, rule, isOf: within })
  const margin = (known: string, open: string) => sql`(coalesce(${sql.id('o', known)}, 0) * 0.01 + coalesce(${sql.id('o', open)}, 0) * 0.01 * ${literal(rule.assumed_margin)} / 100)`
  const amount = (name: string) => sql`coalesce(${sql.id('o', name)}, 0) * 0.01`
  const count = (name: string) => sql`coalesce(${sql.id('o', name)}, 0)`
  const list = (names: string[], one: (name: string) => Sql) => sql`array[${sql.join(names.map(one))}]`
  const values: [string, Sql][] = [
    ...['purchase_days', 'frequency', 'categories', 'new_categories'].map((name): [string, Sql] => [name, count(name)]),
    ['first_on', sql`o.first_on`], ['last_on', sql`o.last_on`],
    ...['monetary', 'amount_before', 'total_amount', 'repeat_amount', 'historic_value'].map((name): [string, Sql] => [name, amount(name)]),
    // To the cent, so that what is scored is what is told.
    ['margin', sql`round(${margin('margin_known', 'margin_open')}, 2)`], ['total_margin', margin('total_known', 'total_open')],
    ['amounts', list(['stage_1', 'stage_2', 'stage_3'], amount)], ['days', list(['days_1', 'days_2', 'days_3'], count)],
    ['serve_cost', sql`round(coalesce(s.cost, 0), 2) + coalesce(k.complaint_cost, 0) + coalesce(k.field_cost, 0)`], ...Object.keys(toldInputs).map((name): [string, Sql] => [name, sql`coalesce(${sql.id('k', name)}, 0)`]),
    ['attitude', sql`s.attitude`], ['referrals', sql`coalesce(r.n, 0)`], ['links', sql`coalesce(l.n, 0)`], ['quality', sql`c.personal_quality`],
  ]
  const names = values.map(([name]) => sql.id(name))
  // What the statement makes itself has no statistics: joined one at a time, a slice would take minutes.
  await ctx.db.rows(sql`select set_config('enable_nestloop', 'off', true)`)
  await ctx.db.rows(sql`with served as (
      select i.customer_id, avg(i.satisfaction) as attitude, sum(${costOfContact(rule)}) as cost
      from interactions i ${ratesOfPeople(rule)}
      where i.workspace_id = ${sql.workspace} and ${within(sql`i.customer_id`)} and i.at >= ${window.begin} and i.at < ${window.end} and i.deleted_at is null group by 1),
    referred as (
      select r.referrer_id as customer_id, count(*) as n from customers r where r.workspace_id = ${sql.workspace} and r.referrer_id is not null and ${within(sql`r.referrer_id`)} and r.deleted_at is null group by 1),
    linked as (
      select l.customer_id, count(*) as n from relationships l where l.workspace_id = ${sql.workspace} and ${within(sql`l.customer_id`)} and l.deleted_at is null group by 1)
    insert into value_inputs as kept (workspace_id, customer_id, is_waiting, ${sql.join(names)})
    select ${sql.workspace}, c.id, ${!part}::boolean, ${sql.join(values.map(([, value]) => value))}
    from customers c
      left join unnest(${bought.id}::uuid[], ${sql.join(boughtColumns.map(([name, type]) => sql`${arrayText(bought[name])}${sql.raw(`::${type}[]`)}`))}) o(id, ${sql.join(boughtColumns.map(([name]) => sql.id(name)))}) on o.id = c.id
      left join ${told} on k.id = c.id
      left join served s on s.customer_id = c.id left join referred r on r.customer_id = c.id left join linked l on l.customer_id = c.id
    where c.workspace_id = ${sql.workspace} and ${within(sql`c.id`)} and c.deleted_at is null
    on conflict (workspace_id, customer_id) do update set is_waiting = excluded.is_waiting or kept.is_waiting, ${sql.join(names.map((name) => sql`${name} = excluded.${name}`))}
      where (${sql.join(names.map((name) => sql`kept.${name}`))}) is distinct from (${sql.join(names.map((name) => sql`excluded.${name}`))})`)
  await ctx.db.rows(sql`select set_config('enable_nestloop', 'on', true)`)
}
