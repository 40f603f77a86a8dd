/** Roles and scopes in the words of people. */
import { i18n } from '../../../../web/client/i18n.ts'

import type { Scope } from '../../../../kernel/access/actor.ts'
import type { Reach } from './grants-model.ts'

/** What a ready role is for; empty for roles of the company's own. */
export function roleHint(key: string): string {
  return i18n.t(`team.ready.${key}`, { defaultValue: '' })
}

/** Where nobody owns records there are no scopes: one may, or what belongs to a record goes with it. */
export function scopeWord(scope: Scope, reach: Reach): string {
  if (reach === 'owner' || scope === 'none') return i18n.t(`team.scope.${scope}`)
  return i18n.t(reach === 'above' ? 'team.scope.above' : 'team.scope.yes')
}
