import { newId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import { addMany } from '../../../kernel/records/change-many.ts'
import { decisions, type Decision } from '../queries/decide.ts'
import { figuresOf } from '../queries/figures.ts'
import type { Scheme } from '../queries/schemes.ts'
import { changeTiers } from './change-tiers.ts'

interface Slice {
  scheme: Scheme
  run: string
  asOf: string
  limit: number
}

type Decided = Decision & { known_tier: string | null; known_since: string | null; known_hand: string | null; known_failing: string | null; tier_reason: string | null; figures: { [path: string]: Value } }

/** The customers after the place of the run, in the transaction of `ctx`. @returns how many were looked at */
export async function moveSlice(ctx: Context, { scheme, run, asOf, limit }: Slice): Promise<number> {
  // Two that work on one run come one after the other.
  const [at] = await ctx.db.rows<{ place: string | null }>(sql`select r.place from tier_runs r where r.workspace_id = ${sql.workspace} and r.id = ${run}::uuid and r.state = 'running' for no key update of r`)
  if (!at) return 0
  const [next] = await ctx.db.rows<{ end: string | null; seen: number }>(
    sql`select (array_agg(n.id order by n.id desc))[1] as end, count(*)::int as seen from (select c.id from customers c where c.workspace_id = ${sql.workspace}
      ${at.place ? sql`and c.id > ${at.place}::uuid` : sql.empty} order by c.id limit ${limit}) n`,
  )
  if (!next?.end) return 0
  const { end } = next
  const found = await ctx.db.rows<{ id: string }>(
    sql`select d.id from (${decisions(ctx, scheme, { asOf, within: (id) => sql`${id} <= ${end}::uuid ${at.place ? sql`and ${id} > ${at.place}::uuid` : sql.empty}` })}) d where d.is_news order by d.id`,
  )
  const moved = await moveThese(ctx, { scheme, run, asOf }, found.map(({ id }) => id))
  await ctx.db.rows(sql`update tier_runs r set place = ${end}, went_up = r.went_up + ${moved.up}, went_down = r.went_down + ${moved.down} where r.workspace_id = ${sql.workspace} and r.id = ${run}::uuid`)
  return next.seen
}

/** Decided anew under lock: what somebody changed a moment ago is looked at as it is. */
async function moveThese(ctx: Context, { scheme, run, asOf }: Omit<Slice, 'limit'>, ids: string[]): Promise<{ up: number; down: number }> {
  if (ids.length === 0) return { up: 0, down: 0 }
  await ctx.db.rows(sql`select 1 from customers c where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[]) order by c.id for no key update of c`)
  const also = sql`c.tier_reason, s.since::text as known_since, s.hand_on::text as known_hand, ${figuresOf(ctx, scheme)} as figures`
  const decided = await ctx.db.rows<Decided>(
    sql`select d.id, d.tier, d.due, d.next, d.outcome, d.since::text as since, d.hand_on::text as hand_on, d.failing_since::text as failing_since, d.is_news, d.known_tier, d.known_since, d.known_hand, d.known_failing::text as known_failing, d.tier_reason, d.figures
      from (${decisions(ctx, scheme, { asOf, within: (id) => sql`${id} = any(${ids}::uuid[])`, also })}) d where d.is_news order by d.id`,
  )
  const movers = decided.filter(({ outcome }) => outcome === 'moves')
  await changeTiers(ctx, movers.map(({ id, next }) => ({ id, tier: next, reason: null })))
  const rankOf = (tier: string) => scheme.levels.findIndex((level) => level.tier === tier)
  const isUp = ({ tier, next }: Decided) => rankOf(next) < rankOf(tier)
  await addMany(ctx, objectOf(ctx, 'tier_move'), movers.map((mover) => ({
    id: newId(), version: 1,
    record: {
      customer: mover.id, moved_on: asOf, from_tier: mover.tier, to_tier: mover.next, direction: isUp(mover) ? 'up' : 'down', way: 'scheme', state: 'done', scheme: scheme.id, run, moved_by: null,
      figures: mover.figures,
      former: { reason: mover.tier_reason, known: mover.known_tier, since: mover.known_since, hand_on: mover.known_hand, failing_since: mover.known_failing },
    },
  })))
  // Who went down and not as far as the rule says fails the rule of the new tier from today: the same however often the run is repeated.
  const failingNow = (one: Decided) => (!isUp(one) && one.due !== one.next ? asOf : null)
  await keepStandings(ctx, decided.map((one) => (one.outcome === 'moves' ? { id: one.id, tier: one.next, since: asOf, hand_on: null, failing_since: failingNow(one) } : one)))
  const up = movers.filter(isUp).length
  return { up, down: movers.length - up }
}

export interface KeptStanding {
  id: string
  tier: string
  since: string
  hand_on: string | null
  failing_since: string | null
}

export async function keepStandings(ctx: Context, standings: readonly KeptStanding[]): Promise<void> {
  if (standings.length === 0) return
  const rows = standings.map(({ id, tier, since, hand_on, failing_since }) => ({ id, tier, since, hand_on, failing_since }))
  await ctx.db.rows(
    sql`insert into tier_standings (workspace_id, customer_id, tier, since, hand_on, failing_since)
      select ${sql.workspace}, r.id, r.tier, r.since, r.hand_on, r.failing_since from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, tier text, since date, hand_on date, failing_since date)
      on conflict (workspace_id, customer_id) do update set tier = excluded.tier, since = excluded.since, hand_on = excluded.hand_on, failing_since = excluded.failing_since`,
  )
}
