/** Sessions for people of a measured world: made in the database, since a million customers have more keepers than passwords. */
import type pg from 'pg'
import { createHash, randomBytes } from 'node:crypto'
import { cookieNameFor } from '../src/modules/team/sign-in/visitor.ts'

export const demoPassword = 'guanxi-demo'

/** The cookie of a session that was opened for this person. */
export async function sessionFor(connection: pg.ClientBase, workspaceId: string, userId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await connection.query(
    `insert into sessions (token_hash, account_id, workspace_id, user_id, created_at, expires_at)
     select $1, coalesce(u.account_id, (select id from accounts limit 1)), $2, u.id, now(), now() + interval '1 hour' from users u where u.workspace_id = $2 and u.id = $3`,
    [createHash('sha256').update(token).digest(), workspaceId, userId],
  )
  return `${cookieNameFor(false)}=${token}`
}
