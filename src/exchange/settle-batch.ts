/**
 * Decides for every row of a batch what becomes of it: a new record, a change of one that is there, nothing, or an error with all
 * its reasons. The same defaults, derivations and checks as for single records; nothing is written here.
 */
import { newId } from '../platform/ids.ts'
import { sql } from '../platform/db/sql.ts'
import type { Issue } from '../platform/problems.ts'
import { allowed } from '../kernel/access/policy.ts'
import type { Context } from '../kernel/context.ts'
import type { Field, Value } from '../kernel/definitions/field.ts'
import { storedColumns } from '../kernel/projections/columns.ts'
import { whatGoesAlong, type GoesAlong } from '../kernel/records/goes-with.ts'
import { changedFields, filledWith, holds, unfilled, type Stored } from '../kernel/records/input.ts'
import { agree, canMatch, findMatches, matchKey } from './find-matches.ts'
import type { ImportPlan } from './import-plan.ts'
import { isBrought } from './importable-fields.ts'
import { faultsTogether, joinRows, otherRowIsWrong, refuseTogether } from './join-rows.ts'
import { findNamed, namingFields, resolveRow, type Found } from './look-up.ts'
import type { Fault, ParsedRow } from './parse-rows.ts'

export interface Step {
  row: number
  verb: 'created' | 'updated'
  before: Stored | null
  after: Stored
  changed: Field[]
}

/** A record that the batch makes or changes, by one or several rows. */
export interface Pending {
  id: string
  isNew: boolean
  /** In the database; 0 for a new record. */
  version: number
  record: Stored
  steps: Step[]
}

export interface Settled {
  pendings: Pending[]
  /** Rows that say nothing new. */
  skipped: number
  /** Further rows of a record that has several. */
  joined: number
  /** Rows of a dry run that would change what the run itself would have made. */
  presumed: number
  /** By the row's place in the batch. */
  faults: Map<number, Fault[]>
  /** What rows were taken without, in the same way. */
  leftOut: Map<number, Fault[]>
}

interface Keyed {
  values: Stored
  id: string | null
  faults: Fault[]
  left_out: Fault[]
}

/**
 * @param options.lock hold the rows that will be changed
 * @param options.seen names and keys of records that earlier batches would have made (dry runs, where they are not in the table)
 */
export async function settleBatch(ctx: Context, plan: ImportPlan, rows: readonly ParsedRow[], options: { lock: boolean; seen: Seen | null }): Promise<Settled> {
  const { object } = plan
  const found = await findNamed(ctx, rows)
  const ownNames = namesInBatch(plan, rows)
  const extra = (field: Field, text: string): Found => (field.target === object.name ? (ownNames.byText.get(text) ?? options.seen?.named(text)) : undefined)
  const keyed: Keyed[] = rows.map((row) => ({ ...resolveRow(row, found, { extra, leavesOut: plan.leavesOut }), id: row.id }))
  const { matches, taken } = await findMatches(ctx, plan, keyed)
  const known = plan.duplicates === 'update' ? await loadMatched(ctx, plan, matches, options.lock) : new Map<string, Known>()

  const along = await whatGoesAlong(ctx, object, keyed.map(({ values }) => values))
  const batch: Batch = {
    ctx, plan, unfilled: unfilled(ctx, object), along, taken, ownNames, rows, seen: options.seen,
    byId: new Map(), byKey: new Map(), uniques: new Map(), passedOver: new Set(),
    settled: { pendings: [], skipped: 0, joined: 0, presumed: 0, faults: new Map(), leftOut: new Map() },
  }
  const joined = joinRows(plan, keyed)
  const incomplete = faultsTogether(joined, keyed)
  batch.settled.joined = joined.size
  const many = ctx.registry.verbs.get(object.name)?.many
  await many?.prepare?.(ctx, keyed.flatMap(({ values }, index) => (joined.has(index) ? [] : [values])))
  await many?.fills?.(ctx, newOnes(plan, keyed, matches).map(({ values }) => values))
  for (const [index, row] of keyed.entries()) {
    if (joined.has(index)) {
      if (row.faults.length > 0) batch.settled.faults.set(index, row.faults)
      continue
    }
    const faults = incomplete.has(index) ? [...row.faults, otherRowIsWrong] : settleRow(batch, index, row, { ids: matches.get(index) ?? [], known })
    // A refused row is told everything that is wrong with it at once.
    if (faults.length > 0) batch.settled.faults.set(index, [...row.left_out, ...faults])
    else if (row.left_out.length > 0 && !batch.passedOver.has(index)) batch.settled.leftOut.set(index, row.left_out)
  }
  orphanReferences(batch)
  refuseTogether(joined, batch.settled.faults)
  for (const pending of batch.settled.pendings) if (pending.isNew) options.seen?.note(plan, pending.record)
  return batch.settled
}

