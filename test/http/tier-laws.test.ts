import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyRun, beginRun } from '../../src/modules/tiers/actions/apply.ts'
import { preview } from '../../src/modules/tiers/actions/preview.ts'
import { previewInSlices } from '../../src/modules/tiers/actions/preview-apart.ts'
import { takeBackRun } from '../../src/modules/tiers/actions/undo-run.ts'
import { activeScheme, type Scheme } from '../../src/modules/tiers/queries/schemes.ts'
import { evaluate } from '../../src/modules/insight/index.ts'
import type { Context } from '../../src/kernel/context.ts'
import { addDays, diffDays } from '../../src/platform/calendar/days.ts'
import type { Clock } from '../../src/platform/clock.ts'
import { aCustomer, create } from '../support/builders.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let today = '2026-05-20'
const clock: Clock = { now: () => new Date(`${today}T04:00:00Z`) }
let world: TestApp
let ctx: Context
let ids: string[]
beforeAll(async () => {
  world = await startTestApp({ clock })
  ctx = await world.contextOf('admin')
  const admin = await world.asUser('admin')
  for (let at = 0; at < 7; at++) await aCustomer(admin)
  await world.settle()
  await evaluate(ctx, { kind: 'full', fit: false })
  const scheme = await create(admin, 'tier-schemes', {
    name: '法则', levels: ['vip', 'a', 'b', 'c'].map((tier) => ({ tier })), scope: { industry: { ne: '不分' } },
    conditions: Object.fromEntries([['vip', '1000.00'], ['a', '500.00'], ['b', '100.00']].map(([tier, from]) => [tier, { value: { monetary: { gte: from } } }])),
  })
  expect((await admin.post(`/api/v1/tier-schemes/${scheme.id}/switch-on`, {})).status).toBe(200)
  ids = (await world.query('select id from customers order by id')).map(({ id }) => id)
  // The last is never evaluated.
  await world.query('delete from customer_values where customer_id = $1', [ids.at(-1)])
}, 120_000)
afterAll(() => world.close())

const tiers = ['vip', 'a', 'b', 'c']
const rankOf = (tier: string) => tiers.indexOf(tier)
const dueFor = (amount: number) => (amount >= 1000 ? 'vip' : amount >= 500 ? 'a' : amount >= 100 ? 'b' : 'c')
const amount = fc.constantFrom(0, 99.99, 100, 499.99, 500, 999.99, 1000, 5000)
const person = fc.record({
  tier: fc.constantFrom(...tiers, 'potential'), age: fc.integer({ min: 0, max: 60 }), until: fc.option(fc.integer({ min: -10, max: 40 })), reason: fc.option(fc.constant('领导指定'), { freq: 4 }), industry: fc.constantFrom('酒店', '酒店', '不分', null),
})
const limits = fc.record({ most_up: fc.integer({ min: 1, max: 4 }), most_down: fc.integer({ min: 1, max: 4 }), stay_days: fc.integer({ min: 1, max: 20 }), hold_days: fc.integer({ min: 0, max: 20 }), hand_days: fc.integer({ min: 0, max: 30 }) })
/** Days apart, and what everybody bought by then. */
const course = fc.array(fc.record({ days: fc.integer({ min: 0, max: 15 }), amounts: fc.array(amount, { minLength: 7, maxLength: 7 }) }), { minLength: 2, maxLength: 6 })

interface Known {
  tier: string
  since: string
  hand_on: string | null
  failing: string | null
}

/** The rules as a person would say them, one customer at a time: what the statement is measured by. */
function modelOf(known: Known, given: { due: string | null; until: string | null; day: string }, { most_up: up, most_down: down, stay_days: stay, hold_days: hold, hand_days: hand }: Scheme): Known {
  const { tier, since, hand_on: handOn } = known
  const [held, due] = [rankOf(tier), given.due === null ? -1 : rankOf(given.due)]
  if (held < 0 || due < 0) return { ...known, failing: null }
  const failing = due > held ? (known.failing ?? given.day) : null
  const kept = given.until ?? (handOn && addDays(handOn, hand))
  const isStill = due === held || (kept !== null && kept >= given.day) || diffDays(since, given.day) < stay || (failing !== null && diffDays(failing, given.day) < hold)
  if (isStill) return { ...known, failing }
  const to = due < held ? Math.max(due, held - up) : Math.min(due, held + down)
  return { tier: tiers[to]!, since: given.day, hand_on: null, failing: due > to ? given.day : null }
}

async function begin(people: { tier: string; age: number; until: number | null; reason: string | null; industry: string | null }[], rules: object): Promise<Scheme> {
  today = '2026-05-20'
  await world.query('delete from tier_moves; delete from tier_runs; delete from tier_standings')
  await world.query(`update tier_schemes set ${Object.entries(rules).map(([name, value]) => `${name} = ${Number(value)}`).join(', ')}, state = 'active'`)
  await world.query(
    `update customers c set tier = r.tier, tier_until = r.until, tier_reason = r.reason, industry = r.industry, created_at = r.made, updated_at = r.made
      from json_to_recordset($1::json) as r(id uuid, tier text, until date, reason text, industry text, made timestamptz) where c.id = r.id`,
    [JSON.stringify(people.map(({ tier, age, until, reason, industry }, at) => ({ id: ids[at], tier, until: until === null ? null : addDays(today, until), reason, industry, made: `${addDays(today, -age)}T04:00:00Z` })))],
  )
  return (await activeScheme(ctx))!
}

