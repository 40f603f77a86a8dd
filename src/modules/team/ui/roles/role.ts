/** A role as the pages read it. */
import { currentLanguage } from '../../../../web/client/i18n.ts'

import type { Grants } from '../../../../kernel/access/actor.ts'
import type { RecordData } from '../../../../web/client/records.ts'

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
