/** What was learnt of the customer in a contact is written to the customer in the transaction of the contact, by the caller's own rights. */
import { z } from 'zod'
import { isId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
import { invalid, issue, Problem } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import { undoEvent } from '../../../kernel/history/history.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'

const name = 'customer_changes'

/** `version`: of the customer as whoever writes saw it. */
const given = z.strictObject({ version: z.int().min(1), values: z.record(z.string().max(100), z.unknown()) })

/** Where a contact keeps which events of the customer's history it brought about. */
const kept = z.array(z.strictObject({ event: z.uuid() }))

export type KeptChanges = z.infer<typeof kept>

export function changesKept(value: Value | undefined): KeptChanges {
  return kept.safeParse(value).data ?? []
}

interface Taken {
  fields: Record<string, unknown>
  changes: z.infer<typeof given> | null
  /** Kept until now, and not said any more: to be taken back. */
  dropped: KeptChanges
}

/** The input without the changes, and these; none where it brings none. A list of what is kept already leaves out what is to be taken back. */
export function takeCustomerChanges(input: Record<string, unknown>, before: KeptChanges = []): Taken {
  const { [name]: changes, ...fields } = input
  if (changes === undefined || changes === null) return { fields, changes: null, dropped: [] }
  const list = kept.safeParse(changes)
  if (list.success) return { fields, changes: null, dropped: droppedFrom(before, list.data) }
  const parsed = given.safeParse(changes)
  if (!parsed.success) throw invalid([issue(name, 'invalid_type', '客户资料的更改没有写全：需要客户的版本和新的内容', 'The changes to the customer are not complete: the version of the customer and the new values are needed')])
  return { fields, changes: Object.keys(parsed.data.values).length > 0 ? parsed.data : null, dropped: [] }
}

/** @throws Problem 422 for what this contact never changed: nobody makes up a history. */
export function droppedFrom(before: KeptChanges, now: KeptChanges): KeptChanges {
  const known = new Set(before.map(({ event }) => event))
  if (now.some(({ event }) => !known.has(event))) throw invalid([issue(name, 'not_kept', '这次接触没有留下这项更改；撤销过的更改请重新填写', 'This contact keeps no such change; one that was taken back is written anew')])
  const left = new Set(now.map(({ event }) => event))
  return before.filter(({ event }) => !left.has(event))
}

/**
 * Takes back what a contact had changed of its customer, the last first; what was taken back by itself before is left.
 * @throws Problem 403, 409 as taking them back on the customer alone would.
 */
export async function undoCustomerChanges(ctx: Context, customer: string, dropped: KeptChanges): Promise<void> {
  if (dropped.length === 0) return
  const open = await ctx.db.rows<{ event: string }>(
    sql`select e.id::text as event from events e where e.workspace_id = ${sql.workspace} and e.object = 'customer' and e.record_id = ${customer}::uuid and e.id = any(${dropped.map(({ event }) => event)}::uuid[])
      and not exists (select 1 from events u where u.workspace_id = ${sql.workspace} and u.object = 'customer' and u.record_id = e.record_id and u.id > e.id and u.cause ->> 'undo' = e.id::text) order by e.id desc`,
  )
  for (const { event } of open) await undoEvent(ctx, objectOf(ctx, 'customer'), customer, event)
}

/**
 * @returns what the contact is to keep
 * @throws Problem 403, 422 as a change of the customer alone would; 409 with both values where somebody changed the same fields since.
 */
export async function applyCustomerChanges(ctx: Context, customer: unknown, { version, values }: z.infer<typeof given>): Promise<KeptChanges> {
  if (typeof customer !== 'string' || !isId(customer)) throw invalid([issue('customer', 'required', '客户资料的更改需要写明客户的 id', 'Changes to the customer need its id')])
  try {
    const object = objectOf(ctx, 'customer')
    const before = await lockRecord(ctx, object, customer, 'see')
    const written = await updateRecord(ctx, object, customer, values, { version })
    // Nothing that was said is other than what is known.
    if (written.version === before.version) return []
    return ctx.db.rows<{ event: string }>(
      sql`select e.id::text as event from events e where e.workspace_id = ${sql.workspace} and e.object = 'customer' and e.record_id = ${customer}::uuid and e.version = ${written.version} order by e.id desc limit 1`,
    )
  } catch (error) {
    throw error instanceof Problem ? asOfContact(error) : error
  }
}

/** Told at the field of the contact: a contact has fields of the same names. 412 would mean that the contact itself is stale. */
function asOfContact(problem: Problem): Problem {
  const issues = problem.issues.map((one) => ({ ...one, path: `${name}.${one.path}` }))
  if (problem.status !== 412) return new Problem({ status: problem.status, code: problem.code, title: problem.title, issues, extra: problem.extra })
  return new Problem({
    status: 409,
    code: 'customer-changed',
    title: { zh: '客户资料已被他人修改，请核对后再保存', en: 'The customer has been changed by somebody else; compare before saving' },
    issues: issues.length > 0 ? issues : [issue(name, 'collision', '客户资料已被他人修改', 'The customer has been changed by somebody else')],
    extra: problem.extra,
  })
}
