import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { isId } from '../../../platform/ids.ts'
import { conflict, invalid, issue } from '../../../platform/problems.ts'
import { mayWrite } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { ObjectDefinition } from '../../../kernel/definitions/object.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { notify } from '../../notices/index.ts'
import { mostMentioned, whoMaySee } from '../queries/who-may-see.ts'

/** The plain create of a comment: whoever is mentioned is told, and so is the owner of the record. */
export async function writeComment(ctx: Context, input: Record<string, unknown>): Promise<string> {
  refuseOthers(ctx, objectOf(ctx, 'comment'), input, input)
  const about = await recordOf(ctx, input)
  return transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'comment')
    const { id } = await createRecord(ctx, object, input)
    const { record } = await lockRecord(ctx, object, id, 'see')
    const mentioned = await refuseUnseen(ctx, about, record)
    await tellMentioned(ctx, id, about, mentioned)
    const owner = await ownerOf(ctx, about)
    if (owner && !mentioned.includes(owner)) await notify(ctx, { kind: 'comment', to: [owner], object: about.object.name, record_id: about.id, values: { comment: id }, key: `comment:${id}` })
    return id
  })
}

/** The plain change: only its words and whom it mentions. Who was mentioned before is not told again. */
export async function editComment(ctx: Context, id: string, patch: Record<string, unknown>, options: { version: number | null }): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'comment')
    const { record: before } = await lockRecord(ctx, object, id, 'change')
    refuseOthers(ctx, object, before, patch)
    const about = await recordOf(ctx, before)
    const changes = Object.fromEntries(Object.entries(patch).filter(([name]) => JSON.stringify(patch[name]) !== JSON.stringify(before[name])))
    if (Object.keys(changes).length === 0) return
    await updateRecord(ctx, object, id, { ...changes, edited_at: ctx.clock.now().toISOString() }, { version: options.version, asSystem: true })
    const { record } = await lockRecord(ctx, object, id, 'see')
    await tellMentioned(ctx, id, about, await refuseUnseen(ctx, about, record))
  })
}

/** Only what the caller may write, and of a comment that is there nothing that says where it hangs: changes are written as the system. */
function refuseOthers(ctx: Context, object: ObjectDefinition, before: Readonly<Record<string, unknown>>, patch: Record<string, unknown>): void {
  const issues = Object.keys(patch).flatMap((name) => {
    const field = object.fields.get(name)
    if (name === 'object' || name === 'record') return patch[name] === before[name] ? [] : [issue(name, 'readonly', '评论不能移到另一条记录', 'A comment cannot be moved to another record')]
    if (!field) return [issue(name, 'unknown_field', `没有这个字段：${name.slice(0, 60)}`, `There is no field ${name.slice(0, 60)}`)]
    return mayWrite(ctx, object, field) ? [] : [issue(name, 'readonly', '此字段不能填写', 'This field cannot be written')]
  })
  if (issues.length > 0) throw invalid(issues)
}

interface About {
  object: ObjectDefinition
  id: string
}

const onlyId = new Map([['id', null]])

/** @throws Problem 422 for an object that there is not, 404 for a record that the caller may not see. */
async function recordOf(ctx: Context, { object: name, record: id }: Record<string, unknown>): Promise<About> {
  const object = typeof name === 'string' && name !== 'comment' && name !== 'notification' ? ctx.objects.get(name) : undefined
  const issues = []
  if (!object) issues.push(issue('object', 'unknown_object', '没有这类记录', 'There are no such records'))
  if (!isId(id)) issues.push(issue('record', 'reference_not_found', '没有找到所指的记录', 'The record is not there'))
  if (!object || !isId(id)) throw invalid(issues)
  if (id !== id.toLowerCase()) throw invalid([issue('record', 'reference_not_found', '没有找到所指的记录', 'The record is not there')])
  await getRecord(ctx, object, id, onlyId)
  return { object, id }
}

/** Ids of those mentioned. @throws Problem 422 naming who may not see the record, 409 for more than may be told at once. */
async function refuseUnseen(ctx: Context, about: About, record: Stored): Promise<string[]> {
  const mentioned = Array.isArray(record.mentions) ? record.mentions.map(String) : []
  if (mentioned.length > mostMentioned) throw conflict('too-many-mentions', { zh: `一条评论最多提到 ${mostMentioned} 人`, en: `A comment mentions at most ${mostMentioned} people` })
  const seers = await whoMaySee(ctx, about.object, about.id, mentioned)
  const blind = mentioned.filter((one) => !seers.has(one))
  if (blind.length > 0) {
    throw invalid(blind.map((one) => ({ ...issue('mentions', 'may_not_see', '被提到的人看不到这条记录，请先共享', 'Somebody mentioned may not see this record: share it first'), extra: { person: one } })))
  }
  return mentioned
}

async function tellMentioned(ctx: Context, id: string, about: About, mentioned: readonly string[]): Promise<void> {
  await notify(ctx, { kind: 'mention', to: mentioned, object: about.object.name, record_id: about.id, values: { comment: id }, key: `mention:${id}` })
}

async function ownerOf(ctx: Context, { object, id }: About): Promise<string | null> {
  const owner = object.owner && object.fields.get(object.owner)
  if (!owner) return null
  const [row] = await ctx.db.rows<{ owner: string | null }>(
    sql`select ${sql.id('c', owner.column)} as owner from ${sql.id(object.table)} c where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid`,
  )
  return row?.owner ?? null
}
