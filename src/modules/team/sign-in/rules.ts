/** What a company demands of signing in. */
import { sql } from '../../../platform/db/sql.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Actor } from '../../../kernel/access/actor.ts'

export interface SignInRules {
  second_factor: 'optional' | 'roles' | 'everybody'
  second_factor_roles: string[]
  is_password_off_with_sso: boolean
}

export async function signInRules(db: Db): Promise<SignInRules> {
  const [rules] = await db.rows<SignInRules>(
    sql`select r.second_factor, r.second_factor_role_ids as second_factor_roles, r.is_password_off_with_sso from sign_in_rules r where r.workspace_id = ${sql.workspace}`,
  )
  return rules ?? { second_factor: 'optional', second_factor_roles: [], is_password_off_with_sso: false }
}

export async function writeSignInRules(db: Db, rules: SignInRules): Promise<void> {
  await db.rows(
    sql`insert into sign_in_rules as r (workspace_id, second_factor, second_factor_role_ids, is_password_off_with_sso)
      values (${sql.workspace}, ${rules.second_factor}, ${rules.second_factor_roles}::uuid[], ${rules.is_password_off_with_sso})
      on conflict (workspace_id) do update set second_factor = excluded.second_factor, second_factor_role_ids = excluded.second_factor_role_ids,
        is_password_off_with_sso = excluded.is_password_off_with_sso`,
  )
}

/** Whether the rules demand a second factor of this person, and there is none yet. */
export async function needsFactor(db: Db, person: { actor: Actor; accountId: string }): Promise<boolean> {
  return (await demandsFactor(db, person.actor.id)) && !(await hasFactor(db, person.accountId))
}

export async function demandsFactor(db: Db, userId: string): Promise<boolean> {
  const found = await db.rows(
    sql`select 1 from sign_in_rules r where r.workspace_id = ${sql.workspace} and (r.second_factor = 'everybody' or (r.second_factor = 'roles' and exists (
      select 1 from users u where u.workspace_id = ${sql.workspace} and u.id = ${userId}::uuid and u.role_ids && r.second_factor_role_ids)))`,
  )
  return found.length > 0
}

async function hasFactor(db: Db, accountId: string): Promise<boolean> {
  const found = await db.rows(sql`select 1 from account_factors f where f.account_id = ${accountId}::uuid and f.confirmed_at is not null`)
  return found.length > 0
}

/** Whether this person comes in by single sign-on, and the company wants no password then. */
export async function isPasswordOff(db: Db, userId: string): Promise<boolean> {
  const found = await db.rows(
    sql`select 1 from sign_in_rules r where r.workspace_id = ${sql.workspace} and r.is_password_off_with_sso and exists (
      select 1 from provider_links l join identity_providers p on p.workspace_id = ${sql.workspace} and p.id = l.provider_id and p.is_active
      where l.workspace_id = ${sql.workspace} and l.user_id = ${userId}::uuid)`,
  )
  return found.length > 0
}
