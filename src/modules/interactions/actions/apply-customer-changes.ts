/** What was learnt of the customer in a contact is written to the customer in the transaction of the contact, by the caller's own rights. */
import { z } from 'zod'
import { isId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
import { invalid, issue, Problem } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
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

/** The input without the changes, and these; none where it brings none, or says what is kept already. */
export function takeCustomerChanges(input: Record<string, unknown>, before: KeptChanges = []): { fields: Record<string, unknown>; changes: z.infer<typeof given> | null } {
  const { [name]: changes, ...fields } = input
  if (changes === undefined || changes === null || JSON.stringify(changes) === JSON.stringify(before)) return { fields, changes: null }
  const parsed = given.safeParse(changes)
  if (!parsed.success) throw invalid([issue(name, 'invalid_type', '此处应为 { version, values }', 'Here { version, values } is expected')])
  return { fields, changes: Object.keys(parsed.data.values).length > 0 ? parsed.data : null }
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
