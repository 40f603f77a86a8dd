/** Accounts: the names and passwords people sign in with, apart from any workspace. */
import { newId } from '../../platform/ids.ts'
import { sql } from '../../platform/db/sql.ts'
import { hashPassword, isPasswordRight } from '../../platform/passwords.ts'
import { invalid, issue, notFound, notUnique, type Issue } from '../../platform/problems.ts'
import type { Context } from '../../kernel/context.ts'

export const shortestPassword = 8
const longestPassword = 200

export interface Membership {
  accountId: string
  userId: string
  workspaceId: string
}

/** Where the name and password belong to somebody, the first workspace that person works in; else null. */
export async function findMembership(ctx: Pick<Context, 'db'>, login: string, password: string): Promise<Membership | null> {
  const [account] = await ctx.db.rows<{ id: string; password_hash: string | null }>(
    sql`select a.id, a.password_hash from accounts a where lower(a.email) = lower(${login}) or lower(a.user_name) = lower(${login})
      order by lower(a.email) = lower(${login}) desc nulls last limit 1`,
  )
  const isRight = await isPasswordRight(password, account?.password_hash ?? null)
  if (!account || !isRight) return null
  const [membership] = await ctx.db.rows<{ workspace_id: string; user_id: string }>(
    sql`select m.workspace_id, m.user_id from memberships_of(${account.id}::uuid) m limit 1`,
  )
  return membership ? { accountId: account.id, userId: membership.user_id, workspaceId: membership.workspace_id } : null
}

/**
 * The account with this mail address, made when there is none. The password is not set where somebody works with the account in
 * another company. User names are given once on a server, because they say nothing of the company.
 */
export async function accountFor(ctx: Context, person: { email: string | null; user_name: string | null; password: string | null }): Promise<string> {
  if (person.password !== null) refuseWeak(person.password)
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

export async function setPassword(ctx: Context, accountId: string, password: string): Promise<void> {
  refuseWeak(password)
  const passwordHash = await hashPassword(password)
  await ctx.db.rows(sql`update accounts a set password_hash = ${passwordHash} where a.id = ${accountId}::uuid`)
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

function refuseWeak(password: string): void {
  const problem = weakness(password)
  if (problem) throw invalid([problem])
}

function weakness(password: string): Issue | null {
  if (password.length < shortestPassword) {
    return issue('password', 'too_short', `密码至少 ${shortestPassword} 个字符`, `A password has at least ${shortestPassword} characters`)
  }
  return password.length > longestPassword ? issue('password', 'too_long', '密码过长', 'The password is too long') : null
}
