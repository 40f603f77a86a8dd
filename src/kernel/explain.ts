/** All there is to know of one object, as text for a person at a terminal. */
import { verbs, type Grants } from './access/actor.ts'
import type { ObjectDefinition } from './definitions/object.ts'
import type { Registry } from './definitions/registry.ts'
import { typeOf } from './fields/index.ts'

export function explainObject(registry: Registry, object: ObjectDefinition, roles: readonly { key: string; grants: Grants }[]): string {
  const listeners = registry.listeners.filter((listener) => listener.kinds.some((kind) => kind.startsWith(`${object.module}.${object.name}.`)))
  return [
    `${object.name}  ${object.label.zh} / ${object.label.en}`,
    `  module ${object.module}, table ${object.table}, path /api/v1/${object.path}`,
    section('fields', fieldLines(object)),
    section('rights by role (a policy of the module may narrow or widen them)', roles.map((role) => roleLine(object, role))),
    section('routes', routeLines(registry, object)),
    section('events', eventKinds(registry, object)),
    section('listeners, in order', listeners.map((listener) => `${listener.name}  on ${listener.kinds.join(', ')}`)),
    section('collections of it in filters', (registry.collections.get(object.name) ?? []).map((one) => `${one.name}  (${one.object}.${one.field})`)),
    section('custom fields', ['added by administrators of each workspace; kept in the column custom, see /api/v1/custom-fields']),
  ].join('\n\n')
}

function fieldLines(object: ObjectDefinition): string[] {
  return [...object.fields.values()].map((field) => {
    const marks = [
      field.required ? 'required' : '',
      field.derived ? 'derived' : field.readonly ? 'read only' : '',
      field.internal ? 'internal' : '',
      field.target ? `-> ${field.target}` : '',
      field.options ? field.options.map(({ key }) => key).join('|') : '',
    ].filter(Boolean)
    return [field.name.padEnd(22), field.type.padEnd(11), typeOf(field).column(field).padEnd(15), `${field.label.zh} / ${field.label.en}`, ...marks].join(' ')
  })
}

function roleLine(object: ObjectDefinition, role: { key: string; grants: Grants }): string {
  const grant = role.grants[object.name] ?? role.grants['*'] ?? {}
  return `${role.key.padEnd(15)} ${verbs.map((verb) => `${verb} ${grant[verb] ?? 'none'}`).join(', ')}`
}

function routeLines(registry: Registry, object: ObjectDefinition): string[] {
  const base = `/api/v1/${object.path}`
  const plain = [`GET, POST ${base}`, `GET${object.is_append_only ? '' : ', PATCH, DELETE'} ${base}/{id}`, `POST ${base}/batch`, `GET ${base}/{id}/history`]
  const more = [...(object.is_append_only ? [] : [`POST ${base}/{id}/restore, ${base}/{id}/undo`]), ...(object.has_timeline ? [`GET ${base}/{id}/timeline, ${base}/{id}/page`] : [])]
  const actions = registry.actions.filter((action) => action.object === object.name)
  return [...plain, ...more, ...actions.map((action) => `POST ${base}/${action.on === 'record' ? '{id}/' : ''}${action.name}  ${action.label.zh} / ${action.label.en}`)]
}

function eventKinds(registry: Registry, object: ObjectDefinition): string[] {
  const plain = ['created', ...(object.is_append_only ? [] : ['updated', 'deleted', 'restored'])].map((verb) => `${object.module}.${object.name}.${verb}`)
  const further = registry.listeners.flatMap((listener) => listener.kinds).filter((kind) => kind.startsWith(`${object.module}.${object.name}.`))
  return [...new Set([...plain, ...further])]
}

function section(title: string, lines: string[]): string {
  return [`${title}:`, ...(lines.length > 0 ? lines.map((line) => `  ${line}`) : ['  none'])].join('\n')
}
