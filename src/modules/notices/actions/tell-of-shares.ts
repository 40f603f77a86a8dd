import type { Context } from '../../../kernel/context.ts'
import type { StoredEvent } from '../../../kernel/history/events.ts'
import { sql } from '../../../platform/db/sql.ts'
import { notifyAll, type NewNotice } from './notify.ts'

/** Whoever a record was shared with is told: the person, or everybody in the department and below. */
export async function tellOfShares(ctx: Context, events: readonly StoredEvent[]): Promise<void> {
  const departments = [...new Set(events.map((event) => event.after?.department).filter((id) => typeof id === 'string'))]
  const people = departments.length > 0 ? await peopleOf(ctx, departments) : []
  await notifyAll(ctx, events.map((event): NewNotice => {
    const { person, department } = event.after ?? {}
    const to = typeof person === 'string' ? [person] : people.filter((one) => one.department === department).map((one) => one.id)
    return { kind: 'record_shared', to, from: event.actor_id, object: event.object, record_id: event.record_id, key: `record_shared:${event.id}` }
  }))
}

async function peopleOf(ctx: Context, departments: readonly string[]): Promise<{ department: string; id: string }[]> {
  return ctx.db.rows(
    sql`with recursive below as (
        select d.id as department, d.id from departments d where d.workspace_id = ${sql.workspace} and d.id = any(${departments}::uuid[]) and d.deleted_at is null
        union
        select b.department, d.id from departments d join below b on d.parent_id = b.id where d.workspace_id = ${sql.workspace} and d.deleted_at is null)
      select b.department, u.id from below b join users u on u.workspace_id = ${sql.workspace} and u.department_id = b.id and u.is_active and u.deleted_at is null`,
  )
}
