/** Accounts: the names and passwords people sign in with, apart from any workspace. */
import { newId } from '../../platform/ids.ts'
import { sql } from '../../platform/db/sql.ts'
import { hashPassword, isPasswordRight } from '../../platform/passwords.ts'
import { invalid, notFound, notUnique } from '../../platform/problems.ts'
import type { Context } from '../../kernel/context.ts'
import { weaknessOf, type PasswordOwner } from './sign-in/password-rules.ts'

export interface Membership {
  accountId: string
  userId: string
  workspaceId: string
}

export interface Account {
  id: string
  email: string | null
  user_name: string | null
  password_hash: string | null
}

/** By mail address or user name, in any case of letters. */
export async function findAccount(ctx: Pick<Context, 'db'>, login: string): Promise<Account | null> {
  const [account] = await ctx.db.rows<Account>(
    sql`select a.id, a.email, a.user_name, a.password_hash from accounts a where lower(a.email) = lower(${login}) or lower(a.user_name) = lower(${login})
      order by lower(a.email) = lower(${login}) desc nulls last limit 1`,
  )
  return account ?? null
}

/** Where the owner of the account works, the oldest first. */
export async function membershipsOf(ctx: Pick<Context, 'db'>, accountId: string): Promise<Membership[]> {
  const rows = await ctx.db.rows<{ workspace_id: string; user_id: string }>(sql`select m.workspace_id, m.user_id from memberships_of(${accountId}::uuid) m`)
  return rows.map((row) => ({ accountId, userId: row.user_id, workspaceId: row.workspace_id }))
}

/**
 * The account with this mail address, made when there is none. The password is not set where somebody works with the account in
 * another company. User names are given once on a server, because they say nothing of the company.
 */
export async function accountFor(ctx: Context, person: { name?: string; email: string | null; user_name: string | null; password: string | null }): Promise<string> {
  if (person.password !== null) await refuseWeak(person.password, person)
  const known = await ctx.db.rows<{ id: string; has_email: boolean }>(
    sql`select a.id, lower(a.email) = lower(${person.email}::text) as has_email from accounts a
      where lower(a.email) = lower(${person.email}::text) or lower(a.user_name) = lower(${person.user_name}::text)`,
  )
  const own = known.find((account) => account.has_email)
  if (own) {
    if (person.password !== null && !(await isSharedAccount(ctx, own.id))) await setPassword(ctx, own.id, person.password)
    return own.id
  }
  if (known.length > 0) throw notUnique('user_name', '用户名', 'User name')
  const id = newId()
  const passwordHash = person.password === null ? null : await hashPassword(person.password)
  const made = await ctx.db.rows(
    sql`insert into accounts (id, email, user_name, password_hash, created_at) values (${id}, ${person.email}, ${person.user_name}, ${passwordHash}, ${ctx.clock.now()})
      on conflict do nothing returning 1`,
  )
  // Somebody else entered the same at this moment.
  if (made.length === 0) throw notUnique('email', '邮箱', 'Mail')
  return id
}

/** Keeps the names people sign in with the ones of their file. A shared account keeps its own: it is not this company's to change. */
export async function renameAccount(ctx: Context, accountId: string, person: { email: string | null; user_name: string | null }): Promise<void> {
  if (await isSharedAccount(ctx, accountId)) return
  const taken = await ctx.db.rows<{ has_email: boolean }>(
    sql`select coalesce(lower(a.email) = lower(${person.email}::text), false) as has_email from accounts a
      where a.id <> ${accountId}::uuid and (lower(a.email) = lower(${person.email}::text) or lower(a.user_name) = lower(${person.user_name}::text))`,
  )
  if (taken.some((account) => account.has_email)) throw notUnique('email', '邮箱', 'Mail')
  if (taken.length > 0) throw notUnique('user_name', '用户名', 'User name')
  await ctx.db.rows(sql`update accounts a set email = ${person.email}, user_name = ${person.user_name} where a.id = ${accountId}::uuid`)
}

/** Whether somebody of another company signs in with this account: then nobody here may decide about it. */
export async function isSharedAccount(ctx: Context, accountId: string): Promise<boolean> {
  const [row] = await ctx.db.rows<{ is_shared: boolean }>(
    sql`select is_account_used_elsewhere(${accountId}::uuid, ${ctx.workspace.id}::uuid) as is_shared`,
  )
  return row?.is_shared ?? true
}

export async function setPassword(ctx: Context, accountId: string, password: string, name?: string): Promise<void> {
  const [account] = await ctx.db.rows<PasswordOwner>(sql`select a.email, a.user_name from accounts a where a.id = ${accountId}::uuid`)
  await refuseWeak(password, { ...account, name })
  const passwordHash = await hashPassword(password)
  await ctx.db.rows(sql`update accounts a set password_hash = ${passwordHash} where a.id = ${accountId}::uuid`)
  // What was sent by mail to set a password is worth nothing once one is set.
  await ctx.db.rows(sql`delete from account_links l where l.account_id = ${accountId}::uuid`)
}

/** The event of the caller, logged about the person, makes this process forget whom the cookies stand for. */
export async function endSessions(ctx: Context, accountId: string): Promise<void> {
  await ctx.db.rows(sql`delete from sessions s where s.account_id = ${accountId}::uuid`)
}

/** @throws Problem 404 for a person without an account. */
export async function accountOfUser(ctx: Context, userId: string): Promise<string> {
  const [row] = await ctx.db.rows<{ account_id: string | null }>(
    sql`select u.account_id from users u where u.workspace_id = ${sql.workspace} and u.id = ${userId}::uuid`,
  )
  if (!row?.account_id) throw notFound()
  return row.account_id
}

export async function isOwnPassword(ctx: Context, accountId: string, password: string): Promise<boolean> {
  const [account] = await ctx.db.rows<{ password_hash: string | null }>(sql`select a.password_hash from accounts a where a.id = ${accountId}::uuid`)
  return isPasswordRight(password, account?.password_hash ?? null)
}

async function refuseWeak(password: string, owner: PasswordOwner): Promise<void> {
  const problem = await weaknessOf(password, owner)
  if (problem) throw invalid([problem])
}
