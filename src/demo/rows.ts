/** Records of the demo world as rows for COPY: the same columns, derived values and events that the kernel would write. */
import type { CopyValue } from '../platform/db/copy.ts'
import type { ObjectDefinition } from '../kernel/definitions/object.ts'
import { systemActor } from '../kernel/access/actor.ts'
import { aboutOf, eventColumns } from '../kernel/history/events.ts'
import { addPinyin } from '../kernel/records/pinyin.ts'
import type { Stored } from '../kernel/records/input.ts'
import { loggedValues } from '../kernel/records/results.ts'
import { columnValues } from '../kernel/records/row.ts'
import { valuesAtFirst, type Planted } from './planted.ts'
import { idAt, randomOf } from './random.ts'

const systemColumns = ['workspace_id', 'id', 'version', 'created_at', 'created_by', 'updated_at', 'updated_by']

export function columnsOf(object: ObjectDefinition): string[] {
  return [...systemColumns, ...columnValues(object, {}).map(([column]) => column)]
}

/** Values in the order of `columnsOf`. */
export function rowOf(object: ObjectDefinition, workspaceId: string, planted: Planted): CopyValue[] {
  const record: Stored = { ...planted.values }
  addPinyin(object, record)
  const last = planted.changes.at(-1)
  const creator = planted.createdBy?.id ?? null
  const createdAt = new Date(planted.createdAt).toISOString()
  const row: CopyValue[] = [workspaceId, planted.id, 1 + planted.changes.length, createdAt, creator, last ? new Date(last.at).toISOString() : createdAt, last?.by.id ?? creator]
  for (const [, value] of columnValues(object, record)) row.push(copyValue(value))
  return row
}

/** Rows of the event log in the order of `eventColumns`: how the record was made, and every change since. */
export function* eventRowsOf(object: ObjectDefinition, workspaceId: string, planted: Planted): Generator<CopyValue[]> {
  const random = randomOf(planted.id)
  const about = aboutOf(object, planted.id, planted.values)
  const isOnTimeline = about !== null && object.timeline_at === null
  const row = (verb: string, at: number, by: { id: string; name: string } | null, version: number, before: Stored | null, after: Stored) => {
    const event: Record<(typeof eventColumns)[number], CopyValue> = {
      workspace_id: workspaceId,
      id: idAt(at, random),
      at: new Date(at).toISOString(),
      kind: `${object.module}.${object.name}.${verb}`,
      object: object.name,
      record_id: planted.id,
      about_id: about,
      version,
      actor_id: by?.id ?? till.id,
      actor_name: by?.name ?? till.name,
      before: before ? JSON.stringify(before) : null,
      after: JSON.stringify(after),
      cause: null,
      request_id: null,
      on_timeline: verb === 'created' ? isOnTimeline : about !== null,
      address: null,
      program: null,
    }
    return eventColumns.map((column) => event[column])
  }
  yield row('created', planted.createdAt, planted.createdBy, 1, null, loggedValues(object, valuesAtFirst(planted)))
  for (const [number, change] of planted.changes.entries()) yield row(change.verb, change.at, change.by, number + 2, change.before, change.after)
}

const till = systemActor('收银系统')


function copyValue(value: unknown): CopyValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map(String)
  throw new TypeError('A column of the demo world has a value that COPY does not take')
}
