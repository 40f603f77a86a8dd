/** Coming in by name and password: a list of guards, top-down. */
import { Problem } from '../../../platform/problems.ts'
import { isPasswordRight } from '../../../platform/passwords.ts'
import type { Context } from '../../../kernel/context.ts'
import { findAccount, membershipsOf, type Membership } from '../accounts.ts'
import { recordAccountEvent } from './account-events.ts'
import type { Door } from './door.ts'
import { factorState, isCodeRight } from './factor.ts'
import { countAttempt, forgetAttempt, subjectsOf } from './lockout.ts'
import { isPasswordOff } from './rules.ts'
import type { Visitor } from './visitor.ts'

export interface Knock {
  login: string
  password: string
  code?: string
}

/**
 * The membership of whoever this is, in the first company that person works in.
 * @throws Problem 401 `wrong-credentials`, `code-required`, `wrong-code`; 403 `use-single-sign-on`; 429.
 */
export async function enterByPassword(door: Door, ctx: Context, knock: Knock, visitor: Visitor): Promise<Membership> {
  const now = ctx.clock.now()
  const account = await findAccount(ctx, knock.login)
  const subjects = await subjectsOf(ctx.db, { accountId: account?.id ?? null, login: knock.login, visitor })
  await countAttempt(ctx.db, subjects, now)
  const isRight = await isPasswordRight(knock.password, account?.password_hash ?? null)
  const [membership] = account ? await membershipsOf(ctx, account.id) : []
  if (!account || !membership || !isRight) {
    if (membership) await recordFailure(door, membership, visitor, 'password')
    throw wrongCredentials()
  }
  if (await factorState(ctx.db, account.id)) {
    if (!knock.code) {
      await forgetAttempt(ctx.db, subjects, { isOver: false })
      throw new Problem({ status: 401, code: 'code-required', title: { zh: '请输入验证器中的 6 位数字，或一个恢复码', en: 'Enter the six digits of your authenticator, or a recovery code' } })
    }
    if (!(await isCodeRight(ctx.db, door.box, { accountId: account.id, code: knock.code, now }))) {
      await recordFailure(door, membership, visitor, 'code')
      throw new Problem({ status: 401, code: 'wrong-code', title: { zh: '验证码不正确或已经用过', en: 'The code is not right, or was used already' } })
    }
  }
  await forgetAttempt(ctx.db, subjects, { isOver: true })
  if (await isPasswordOff(door.runtime.database.forWorkspace(membership.workspaceId), membership.userId)) {
    throw new Problem({ status: 403, code: 'use-single-sign-on', title: { zh: '贵公司要求用单点登录', en: 'Your company wants you to use single sign-on' } })
  }
  return membership
}

export function wrongCredentials(): Problem {
  return new Problem({ status: 401, code: 'wrong-credentials', title: { zh: '用户名或密码不正确', en: 'The name or the password is not right' } })
}

async function recordFailure(door: Door, membership: Membership, visitor: Visitor, what: 'password' | 'code'): Promise<void> {
  const ctx = await door.runtime.systemContext(membership.workspaceId, 'sign-in')
  await recordAccountEvent(ctx, { verb: 'sign_in_failed', userId: membership.userId, visitor, details: { what } })
}
