/** Single records shared with a person or a department, to read or to write, until a day (docs/decisions/access.md). */
import { newId } from '../../platform/ids.ts'
import { sql } from '../../platform/db/sql.ts'
import { transaction } from '../../platform/db/database.ts'
import { invalid, issue, notFound } from '../../platform/problems.ts'
import { objectOf, type Context } from '../context.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { announceAfterCommit, appendEvent } from '../history/events.ts'
import { lockRecord } from '../records/update.ts'
import { allowed, naming } from './policy.ts'

export interface NewShare {
  person?: string
  department?: string
  right: 'read' | 'write'
  until?: string | null
  note?: string | null
}

export interface Share {
  id: string
  person: { id: string; name: string } | null
  department: { id: string; name: string } | null
  right: 'read' | 'write'
  /** The last day, in the workspace's time zone; null: until it is taken back. */
  until: string | null
  note: string | null
  created_by: { id: string; name: string } | null
  created_at: string
}

/** What is shared changes the rights of people: whoever remembers them asks anew. */
const announced = { name: 'share' }

/**
 * Shares one record; a share with the same person or department is replaced by the new one.
 * @throws Problem 404 for a record that may not be seen, 403 where it may not be changed, 422 for people who are not there.
 */
export async function shareRecord(ctx: Context, object: ObjectDefinition, id: string, given: NewShare): Promise<Share> {
  return transaction(ctx, async (ctx) => {
    await lockRecord(ctx, object, id, 'change')
    await refuseStrangers(ctx, given)
    const shareId = newId()
    await ctx.db.rows(
      sql`update shares s set deleted_at = ${ctx.clock.now()}, deleted_by = ${ctx.actor.id} where s.workspace_id = ${sql.workspace} and s.object = ${object.name}
        and s.record_id = ${id}::uuid and s.deleted_at is null and s.person_id is not distinct from ${given.person ?? null}::uuid
        and s.department_id is not distinct from ${given.department ?? null}::uuid`,
    )
    await ctx.db.rows(
      sql`insert into shares (workspace_id, id, object, record_id, person_id, department_id, access, until, note, created_at, created_by)
        values (${sql.workspace}, ${shareId}, ${object.name}, ${id}, ${given.person ?? null}, ${given.department ?? null}, ${given.right},
          ${given.until ?? null}, ${given.note ?? null}, ${ctx.clock.now()}, ${ctx.actor.id})`,
    )
    const [share] = await sharesOf(ctx, object, id, shareId)
    if (!share) throw new Error('What was just written is there')
    await tell(ctx, object, id, 'shared', share)
    return share
  })
}

/** @throws Problem 404 for a share that is not there, 403 for somebody who neither may change the record nor is the one it is shared with. */
export async function unshareRecord(ctx: Context, object: ObjectDefinition, id: string, shareId: string): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const [share] = await sharesOf(ctx, object, id, shareId)
    await lockRecord(ctx, object, id, share?.person?.id === ctx.actor.id ? 'see' : 'change')
    if (!share) throw notFound()
    await ctx.db.rows(
      sql`update shares s set deleted_at = ${ctx.clock.now()}, deleted_by = ${ctx.actor.id} where s.workspace_id = ${sql.workspace} and s.id = ${shareId}::uuid and s.deleted_at is null`,
    )
    await tell(ctx, object, id, 'unshared', share)
  })
}

/** Those in force and those that have run out, newest first. The record must be known to be visible to the caller. */
export async function sharesOf(ctx: Context, object: ObjectDefinition, id: string, shareId?: string): Promise<Share[]> {
  return ctx.db.rows<Share>(
    sql`select s.id, s.access as right, s.until::text as until, s.note, to_char(s.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at,
        (select json_build_object('id', u.id, 'name', u.name) from users u where u.workspace_id = ${sql.workspace} and u.id = s.person_id) as person,
        (select json_build_object('id', d.id, 'name', d.name) from departments d where d.workspace_id = ${sql.workspace} and d.id = s.department_id) as department,
        (select json_build_object('id', u.id, 'name', u.name) from users u where u.workspace_id = ${sql.workspace} and u.id = s.created_by) as created_by
      from shares s where s.workspace_id = ${sql.workspace} and s.object = ${object.name} and s.record_id = ${id}::uuid and s.deleted_at is null
        ${shareId ? sql`and s.id = ${shareId}::uuid` : sql.empty} order by s.created_at desc, s.id desc limit 200`,
  )
}

async function refuseStrangers(ctx: Context, { person, department, until }: NewShare): Promise<void> {
  const issues = []
  if ((person === undefined) === (department === undefined)) issues.push(issue('person', 'one_of', '请选择一位员工或一个部门', 'Name one person or one department'))
  else if (!(await isThere(ctx, person ? 'user' : 'department', person ?? department ?? ''))) {
    issues.push(issue(person ? 'person' : 'department', 'reference_not_found', '没有找到所选的员工或部门', 'The person or department is not there'))
  }
  if (until && until < ctx.actor.today) issues.push(issue('until', 'in_the_past', '截止日期已过', 'The last day has passed'))
  if (issues.length > 0) throw invalid(issues)
}

async function isThere(ctx: Context, name: 'user' | 'department', id: string): Promise<boolean> {
  const { table } = objectOf(ctx, name)
  const rows = await ctx.db.rows(
    sql`select 1 from ${sql.id(table)} x where x.workspace_id = ${sql.workspace} and x.id = ${id}::uuid and x.deleted_at is null and ${allowed(naming(ctx, name), name, 'see', 'x')}`,
  )
  return rows.length > 0
}

/** On the record's own history: sharing is something that happened to it. */
async function tell(ctx: Context, object: ObjectDefinition, id: string, verb: 'shared' | 'unshared', share: Share): Promise<void> {
  const told = { share: share.id, person: share.person?.id ?? null, department: share.department?.id ?? null, with: (share.person ?? share.department)?.name ?? null, right: share.right, until: share.until }
  await appendEvent(ctx, object, { verb, recordId: id, aboutId: id, before: verb === 'unshared' ? told : null, after: verb === 'shared' ? told : null, version: 0 })
  announceAfterCommit(ctx, announced)
}