/** Rows that make a record: neither those that mean one that is there, nor further ones of the same file that mean the same. */
function newOnes(plan: ImportPlan, keyed: readonly Keyed[], matches: ReadonlyMap<number, unknown>): Keyed[] {
  const known = new Set<string>()
  return keyed.filter((row, index) => {
    const key = matchKey(plan, row)
    const isFurther = key !== null && known.has(key)
    if (key !== null) known.add(key)
    return !matches.has(index) && !isFurther
  })
}

interface Known {
  version: number
  record: Stored
  may_change: boolean
}

interface Batch {
  ctx: Context
  plan: ImportPlan
  /** What a new record has before anything is said of it. */
  unfilled: Stored
  along: GoesAlong
  taken: Map<string, Map<Value, string>>
  ownNames: OwnNames
  rows: readonly ParsedRow[]
  seen: Seen | null
  byId: Map<string, Pending>
  byKey: Map<string, { row: Keyed; pending: Pending | null }[]>
  uniques: Map<string, string>
  /** Rows that were not looked at, because their record is there. */
  passedOver: Set<number>
  settled: Settled
}

/** What a dry run remembers of the records that it did not make. */
export interface Seen {
  named(text: string): Found
  has(plan: ImportPlan, key: string): boolean
  note(plan: ImportPlan, record: Stored): void
}

async function loadMatched(ctx: Context, plan: ImportPlan, matches: Map<number, string[]>, lock: boolean): Promise<Map<string, Known>> {
  const ids = [...new Set([...matches.values()].flat())]
  if (ids.length === 0) return new Map()
  // In the order of ids, so that two imports over the same records wait for each other instead of colliding.
  const rows = await ctx.db.rows<Known & { id: string }>(
    sql`select c.id::text as id, c.version, row_to_json(t) as record, ${allowed(ctx, plan.object.name, 'change', 'c')} as may_change
      from ${sql.id(plan.object.table)} c cross join lateral (select ${storedColumns(plan.object, 'c')}) t
      where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[]) and c.deleted_at is null
      order by c.id ${lock ? sql.raw('for no key update of c') : sql.empty}`,
  )
  return new Map(rows.map(({ id, ...known }) => [id, known]))
}

function settleRow(batch: Batch, index: number, row: Keyed, match: { ids: string[]; known: Map<string, Known> }): Fault[] {
  const { plan, settled } = batch
  if (batch.rows[index]?.faults.some((fault) => fault.field === null)) return row.faults
  const key = matchKey(plan, row)
  const twin = key === null ? undefined : batch.byKey.get(key)?.find((other) => agree(plan, row, other.row))
  const isThere = match.ids.length > 0 || twin !== undefined || (key !== null && batch.seen?.has(plan, key) === true)
  if (isThere && plan.duplicates === 'skip') {
    settled.skipped++
    batch.passedOver.add(index)
    return []
  }
  if (match.ids.length > 1) return [...row.faults, about(plan.matchBy[0], '有多条已有记录与此行相符', 'Several records fit this row')]
  const [id] = match.ids
  const pending = id ? pendingOf(batch, id, match.known) : (twin?.pending ?? null)
  if (id && !pending) return [...row.faults, about(null, '没有权限修改此记录', 'You may not change this record')]
  if (pending) return settleChange(batch, index, row, pending)
  if (isThere) {
    // A dry run knows that an earlier batch would have made the record, but not what it looks like.
    if (row.faults.length === 0) settled.presumed++
    return row.faults
  }
  if (row.id !== null && plan.matchBy.some((field) => field.is_system)) return [...row.faults, about(null, '没有找到此编号的记录', 'There is no record with this id')]
  return settleNew(batch, index, row, key)
}

