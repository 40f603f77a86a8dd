import { z } from 'zod'
import { forbidden } from '../../../platform/problems.ts'
import { scopeOf } from '../../../kernel/access/actor.ts'
import { objectOf } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { appendEvent } from '../../../kernel/history/events.ts'
import { transaction } from '../../../platform/db/database.ts'
import { accountOfUser, setPassword } from '../accounts.ts'

/** An administrator gives somebody a new password. The password itself is never logged. */
export const setPasswordAction = defineAction({
  name: 'set-password',
  object: 'user',
  on: 'record',
  label: { zh: '重设密码', en: 'Set password' },
  input: z.strictObject({ password: z.string() }),
  guard: (ctx) => scopeOf(ctx.actor, 'user', 'change') === 'all',
  run: async (ctx, { id, input }) => {
    if (!id) throw forbidden()
    await transaction(ctx, async (ctx) => {
      await setPassword(ctx, await accountOfUser(ctx, id), input.password)
      await appendEvent(ctx, objectOf(ctx, 'user'), { verb: 'password_set', recordId: id, aboutId: null, before: null, after: null, version: 0 })
    })
    return { id }
  },
})
