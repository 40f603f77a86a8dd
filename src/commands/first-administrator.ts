import { sql } from '../platform/db/sql.ts'
import type { Context } from '../kernel/context.ts'
import type { Runtime } from '../kernel/runtime.ts'
import { CommandError } from './command-error.ts'

/** Commands act in the open: as the administrator of the first company whose account is the oldest, who set it up. @throws CommandError where there is none. */
export async function firstAdministrator(runtime: Runtime, language: 'zh' | 'en' = 'en'): Promise<Context> {
  const [system] = await runtime.systemContexts('command line')
  if (!system) throw new CommandError('There is no company yet: start Guanxi once (npm start)')
  const [person] = await system.db.rows<{ id: string }>(
    sql`select u.id from users u join roles r on r.workspace_id = ${sql.workspace} and r.id = any(u.role_ids)
      left join accounts a on a.id = u.account_id
      where u.workspace_id = ${sql.workspace} and u.is_active and u.deleted_at is null and r.key = 'administrator' and r.deleted_at is null
      order by a.created_at nulls last, u.id limit 1`,
  )
  const ctx = person ? await runtime.userContext({ workspaceId: system.workspace.id, userId: person.id, language, origin: { address: null, program: 'command line' } }) : null
  if (!ctx) throw new CommandError('There is no administrator who could do this')
  return ctx
}