/** The record as earlier rows of the batch leave it. Null when the caller may not change it. */
function pendingOf(batch: Batch, id: string, known: Map<string, Known>): Pending | null {
  const pending = batch.byId.get(id)
  if (pending) return pending
  const stored = known.get(id)
  if (!stored?.may_change) return null
  const fresh: Pending = { id, isNew: false, version: stored.version, record: stored.record, steps: [] }
  batch.byId.set(id, fresh)
  return fresh
}

function settleChange(batch: Batch, index: number, row: Keyed, pending: Pending): Fault[] {
  const { ctx, plan, settled } = batch
  const before = pending.record
  const after: Stored = { ...before, ...row.values, ...batch.along(row.values, before) }
  // An empty cell clears; where there is nothing but an empty text, there is nothing to clear.
  for (const [name, value] of Object.entries(row.values)) if (value === null && before[name] === '') after[name] = ''
  const faults = [...row.faults, ...takenFaults(batch, row, pending.id), ...broughtLate(batch, before, after)]
  if (faults.length > 0) return faults
  if (changedFields(plan.object, before, after).length === 0) {
    settled.skipped++
    return []
  }
  const issues: Issue[] = []
  if (!holds(ctx, plan.object, { record: after, before, issues })) return leaveOut(batch, row, issues) ? settleChange(batch, index, row, pending) : issues.map(faultOf)
  const changed = changedFields(plan.object, before, after)
  if (pending.steps.length === 0) settled.pendings.push(pending)
  pending.record = after
  pending.steps.push({ row: index, verb: 'updated', before, after, changed })
  noteUniques(batch, row, pending.id)
  return []
}

function settleNew(batch: Batch, index: number, row: Keyed, key: string | null): Fault[] {
  const { ctx, plan } = batch
  const record = filledWith(plan.object, batch.unfilled, { ...row.values, ...batch.along(row.values, null) })
  const faults = [...row.faults, ...takenFaults(batch, row, null)]
  const issues: Issue[] = faults.map(({ field, reason }) => ({ path: field ?? '', code: '', message: reason }))
  if (!holds(ctx, plan.object, { record, before: null, issues })) {
    const more = issues.slice(faults.length)
    return faults.length === 0 && leaveOut(batch, row, more) ? settleNew(batch, index, row, key) : [...faults, ...more.map(faultOf)]
  }
  const id = batch.ownNames.ids[index] ?? newId()
  const pending: Pending = { id, isNew: true, version: 0, record, steps: [{ row: index, verb: 'created', before: null, after: record, changed: [] }] }
  batch.settled.pendings.push(pending)
  if (key !== null) batch.byKey.set(key, [...(batch.byKey.get(key) ?? []), { row, pending }])
  noteUniques(batch, row, id)
  return []
}

/** Takes away what the rules of the object refuse, so that the row can be tried again; false where that is not all. */
function leaveOut({ plan }: Batch, row: Keyed, issues: readonly Issue[]): boolean {
  const bad = issues.map(faultOf)
  if (!plan.leavesOut || bad.length === 0 || !bad.every(({ field }) => field !== null && row.values[field] !== undefined && row.values[field] !== null)) return false
  const names = new Set(bad.map(({ field }) => field))
  row.values = Object.fromEntries(Object.entries(row.values).filter(([name]) => !names.has(name)))
  row.left_out.push(...bad)
  return true
}

function takenFaults(batch: Batch, row: Keyed, ownId: string | null): Fault[] {
  const faults: Fault[] = []
  for (const { field } of batch.plan.targets) {
    const value = row.values[field.name]
    if (!field.unique || value === null || value === undefined) continue
    const holder = batch.uniques.get(`${field.name} ${String(value)}`) ?? batch.taken.get(field.name)?.get(value)
    if (holder && holder !== ownId) faults.push(about(field, `${field.label.zh}已被使用`, `${field.label.en} is already in use`))
  }
  return faults
}

