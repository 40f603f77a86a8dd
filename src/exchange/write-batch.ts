/** Writes what a batch came to: rows by COPY, changes in one statement, an event for each. One bad row does not take others along. */
import { runInTurn } from '../platform/db/insert-rows.ts'
import { sql, type Sql } from '../platform/db/sql.ts'
import { verdictOf, type Condition } from '../kernel/access/policy.ts'
import type { Context } from '../kernel/context.ts'
import type { Field } from '../kernel/definitions/field.ts'
import type { ObjectDefinition } from '../kernel/definitions/object.ts'
import { typeOf } from '../kernel/fields/index.ts'
import { aboutOf, type NewEvent } from '../kernel/history/events.ts'
import type { Stored } from '../kernel/records/input.ts'
import { inHalves } from '../kernel/records/in-halves.ts'
import { addPinyin } from '../kernel/records/pinyin.ts'
import { loggedValues } from '../kernel/records/results.ts'
import { takeNumbers } from '../kernel/records/sequence.ts'
import { insertsOfEvents, insertsOfRecords, updateMany } from '../kernel/records/write-many.ts'
import type { Fault } from './parse-rows.ts'
import type { Pending, Settled, Step } from './settle-batch.ts'

/**
 * @param ctx in the batch's transaction
 * @param outside a context outside of it: numbers are taken there, so that nobody else waits for the batch to get one
 * @returns what was written; rows that turn out to be refused are added to the faults
 */
export async function writeBatch(ctx: Context, outside: Context, object: ObjectDefinition, settled: Settled): Promise<Pending[]> {
  const allowed = await withoutForbidden(ctx, object, settled)
  await numberNew(outside, object, allowed.filter(({ isNew }) => isNew))
  for (const { record } of allowed) addPinyin(object, record)
  const written = await inHalves(ctx, object, allowed, {
    write: (ctx, pendings) => write(ctx, object, pendings),
    refuse: (pending, { issues: [issue], title }) => blame(settled, pending, { field: issue?.path || null, reason: issue?.message ?? title }),
  })
  const created = written.filter(({ isNew }) => isNew)
  if (created.length > 0) await ctx.registry.verbs.get(object.name)?.many?.created(ctx, created)
  return written
}

const noRight: Fault = { field: null, reason: { zh: '没有权限新建此记录', en: 'You may not create this record' } }

/** Rights that depend on the record are asked of the rows as they would be, before they are there. */
export async function withoutForbidden(ctx: Context, object: ObjectDefinition, settled: Settled): Promise<Pending[]> {
  const conditions = [verdictOf(ctx, object.name, 'create'), verdictOf(ctx, object.name, 'import')].filter((verdict) => typeof verdict === 'function')
  const created = settled.pendings.filter(({ isNew }) => isNew)
  if (conditions.length === 0 || created.length === 0) return settled.pendings
  const may = await permitted(ctx, object, created, conditions)
  return settled.pendings.filter((pending) => {
    const isAllowed = !pending.isNew || may.has(pending.id)
    if (!isAllowed) blame(settled, pending, noRight)
    return isAllowed
  })
}

async function permitted(ctx: Context, object: ObjectDefinition, pendings: readonly Pending[], conditions: readonly Condition[]): Promise<Set<string>> {
  const fields = [...object.fields.values()].filter((field) => !field.is_system && !field.custom_id && field.column !== 'id')
  const rows = pendings.map(({ id, record }) => ({ workspace_id: ctx.workspace.id, id, ...Object.fromEntries(fields.map((field) => [field.column, record[field.name] ?? null])) }))
  const found = await ctx.db.rows<{ id: string }>(
    sql`select c.id::text as id from json_populate_recordset(null::${sql.id(object.table)}, ${JSON.stringify(rows)}::json) c
      where c.workspace_id = ${sql.workspace} and ${sql.and(conditions.map((condition) => condition('c')))}`,
  )
  return new Set(found.map(({ id }) => id))
}

async function numberNew(outside: Context, object: ObjectDefinition, created: readonly Pending[]): Promise<void> {
  await takeNumbers(outside, object, created.map((pending) => pending.steps[0]?.after ?? pending.record))
  const numbered = [...object.fields.values()].filter((field) => typeOf(field).isNumbered)
  for (const { steps } of created) {
    const first = steps[0]?.after ?? {}
    for (const step of steps) for (const field of numbered) step.after[field.name] ??= first[field.name] ?? null
  }
}

async function write(ctx: Context, object: ObjectDefinition, pendings: readonly Pending[]): Promise<void> {
  const created = pendings.filter(({ isNew }) => isNew)
  const changed = pendings.filter(({ isNew }) => !isNew)
  const fields = new Set(changed.flatMap(({ steps }) => steps.flatMap((step) => step.changed)))
  await updateMany(ctx, object, changed.map((pending) => ({ id: pending.id, version: versionAfter(pending), record: pending.record })), [...fields])
  const rows = created.map((pending) => ({ id: pending.id, version: versionAfter(pending), record: pending.record }))
  await runInTurn(ctx.db, inserts())

  function* inserts(): Generator<Sql> {
    yield* insertsOfRecords(ctx, object, rows)
    yield* insertsOfEvents(ctx, object, eventsOf(object, pendings))
  }
}

/** A change of nothing but derived values is nobody's change: neither version nor event. */
function isLogged(step: Step): boolean {
  return step.verb === 'created' || step.changed.some((field) => !field.derived)
}

function versionAfter({ version, steps }: Pending): number {
  return version + steps.filter(isLogged).length
}

function* eventsOf(object: ObjectDefinition, pendings: readonly Pending[]): Generator<NewEvent> {
  for (const { id, version: seen, steps } of pendings) {
    let version = seen
    for (const step of steps) {
      if (!isLogged(step)) continue
      const shared = { verb: step.verb, recordId: id, aboutId: aboutOf(object, id, step.after), version: ++version }
      if (step.verb === 'created') yield { ...shared, before: null, after: loggedValues(object, step.after) }
      else yield { ...shared, before: pick(step.before, step.changed), after: pick(step.after, step.changed) }
    }
  }
}

function pick(from: Stored | null, fields: readonly Field[]): Stored {
  return Object.fromEntries(fields.filter((field) => !field.derived).map((field) => [field.name, from?.[field.name] ?? null]))
}

function blame(settled: Settled, pending: Pending, fault: Fault): void {
  for (const { row } of pending.steps) settled.faults.set(row, [...(settled.faults.get(row) ?? []), fault])
}
