import { newId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
import { transaction } from '../../../platform/db/database.ts'
import { systemActor } from '../../../kernel/access/actor.ts'
import { objectOf } from '../../../kernel/context.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { readyRoles } from '../ready-roles.ts'
import { createUser } from './create-user.ts'

export interface FirstPerson {
  name: string
  email: string
  user_name?: string
  password: string
}

/** A new company with the ready roles and its first administrator. Returns the ids. */
export async function createWorkspace(runtime: Runtime, options: { name: string; administrator: FirstPerson }): Promise<{ workspaceId: string; userId: string; roles: Record<string, string> }> {
  const workspaceId = newId()
  await runtime.database.local.rows(
    sql`insert into workspaces (id, name, created_at) values (${workspaceId}, ${options.name}, ${runtime.clock.now()})`,
  )
  const ctx = await runtime.systemContext(workspaceId, systemActor('setup').name)
  return transaction(ctx, async (ctx) => {
    const roles: Record<string, string> = {}
    for (const { key, name, grants } of readyRoles) {
      roles[key] = (await createRecord(ctx, objectOf(ctx, 'role'), { key, name, grants })).id
    }
    const { administrator } = options
    const userId = await createUser(ctx, { ...administrator, roles: [roles.administrator] })
    return { workspaceId, userId, roles }
  })
}