/** What only a new record may bring says nothing new of one that is there. */
function broughtLate({ ctx, plan }: Batch, before: Stored, after: Stored): Fault[] {
  return changedFields(plan.object, before, after)
    .filter((field) => isBrought(ctx, plan.object, field))
    .map((field) => about(field, `${field.label.zh}只能随新记录导入，之后由操作更改`, `${field.label.en} comes with a new record only; afterwards it is changed by what is done with it`))
}

function noteUniques(batch: Batch, row: Keyed, id: string): void {
  for (const { field } of batch.plan.targets) {
    const value = row.values[field.name]
    if (field.unique && value !== null && value !== undefined) batch.uniques.set(`${field.name} ${String(value)}`, id)
  }
}

/** Where rows of a file may refer to one another (a group and its members): the ids they are to have, and who is called what. */
interface OwnNames {
  ids: string[]
  byText: Map<string, Found>
}

function namesInBatch(plan: ImportPlan, rows: readonly ParsedRow[]): OwnNames {
  const names: OwnNames = { ids: [], byText: new Map() }
  if (!refersToItself(plan)) return names
  const naming = namingFields(plan.object)
  for (const row of rows) {
    const id = newId()
    names.ids.push(id)
    for (const field of naming) {
      const text = row.values[field.name]
      if (typeof text !== 'string' || text === '') continue
      // Rows that are told apart by this very name are one record, whichever comes first.
      const isSameRecord = plan.matchBy.includes(field)
      if (!names.byText.has(text)) names.byText.set(text, { id })
      else if (!isSameRecord) names.byText.set(text, 'ambiguous')
    }
  }
  return names
}

function refersToItself(plan: ImportPlan): boolean {
  return plan.targets.some((target) => target.isLookup && target.field.target === plan.object.name)
}

/** Rows that refer to a row which did not become a record are errors too; and so on, until nothing changes. */
function orphanReferences(batch: Batch): void {
  if (batch.ownNames.ids.length === 0) return
  const own = new Set<Value>(batch.ownNames.ids)
  const lookups = batch.plan.targets.filter((target) => target.isLookup && target.field.target === batch.plan.object.name)
  for (;;) {
    const made = new Set(batch.settled.pendings.filter(({ isNew }) => isNew).map(({ id }) => id))
    const missing = (id: Value) => own.has(id) && !made.has(String(id))
    const orphan = batch.settled.pendings.find(({ record }) => lookups.some(({ field }) => [record[field.name] ?? null].flat().some(missing)))
    if (!orphan) return
    batch.settled.pendings = batch.settled.pendings.filter((pending) => pending !== orphan)
    const { field } = lookups.find((target) => [orphan.record[target.field.name] ?? null].flat().some(missing)) ?? { field: undefined }
    for (const step of orphan.steps) {
      batch.settled.faults.set(step.row, [about(field, '所指的行没有导入', 'The row it refers to was not imported')])
    }
  }
}

function faultOf(issue: Issue): Fault {
  return { field: issue.path.split(/[.[]/, 1)[0] || null, reason: issue.message }
}

function about(field: Field | undefined | null, zh: string, en: string): Fault {
  return { field: field?.name ?? null, reason: { zh, en } }
}

/** The columns that naming and matching of a dry run need are kept as text; memory grows with the records it would make. */
export function rememberSeen(plan: ImportPlan): Seen {
  const keys = new Set<string>()
  const names = new Map<string, Found>()
  const naming = refersToItself(plan) ? namingFields(plan.object) : []
  return {
    named: (text) => names.get(text),
    has: (_plan, key) => keys.has(key),
    note: (plan, record) => {
      const row = { values: record, id: null }
      const key = canMatch(plan, row) ? matchKey(plan, row) : null
      if (key !== null) keys.add(key)
      for (const field of naming) {
        const text = record[field.name]
        if (typeof text === 'string' && text !== '') names.set(text, names.has(text) ? 'ambiguous' : { id: '00000000-0000-7000-8000-000000000000' })
      }
    },
  }
}
