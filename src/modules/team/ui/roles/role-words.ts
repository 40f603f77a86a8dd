/** Roles and scopes in the words of people. */
import { currentLanguage, i18n } from '../../../../web/client/i18n.ts'

import type { Grants, Scope } from '../../../../kernel/access/actor.ts'
import type { RecordData } from '../../../../web/client/records.ts'
import type { Reach } from './grants-model.ts'

export interface Role {
  id: string
  version: number
  key: string
  name: string
  grants: Grants
  isFromDirectory: boolean
}

export const rolesPath = 'roles'

export function roleOf(record: RecordData): Role {
  const grants = typeof record.grants === 'object' && record.grants !== null ? record.grants : {}
  return { id: record.id, version: record.version, key: String(record.key ?? ''), name: String(record.name ?? ''), grants: grants as Grants, isFromDirectory: record.is_from_directory === true }
}

/** Ready roles are named in both languages, `管理员 Administrator`: each reader reads one. */
export function roleName(name: string): string {
  const [, chinese, english] = /^([\p{Script=Han}（）、·]+) ([A-Za-z][\w ,()&-]*)$/u.exec(name) ?? []
  if (!chinese || !english) return name
  return currentLanguage() === 'en' ? english : chinese
}

/** What a ready role is for; empty for roles of the company's own. */
export function roleHint(key: string): string {
  return i18n.t(`team.ready.${key}`, { defaultValue: '' })
}

/** Where nobody owns records there are no scopes: one may, or what belongs to a record goes with it. */
export function scopeWord(scope: Scope, reach: Reach): string {
  if (reach === 'owner' || scope === 'none') return i18n.t(`team.scope.${scope}`)
  return i18n.t(reach === 'above' ? 'team.scope.above' : 'team.scope.yes')
}
