import { newId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
import { transaction } from '../../../platform/db/database.ts'
import { systemActor } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { readyCalendar } from '../ready-calendar.ts'
import { readyRoles } from '../ready-roles.ts'
import { createUser } from './create-user.ts'

export interface FirstPerson {
  name: string
  email: string
  user_name?: string
  title?: string
  password: string
}

export interface NewWorkspace {
  workspaceId: string
  userId: string
  /** Ids of the ready roles by their keys. */
  roles: Record<string, string>
}

/** A new company with the ready roles and its first administrator. Returns the ids. */
export async function createWorkspace(runtime: Runtime, options: { name: string; administrator: FirstPerson }): Promise<NewWorkspace> {
  const workspace = { id: newId(), name: options.name, timeZone: 'Asia/Shanghai', currency: 'CNY' }
  const ctx = await runtime.contextFor({ workspace, actor: systemActor('setup'), language: 'zh' })
  return transaction(ctx, (ctx) => furnishWorkspace(ctx, options))
}

/** The same inside a transaction and with an id of the caller's choice: those of the context. */
export async function furnishWorkspace(ctx: Context, options: { administrator: FirstPerson; isDemo?: boolean }): Promise<NewWorkspace> {
  const { id, name, timeZone, currency } = ctx.workspace
  await ctx.db.rows(
    sql`insert into workspaces (id, name, time_zone, currency, is_demo, created_at)
      values (${id}, ${name}, ${timeZone}, ${currency}, ${options.isDemo ?? false}, ${ctx.clock.now()})`,
  )
  const roles: Record<string, string> = {}
  for (const role of readyRoles) {
    roles[role.key] = (await createRecord(ctx, objectOf(ctx, 'role'), { key: role.key, name: role.name, grants: role.grants })).id
  }
  await createRecord(ctx, objectOf(ctx, 'calendar'), readyCalendar(timeZone))
  for (const module of ctx.registry.modules) await module.furnish?.(ctx)
  const userId = await createUser(ctx, { ...options.administrator, roles: [roles.administrator] })
  return { workspaceId: id, userId, roles }
}
