import { newId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
import { transaction } from '../../../platform/db/database.ts'
import { systemActor } from '../../../kernel/access/actor.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { giveToNewCompany } from '../ready/give.ts'
import { readyRoles } from '../ready/roles.ts'
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
  await giveToNewCompany(ctx)
  const made = await ctx.db.rows<{ id: string; key: string }>(sql`select r.id::text as id, r.key from roles r where r.workspace_id = ${sql.workspace} and r.key = any(${readyRoles.map(({ key }) => key)}::text[])`)
  const roles = Object.fromEntries(made.map(({ id, key }) => [key, id]))
  const userId = await createUser(ctx, { ...options.administrator, roles: [roles.administrator] })
  return { workspaceId: id, userId, roles }
}
