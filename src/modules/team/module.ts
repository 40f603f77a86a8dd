import type { Module } from '../../kernel/definitions/module.ts'
import { changeUser } from './actions/change-user.ts'
import { createCustomField } from './actions/create-custom-field.ts'
import { createNumberFormat } from './actions/create-number-format.ts'
import { createUser } from './actions/create-user.ts'
import { previewNumber } from './actions/preview-number.ts'
import { setPasswordAction } from './actions/set-password.ts'
import { customField } from './objects/custom-field.ts'
import { department } from './objects/department.ts'
import { numberFormat } from './objects/number-format.ts'
import { role } from './objects/role.ts'
import { territory } from './objects/territory.ts'
import { savedView } from './objects/saved-view.ts'
import { user } from './objects/user.ts'
import { policies } from './policies.ts'

export const team: Module = {
  name: 'team',
  label: { zh: '团队', en: 'Team' },
  needs: [],
  objects: [user, department, territory, role, savedView, customField, numberFormat],
  policies,
  verbs: { user: { create: createUser, update: changeUser }, custom_field: { create: createCustomField }, number_format: { create: createNumberFormat } },
  actions: [setPasswordAction, previewNumber],
}
