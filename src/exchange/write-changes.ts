/** Changes of many locked records, and their events: what undoing an import and changing many at once have in common. */
import { runInTurn } from '../platform/db/insert-rows.ts'
import type { Context } from '../kernel/context.ts'
import type { Field } from '../kernel/definitions/field.ts'
import type { ObjectDefinition } from '../kernel/definitions/object.ts'
import { aboutOf, type NewEvent } from '../kernel/history/events.ts'
import type { Stored } from '../kernel/records/input.ts'
import { addPinyin } from '../kernel/records/pinyin.ts'
import { loggedValues } from '../kernel/records/results.ts'
import { insertsOfEvents, removeMany, restoreMany, updateMany } from '../kernel/records/write-many.ts'

export interface ChangePlan {
  id: string
  /** In the database. */
  version: number
  before: Stored
  after: Stored
  /** Fields that get other values; or to the recycle bin, or back from it. */
  changed: readonly Field[] | 'deleted' | 'restored'
}

/** Everything in a handful of statements; the rows must be locked, asked of the policies, derived and checked. */
export async function writeChanges(ctx: Context, object: ObjectDefinition, plans: readonly ChangePlan[]): Promise<void> {
  const next = plans.map((plan) => ({ ...plan, version: plan.version + Number(isLogged(plan)) }))
  const fields = new Set(next.flatMap(({ changed }) => (typeof changed === 'string' ? [] : changed)))
  if ([...fields].some((field) => field.pinyin)) for (const { after } of next) addPinyin(object, after)
  const changes = next.flatMap(({ id, version, after, changed }) => (typeof changed === 'string' ? [] : [{ id, version, record: after }]))
  await updateMany(ctx, object, changes, [...fields])
  await removeMany(ctx, object, next.filter(({ changed }) => changed === 'deleted').map(({ id, version }) => ({ id, version })))
  await restoreMany(ctx, object, next.filter(({ changed }) => changed === 'restored').map(({ id, version }) => ({ id, version })))
  await runInTurn(ctx.db, insertsOfEvents(ctx, object, next.filter(isLogged).map((plan) => eventOf(object, plan))))
}

/** A change of nothing but derived values is nobody's change: neither version nor event. */
function isLogged({ changed }: ChangePlan): boolean {
  return typeof changed === 'string' || changed.some((field) => !field.derived)
}

function eventOf(object: ObjectDefinition, { id, version, before, after, changed }: ChangePlan): NewEvent {
  const shared = { recordId: id, aboutId: aboutOf(object, id, after), version }
  if (changed === 'deleted') return { ...shared, verb: 'deleted', before: loggedValues(object, before), after: null }
  if (changed === 'restored') return { ...shared, verb: 'restored', before: null, after: loggedValues(object, after) }
  const logged = changed.filter((field) => !field.derived)
  const pick = (from: Stored) => Object.fromEntries(logged.map((field) => [field.name, from[field.name] ?? null]))
  return { ...shared, verb: 'updated', before: pick(before), after: pick(after) }
}
