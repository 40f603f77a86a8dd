import type { Module } from '../../kernel/definitions/module.ts'
import { changeUser } from './actions/change-user.ts'
import { createCustomField } from './actions/create-custom-field.ts'
import { createUser } from './actions/create-user.ts'
import { setPasswordAction } from './actions/set-password.ts'
import { customField } from './objects/custom-field.ts'
import { department } from './objects/department.ts'
import { role } from './objects/role.ts'
import { territory } from './objects/territory.ts'
import { savedView } from './objects/saved-view.ts'
import { user } from './objects/user.ts'
import { policies } from './policies.ts'
import { forgetOldLinks } from './sign-in/account-links.ts'
import { forgetOldAttempts } from './sign-in/lockout.ts'

export const team: Module = {
  name: 'team',
  label: { zh: '团队', en: 'Team' },
  needs: [],
  objects: [user, department, territory, role, savedView, customField],
  policies,
  verbs: { user: { create: createUser, update: changeUser }, custom_field: { create: createCustomField } },
  actions: [setPasswordAction],
  daily: [
    {
      name: 'forget-old-sign-ins',
      run: async (ctx) => {
        await forgetOldAttempts(ctx.db, ctx.clock.now())
        await forgetOldLinks(ctx.db, ctx.clock.now())
      },
    },
  ],
}
