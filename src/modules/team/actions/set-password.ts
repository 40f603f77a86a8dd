import { z } from 'zod'
import { conflict, forbidden } from '../../../platform/problems.ts'
import { mayAll } from '../../../kernel/access/actor.ts'
import { objectOf } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { appendEvent } from '../../../kernel/history/events.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { transaction } from '../../../platform/db/database.ts'
import { accountOfUser, endSessions, isSharedAccount, setPassword } from '../accounts.ts'

/** An administrator gives somebody a new password; who is signed in with the old one has to sign in again. Never logged. */
export const setPasswordAction = defineAction({
  name: 'set-password',
  object: 'user',
  on: 'record',
  label: { zh: '重设密码', en: 'Set password' },
  input: z.strictObject({ password: z.string() }),
  guard: (ctx) => mayAll(ctx.actor, 'user', 'change'),
  run: async (ctx, { id, input }) => {
    if (!id) throw forbidden()
    await transaction(ctx, async (ctx) => {
      // Only people within reach: the password of an administrator would be an administrator's rights.
      await lockRecord(ctx, objectOf(ctx, 'user'), id, 'change')
      const accountId = await accountOfUser(ctx, id)
      if (await isSharedAccount(ctx, accountId)) {
        throw conflict('shared-account', { zh: '此账号也在其他公司使用，只能由本人修改密码', en: 'This account is used in another company, too: only its owner can change the password' })
      }
      await setPassword(ctx, accountId, input.password)
      await endSessions(ctx, accountId)
      await appendEvent(ctx, objectOf(ctx, 'user'), { verb: 'password_set', recordId: id, aboutId: null, before: null, after: null, version: 0 })
    })
    return { id }
  },
})
