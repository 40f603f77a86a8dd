import type { Module } from '../../kernel/definitions/module.ts'
import { createAccess, endDeleted, inviteAgain, withdrawAccess } from './actions/invite.ts'
import { portalAccess } from './objects/portal-access.ts'
import { policies } from './policies.ts'
import { forgetOldSignIns } from './sign-in/sessions.ts'

export const portal: Module = {
  name: 'portal',
  label: { zh: '自助门户', en: 'Portal' },
  needs: ['team', 'customers', 'sales', 'quotes', 'orders', 'requests', 'knowledge'],
  objects: [portalAccess],
  policies,
  verbs: { portal_access: { create: createAccess } },
  actions: [inviteAgain, withdrawAccess],
  listeners: [{ name: 'portal.deleted', kinds: ['portal.portal_access.deleted'], handle: endDeleted }],
  daily: [{ name: 'forget-old-portal-sign-ins', run: forgetOldSignIns }],
}
