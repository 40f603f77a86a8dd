/** What was changed in a customer's file since it was made: the first purchase, a better tier, another account manager, details. */
import type { Stored } from '../kernel/records/input.ts'
import { colleagueOf } from './care.ts'
import type { Change } from './planted.ts'
import type { SharedPlan } from './plan.ts'
import type { Totals } from './purchases.ts'
import { randomOf, type Random } from './random.ts'
import { mobile } from './reach.ts'
import { bestTimes } from './words/names.ts'
import { dayLength, momentAgo, type World } from './world.ts'

/** Changes in order of time, so that the last one leaves the file as it is now. */
export function editsOf(world: World, plan: SharedPlan, file: { values: Stored; totals: Totals; isChangedYesterday: boolean }): Change[] {
  const random = randomOf(`${world.seed} edits`, plan.index)
  const { values, totals } = file
  const edits: Change[] = []
  const latest = world.startOfToday - 2 * dayLength
  const change = (at: number, before: Stored, after: Stored, by = plan.keeper) => {
    if (at > plan.createdAt && at < latest) edits.push({ verb: 'updated', at, by, before, after })
  }
  const span = latest - plan.createdAt
  const moment = (part: number) => plan.createdAt + Math.floor(span * part) + random.int(1, 3_600_000)
  const steps = stepsTo(String(values.tier))
  if (steps.length > 1) {
    for (const [position, tier] of steps.slice(1).entries()) {
      change(moment(0.35 + 0.2 * position), { tier: steps[position] ?? 'c', tier_reason: null }, { tier, tier_reason: tier === values.tier ? (values.tier_reason ?? null) : null })
    }
  }
  if (totals.firstAt > 0) change(totals.firstAt + 3_600_000, { status: 'interested' }, { status: 'active' })
  if (values.status === 'dormant' || values.status === 'lost') change(Math.min(totals.lastAt + 170 * dayLength, latest - dayLength), { status: 'active' }, { status: 'dormant' })
  if (values.status === 'lost') change(Math.min(totals.lastAt + 410 * dayLength, latest - 1), { status: 'dormant' }, { status: 'lost' })
  if (plan.createdAgo > 200 && random.chance(0.18)) {
    const former = colleagueOf(world, plan, random)
    if (former.id !== plan.keeper.id) change(moment(0.5), { owner: former.id }, { owner: plan.keeper.id }, world.people[0])
  }
  if (random.chance(0.3)) detail(values, moment(0.2 + random.next() * 0.75), change, random)
  edits.sort((a, b) => a.at - b.at)
  const settled = chained(edits, values)
  if (file.isChangedYesterday) settled.push(yesterdays(world, plan, values, random))
  return settled
}

function stepsTo(tier: string): string[] {
  const all = ['c', 'b', 'a', 'vip']
  const at = all.indexOf(tier)
  return at < 0 ? [] : all.slice(Math.max(0, at - 2), at + 1)
}

function detail(values: Stored, at: number, change: (at: number, before: Stored, after: Stored) => void, random: Random): void {
  const phones = Array.isArray(values.phones) ? values.phones : []
  if (phones.length > 0 && random.chance(0.5)) change(at, { phones: [mobile(random)] }, { phones })
  else if (values.remark) change(at, { remark: null }, { remark: values.remark })
  else if (values.emails && Array.isArray(values.emails) && values.emails.length > 0) change(at, { emails: [] }, { emails: values.emails })
}

/** Each change begins where the one before it ended, and the last of a field ends with its present value. */
function chained(edits: readonly Change[], values: Stored): Change[] {
  const later = { ...values }
  const chain: Change[] = []
  for (const edit of edits.toReversed()) {
    const after: Stored = {}
    for (const name of Object.keys(edit.after)) after[name] = later[name] ?? null
    const changed = Object.keys(after).filter((name) => JSON.stringify(after[name]) !== JSON.stringify(edit.before[name]))
    if (changed.length === 0) continue
    chain.unshift({ ...edit, before: only(edit.before, changed), after: only(after, changed) })
    Object.assign(later, only(edit.before, changed))
  }
  return chain
}

function only(values: Stored, names: readonly string[]): Stored {
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null]))
}

/** A small change of yesterday, so that Today has news. Its field keeps its value: what was there before is made up. */
function yesterdays(world: World, plan: SharedPlan, values: Stored, random: Random): Change {
  const at = momentAgo(world, 1, random.int(9 * 60, 17 * 60 + 30))
  const made = (name: string, before: Stored[string]): Change => ({ verb: 'updated', at, by: plan.keeper, before: { [name]: before }, after: { [name]: values[name] ?? null } })
  if (plan.isPerson && values.best_time) return made('best_time', random.pick(bestTimes.filter((time) => time !== values.best_time)))
  if (Array.isArray(values.tags) && values.tags.length > 0) return made('tags', values.tags.slice(1))
  return values.territory ? made('territory', null) : made('source', 'other')
}
