import type { Grant, Grants } from '../../kernel/access/actor.ts'

const all: Grant = { see: 'all', create: 'all', change: 'all', delete: 'all', export: 'all', import: 'all' }
const readAll: Grant = { see: 'all' }
const team: Grant = { see: 'team_below', create: 'team_below', change: 'team_below', delete: 'team_below', export: 'team_below', import: 'team_below' }
const own: Grant = { see: 'own', create: 'own', change: 'own', delete: 'own' }

const people: Grants = { user: readAll, department: readAll, role: readAll, custom_field: readAll }

/** The roles a new workspace begins with. Administrators may change them. */
export const readyRoles: { key: string; name: string; grants: Grants }[] = [
  { key: 'administrator', name: '管理员 Administrator', grants: { '*': all } },
  { key: 'manager', name: '经理 Manager', grants: { '*': team, ...people } },
  { key: 'staff', name: '员工 Staff', grants: { '*': own, ...people, product: readAll, tag: { see: 'all', create: 'all' } } },
]
