import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { isId } from '../../../platform/ids.ts'
import { conflict, forbidden, invalid, issue, notFound, type Issue } from '../../../platform/problems.ts'
import { sql } from '../../../platform/db/sql.ts'
import { allowed, verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { ObjectDefinition } from '../../../kernel/definitions/object.ts'
import { isPerson } from '../../../kernel/definitions/person.ts'
import { storedColumns } from '../../../kernel/projections/columns.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { groundOptions } from '../objects/erasure.ts'
import { settingsOf } from '../person/erased-keys.ts'
import { completeErasure } from './complete-erasure.ts'

const shape = z.strictObject({
  object: z.string().max(60),
  record: z.string(),
  ground: z.enum(groundOptions.map(({ key }) => key)),
  reason: z.string().max(1000).nullish(),
  /** The name of the person, typed. */
  confirmation: z.string().max(5000),
})

/**
 * The create of an erasure: asks for it, and carries it out at once where the caller may decide and no second person is wanted.
 * @throws Problem 404; 403 without the right to delete the person; 409 for one who was erased or is asked for already; 422.
 */
export async function askErasure(ctx: Context, input: Record<string, unknown>): Promise<string> {
  if (verdictOf(ctx, 'erasure', 'create') === false) throw forbidden()
  const parsed = shape.safeParse(input)
  if (!parsed.success) throw invalid(parsed.error.issues.flatMap(faultOf))
  const { confirmation, ...request } = parsed.data
  return transaction(ctx, async (ctx) => {
    const object = personObject(ctx, request.object)
    const record = await lockPerson(ctx, object, request.record)
    const title = String(record[object.title] ?? '')
    const issues = faultsOf(title, { confirmation, reason: request.reason ?? '' })
    if (issues.length > 0) throw invalid(issues)
    return startErasure(ctx, { ...request, subject: title })
  })
}

function faultOf(fault: z.core.$ZodIssue): Issue[] {
  if (fault.code !== 'unrecognized_keys') return [issue(fault.path.join('.'), 'invalid_value', '填写的内容有误', fault.message)]
  return fault.keys.map((name) => issue(name, 'unknown_field', `没有这个字段：${name.slice(0, 60)}`, `There is no field ${name.slice(0, 60)}`))
}

/** For callers that have asked the rights and the person: retention does so by rule. */
export async function startErasure(ctx: Context, request: { object: string; record: string; subject: string; ground: string; reason?: string | null }): Promise<string> {
  await refuseTwice(ctx, request)
  const { two_step } = await settingsOf(ctx)
  const { id } = await createRecord(ctx, objectOf(ctx, 'erasure'), { ...request, status: 'asked', two_step }, { asSystem: true })
  if (!two_step && verdictOf(ctx, 'erasure', 'change') !== false) await completeErasure(ctx, id)
  return id
}

/** @throws Problem 422 for an object whose records are no people. */
export function personObject(ctx: Context, name: string): ObjectDefinition {
  const object = ctx.objects.get(name)
  if (object?.person && verdictOf(ctx, name, 'see') !== false) return object
  throw invalid([issue('object', 'not_people', '此对象的记录不是个人', 'The records of this object are not people')])
}

/** The person as stored, the recycle bin too, held until the end of the transaction. */
async function lockPerson(ctx: Context, object: ObjectDefinition, id: string): Promise<Stored> {
  const [row] = isId(id)
    ? await ctx.db.rows<{ record: Stored; may: boolean }>(
        sql`select row_to_json(t) as record, ${allowed(ctx, object.name, 'delete', 'c')} as may from ${sql.id(object.table)} c
          cross join lateral (select ${storedColumns(object, 'c')}) t
          where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid and ${allowed(ctx, object.name, 'see', 'c')} for update of c`,
      )
    : []
  if (!row) throw notFound()
  if (!row.may) throw forbidden()
  if (!isPerson(object, row.record)) throw invalid([issue('record', 'not_a_person', '单位不是个人，不能匿名化', 'An organisation is no person and cannot be erased')])
  if (row.record.anonymised_at) throw alreadyErased()
  return row.record
}

function faultsOf(title: string, given: { confirmation: string; reason: string }): Issue[] {
  const issues: Issue[] = []
  if (given.confirmation.trim() !== title.trim()) issues.push(issue('confirmation', 'not_confirmed', '输入的名称与当事人不一致', 'What was typed is not the name of the person'))
  // It stays when the person is gone.
  if (title.trim() !== '' && given.reason.includes(title.trim())) issues.push(issue('reason', 'names_the_person', '说明会长期保留，请不要写出姓名', 'The reason stays for good: do not name the person in it'))
  return issues
}

async function refuseTwice(ctx: Context, request: { object: string; record: string }): Promise<void> {
  const [open] = await ctx.db.rows<{ status: string }>(
    sql`select x.status from erasures x where x.workspace_id = ${sql.workspace} and x.object = ${request.object} and x.record = ${request.record.toLowerCase()} and x.status <> 'refused'`,
  )
  if (open?.status === 'done') throw alreadyErased()
  if (open) throw conflict('already-asked', { zh: '此人的匿名化已在等待批准', en: 'Erasing this person has been asked for already' })
}

function alreadyErased() {
  return conflict('already-erased', { zh: '此人已匿名化', en: 'This person was erased already' })
}
