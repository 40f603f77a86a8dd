/** What an act made of the signatures is written: whose turn it is, whom it is told to, and what follows when it is decided. */
import { runInTurn } from '../../../platform/db/insert-rows.ts'
import { newId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import { loggedValues } from '../../../kernel/records/results.ts'
import { updateRecord } from '../../../kernel/records/update.ts'
import { insertsOfEvents, insertsOfRecords, updateMany } from '../../../kernel/records/write-many.ts'
import { notify, settleNotices } from '../../notices/index.ts'
import { occasionOf } from '../occasions.ts'
import type { Case, StoredSignature } from '../queries/open-case.ts'
import { settled, type Signature } from '../rules/signatures.ts'

const verbs = { waiting: 'signed', approved: 'approved', refused: 'refused', returned: 'returned' } as const

export interface Act {
  /** As the act left them; without whose turn it is. */
  signatures: readonly Signature[]
  /** Past, for the log, where it does not decide: `delegated`. */
  verb?: string
  /** Signature whose words decided. */
  by?: string
  /** What else changes of the approval, such as a new round. */
  patch?: Record<string, unknown>
}

/** In the transaction of the act, which holds the approval. Answers what came of it. */
export async function settleCase(ctx: Context, kase: Case, act: Act): Promise<'waiting' | 'approved' | 'refused' | 'returned'> {
  const { outcome, signatures } = settled(kase.steps.map(({ how }) => how), act.signatures)
  const every = withEveryRight(ctx)
  await writeSignatures(every, kase, signatures)
  const turn = signatures.filter(({ status }) => status === 'waiting')
  const decided_at = outcome === 'waiting' ? null : ctx.clock.now().toISOString()
  const patch = { ...act.patch, status: outcome, waiting_for: [...new Set(turn.flatMap(({ person }) => person ?? []))], decided_at }
  await updateRecord(every, objectOf(ctx, 'approval'), kase.id, patch, { asSystem: true, version: kase.version, verb: outcome === 'waiting' ? (act.verb ?? verbs.waiting) : verbs[outcome] })
  await tellSigners(every, kase, turn)
  if (outcome !== 'waiting') await tellDecided(every, kase, { outcome, by: act.by })
  return outcome
}

/** The occasion's own consequence, and the requester hears of it. */
async function tellDecided(ctx: Context, kase: Case, { outcome, by }: { outcome: 'approved' | 'refused' | 'returned'; by?: string }): Promise<void> {
  await follow(ctx, kase, outcome)
  await notify(ctx, { kind: `approval_${outcome}`, to: [String(kase.record.requested_by)], object: 'approval', record_id: kase.id, values: by ? { signature: by } : {} })
}

export async function follow(ctx: Context, { id, record }: Case, status: 'approved' | 'refused' | 'returned' | 'withdrawn'): Promise<void> {
  const occasion = occasionOf(ctx, String(record.object), String(record.occasion))
  await occasion.decided?.(withEveryRight(ctx), { approval: id, record: String(record.record), status, requested_by: String(record.requested_by), amount: record.amount === null ? null : String(record.amount) })
}

/** Those whose turn it is and whoever stands in for them today; others need read of it no more. */
async function tellSigners(ctx: Context, kase: Case, turn: readonly Signature[]): Promise<void> {
  const before = new Set(kase.signatures.filter(({ status }) => status === 'waiting').map(({ id }) => id))
  const now = new Set(turn.map(({ id }) => id))
  const gone = kase.signatures.filter(({ id }) => before.has(id) && !now.has(id))
  const come = turn.filter(({ id }) => !before.has(id))
  const [asked, still] = await Promise.all([withSubstitutes(ctx, come), withSubstitutes(ctx, turn)])
  const settledFor = (await withSubstitutes(ctx, gone)).filter((one) => !still.includes(one))
  if (settledFor.length > 0) await settleNotices(ctx, 'approval', { done: [kase.id], open: [], of: { kind: 'approval_waiting', people: settledFor } })
  await notify(ctx, { kind: 'approval_waiting', to: asked, object: 'approval', record_id: kase.id, from: String(kase.record.requested_by) })
}

async function withSubstitutes(ctx: Context, signatures: readonly Signature[]): Promise<string[]> {
  const people = [...new Set(signatures.flatMap(({ person }) => person ?? []))]
  if (people.length === 0) return []
  const rows = await ctx.db.rows<{ id: string }>(
    sql`select s.substitute_id as id from substitutes s join workspaces w on w.id = s.workspace_id
      where s.workspace_id = ${sql.workspace} and s.user_id = any(${people}::uuid[]) and (${ctx.clock.now()}::timestamptz at time zone w.time_zone)::date between s.from_day and s.to_day`,
  )
  return [...new Set([...people, ...rows.map(({ id }) => id)])]
}

const changing = ['position', 'person', 'status', 'reason', 'in_place_of', 'signed_by', 'comment', 'decided_at'] as const

/** Only what changed, and an event for each. */
export async function writeSignatures(ctx: Context, kase: Case, signatures: readonly Signature[]): Promise<void> {
  const object = objectOf(ctx, 'approval_signature')
  const known = new Map(kase.signatures.map((one) => [one.id, one]))
  const added = signatures.filter(({ id }) => !known.has(id)).map((one) => ({ id: one.id, version: 1, record: storedOf(kase, one) }))
  const changed = signatures.flatMap((after) => {
    const before = known.get(after.id)
    return before && changing.some((name) => before[name] !== after[name]) ? [{ before, after }] : []
  })
  await runInTurn(ctx.db, insertsOfRecords(ctx, object, added))
  await updateMany(ctx, object, changed.map(({ before, after }) => ({ id: after.id, version: before.version + 1, record: storedOf(kase, after) })), changing.flatMap((name) => object.fields.get(name) ?? []))
  await runInTurn(ctx.db, insertsOfEvents(ctx, object, [
    ...added.map(({ id, record }) => ({ verb: 'created', recordId: id, aboutId: kase.id, before: null, after: loggedValues(object, record), version: 1 })),
    ...changed.map(({ before, after }) => ({ verb: 'updated', recordId: after.id, aboutId: kase.id, ...difference(before, after), version: before.version + 1 })),
  ]))
}

function storedOf({ id: approval, round }: Case, { step, seat, position, person, status, reason, in_place_of, signed_by, comment, note, decided_at }: Signature): Record<string, Value> {
  return { approval, round, step, seat, position, person, status, reason, in_place_of, signed_by, comment, note, decided_at }
}

function difference(before: StoredSignature, after: Signature): { before: Record<string, Value>; after: Record<string, Value> } {
  const names = changing.filter((name) => before[name] !== after[name])
  const pick = (from: Signature) => Object.fromEntries(names.map((name) => [name, from[name]]))
  return { before: pick(before), after: pick(after) }
}

/** Ids for signatures that a line asks for. */
export function withIds(drafts: readonly Omit<Signature, 'id'>[]): Signature[] {
  return drafts.map((draft) => ({ id: newId(), ...draft }))
}
