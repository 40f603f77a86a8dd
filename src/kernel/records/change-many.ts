import { runInTurn } from '../../platform/db/insert-rows.ts'
import type { Context } from '../context.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { aboutOf } from '../history/events.ts'
import type { Stored } from './input.ts'
import { loggedValues } from './results.ts'
import { insertsOfEvents, insertsOfRecords, updateMany, type NewRow } from './write-many.ts'

export interface ManyChange {
  id: string
  version: number
  before: Stored
  /** Only what changes; the same fields in every change. */
  after: Stored
}

/** Writes the same fields of many locked records, with an event each. For values that nothing is derived from. */
export async function changeMany(ctx: Context, object: ObjectDefinition, changes: readonly ManyChange[], options: { verb: string; fields: readonly string[] }): Promise<void> {
  if (changes.length === 0) return
  const fields = options.fields.flatMap((name) => object.fields.get(name) ?? [])
  const rows = changes.map(({ id, version, before, after }) => ({ id, version: version + 1, record: { ...before, ...after } }))
  await updateMany(ctx, object, rows, fields)
  const pick = (from: Stored) => Object.fromEntries(options.fields.map((name) => [name, from[name] ?? null]))
  await runInTurn(ctx.db, insertsOfEvents(ctx, object, changes.map(({ id, version, before, after }) => ({
    verb: options.verb, recordId: id, aboutId: aboutOf(object, id, before), before: pick(before), after: pick(after), version: version + 1,
  }))))
}

/** Adds many records, with an event each. */
export async function addMany(ctx: Context, object: ObjectDefinition, rows: readonly NewRow[]): Promise<void> {
  await runInTurn(ctx.db, insertsOfRecords(ctx, object, rows))
  await runInTurn(ctx.db, insertsOfEvents(ctx, object, rows.map(({ id, version, record }) => ({
    verb: 'created', recordId: id, aboutId: aboutOf(object, id, record), before: null, after: loggedValues(object, record), version,
  }))))
}