const spend = (amounts: number[]) => world.query('update customer_values v set monetary = r.amount from unnest($1::uuid[], $2::numeric[]) as r(id, amount) where v.id = r.id', [ids, amounts])
const tiersNow = async () => (await world.query('select tier from customers order by id')).map(({ tier }) => tier as string)
const state = () => world.query('select c.id, c.tier, c.tier_reason, s.tier as known, s.since, s.hand_on, s.failing_since from customers c left join tier_standings s on s.customer_id = c.id order by c.id')

describe('for any customers, limits and course of days', () => {
  test('what is previewed is what is applied, it is what the rules say, in whatever slices; twice moves nobody; nobody jumps or moves too soon', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(person, { minLength: 7, maxLength: 7 }), limits, course, fc.integer({ min: 1, max: 8 }), async (people, rules, days, atOnce) => {
        const scheme = await begin(people, rules)
        const known = people.map(({ tier, age, reason }): Known => ({ tier, since: addDays(today, -age), hand_on: reason ? addDays(today, -age) : null, failing: null }))
        const lastMove = new Map<string, string>()
        for (const { days: later, amounts } of days) {
          today = addDays(today, later)
          await spend(amounts)
          const before = await tiersNow()
          const shown = await preview(ctx, scheme, { limit: 100 })
          expect(await previewInSlices(ctx, scheme, { limit: 100 }, { report: () => Promise.resolve(true), atOnce })).toEqual(shown)
          const few = { from: 'c', limit: 2 }
          expect(await previewInSlices(ctx, scheme, few, { report: () => Promise.resolve(true), atOnce })).toEqual(await preview(ctx, scheme, few))
          // The diagonal opens to exactly those who stay.
          for (const { tier } of scheme.levels) {
            const stay = await preview(ctx, scheme, { from: tier, to: tier, limit: 100 })
            expect(stay.movers.length).toBe(shown.groups.filter((group) => group.tier === tier && group.next === tier).reduce((sum, { customers }) => sum + customers, 0))
            expect(stay.movers.every((one) => one.tier === tier && one.next === tier && one.outcome !== 'moves')).toBe(true)
          }
          const run = await beginRun(ctx, scheme, 'asked')
          await applyRun(ctx, run, { atOnce })
          const after = await tiersNow()
          const moved = ids.flatMap((id, at) => (before[at] === after[at] ? [] : [{ id, from: before[at]!, to: after[at]! }]))
          expect(shown.movers.map(({ id, tier, next }) => ({ id, from: tier, to: next })).toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(moved)
          expect(shown.groups.filter(({ outcome }) => outcome === 'moves').reduce((sum, { customers }) => sum + customers, 0)).toBe(moved.length)
          for (const [at, one] of known.entries()) {
            const { industry, until } = people[at]!
            if (at === ids.length - 1) continue
            const due = industry === '不分' ? null : dueFor(amounts[at]!)
            known[at] = modelOf(one, { due, until: until === null ? null : addDays('2026-05-20', until), day: today }, scheme)
          }
          expect(after).toEqual(known.map(({ tier }) => tier))
          for (const { id, from, to } of moved) {
            const steps = rankOf(to) - rankOf(from)
            expect(steps).toBeLessThanOrEqual(scheme.most_down)
            expect(-steps).toBeLessThanOrEqual(scheme.most_up)
            const last = lastMove.get(id)
            if (last) expect(diffDays(last, today)).toBeGreaterThanOrEqual(scheme.stay_days)
            lastMove.set(id, today)
          }
          const settled = await state()
          const again = await beginRun(ctx, scheme, 'asked')
          expect(await applyRun(ctx, again)).toMatchObject({ moved: 0 })
          expect(await state()).toEqual(settled)
        }
        // Without values nobody moves.
        expect((await tiersNow()).at(-1)).toBe(people.at(-1)!.tier)
      }),
      { numRuns: 25 },
    )
  }, 300_000)

  test('a run that is taken back has never been: tiers, reasons, and what is known of whoever moved', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(person, { minLength: 7, maxLength: 7 }), limits, course, async (people, rules, days) => {
        const scheme = await begin(people, rules)
        for (const { days: later, amounts } of days) {
          today = addDays(today, later)
          await spend(amounts)
          const before = await state()
          const run = await beginRun(ctx, scheme, 'asked')
          await applyRun(ctx, run)
          const moved = new Set((await world.query('select customer_id from tier_moves where run_id = $1', [run])).map((row) => row.customer_id))
          await world.query(`update tier_runs set state = 'undoing' where id = $1`, [run])
          expect(await takeBackRun(ctx, run)).toMatchObject({ back: moved.size, kept: 0 })
          const theirs = (rows: any[]) => rows.filter(({ id }) => moved.has(id))
          expect(theirs(await state())).toEqual(theirs(before))
          await applyRun(ctx, await beginRun(ctx, scheme, 'asked'))
        }
      }),
      { numRuns: 15 },
    )
  }, 300_000)
})
