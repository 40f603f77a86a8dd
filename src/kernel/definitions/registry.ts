/** All modules together, checked: what is not wired is refused at start, with the mend in the message. */
import type { Db } from '../../platform/db/database.ts'
import type { Label } from '../../platform/label.ts'
import type { Policy } from '../access/policy.ts'
import { isReference, isReferences, typeOf } from '../fields/index.ts'
import type { Field } from './field.ts'
import type { Action, Listener, Module, PlainVerbs } from './module.ts'
import { faultsOfNotices, type NoticeKind } from './notice.ts'
import type { ObjectDefinition } from './object.ts'

/** A collection of records that point to another: `contacts` of a customer. */
export interface Collection {
  name: string
  object: string
  field: string
}

export interface Registry {
  modules: readonly Module[]
  objects: ReadonlyMap<string, ObjectDefinition>
  policies: ReadonlyMap<string, Policy>
  verbs: ReadonlyMap<string, PlainVerbs>
  actions: readonly Action[]
  listeners: readonly Listener[]
  /** Kinds of notifications by name. */
  notices: ReadonlyMap<string, NoticeKind>
  /** By the name of the object that is pointed to. */
  collections: ReadonlyMap<string, readonly Collection[]>
}

/** @throws Error listing everything that is unwired. */
export function buildRegistry(modules: readonly Module[]): Registry {
  const objects = new Map<string, ObjectDefinition>()
  const policies = new Map<string, Policy>()
  const verbs = new Map<string, PlainVerbs>()
  for (const module of modules) {
    for (const object of module.objects) objects.set(object.name, withSystemFields({ ...object, module: module.name }))
    for (const [name, policy] of Object.entries(module.policies)) policies.set(name, policy)
    for (const [name, verb] of Object.entries(module.verbs ?? {})) verbs.set(name, verb)
  }
  const registry: Registry = {
    modules,
    objects,
    policies,
    verbs,
    actions: modules.flatMap((module) => module.actions ?? []),
    listeners: listenersOf(modules, objects),
    notices: new Map(modules.flatMap((module) => module.notices ?? []).map((notice) => [notice.kind, notice])),
    collections: collectionsOf(objects),
  }
  const faults = faultsOf(registry)
  if (faults.length > 0) throw new Error(`Guanxi is not wired:\n  ${faults.join('\n  ')}`)
  return registry
}

/** The registry with the objects that one workspace made; a name that a module has keeps the module's. Without any it is the same as before. */
export async function withMadeObjects(db: Db, registry: Registry): Promise<Registry> {
  const objects = new Map(registry.objects)
  const policies = new Map(registry.policies)
  for (const { name: module, made } of registry.modules) {
    for (const { object, policy } of (await made?.in(db)) ?? []) {
      if (objects.has(object.name)) continue
      objects.set(object.name, withSystemFields({ ...object, module }))
      policies.set(object.name, policy)
    }
  }
  if (objects.size === registry.objects.size) return registry
  return { ...registry, objects, policies, listeners: listenersOf(registry.modules, objects), collections: collectionsOf(objects) }
}

export function withSystemFields(object: ObjectDefinition): ObjectDefinition {
  return { ...object, fields: new Map([...object.fields, ...systemFields()]) }
}

function listenersOf(modules: readonly Module[], objects: ReadonlyMap<string, ObjectDefinition>): Listener[] {
  return modules.flatMap((module) => module.listeners ?? []).map((listener) => ({ ...listener, kinds: listener.kinds.flatMap((kind) => kindsOf(objects, kind)) }))
}

/** `*.shared` is that verb of every object. */
function kindsOf(objects: ReadonlyMap<string, ObjectDefinition>, kind: string): string[] {
  if (!kind.startsWith('*.')) return [kind]
  return [...objects.values()].map(({ module, name }) => `${module}.${name}${kind.slice(1)}`)
}

function systemFields(): [string, Field][] {
  const system = (name: string, type: Field['type'], label: Label, more: Partial<Field> = {}): [string, Field] => [
    name,
    { name, type, label, column: name, readonly: true, required: true, is_system: true, ...more },
  ]
  return [
    system('id', 'reference', { zh: '内部编号', en: 'Record id' }),
    system('version', 'number', { zh: '版本', en: 'Version' }),
    system('created_at', 'datetime', { zh: '创建时间', en: 'Created at' }),
    system('created_by', 'person', { zh: '创建人', en: 'Created by' }, { target: 'user' }),
    system('updated_at', 'datetime', { zh: '更新时间', en: 'Updated at' }),
    system('updated_by', 'person', { zh: '更新人', en: 'Updated by' }, { target: 'user' }),
  ]
}

/** Objects whose create does more than add a row are imported only where the module says how. */
export function takesFiles(registry: Registry, object: string): boolean {
  const verbs = registry.verbs.get(object)
  return !verbs?.create || verbs.many !== undefined
}

/** The first field of an object that points to another gives the plain name (`contacts`), further ones add theirs. */
function collectionsOf(objects: ReadonlyMap<string, ObjectDefinition>): Map<string, Collection[]> {
  const collections = new Map<string, Collection[]>()
  for (const object of objects.values()) {
    for (const field of object.fields.values()) {
      if (!isReference(field) || !field.target || field.is_system) continue
      const known = collections.get(field.target) ?? []
      const name = known.some((one) => one.object === object.name) ? `${object.plural}_by_${field.name}` : object.plural
      collections.set(field.target, [...known, { name, object: object.name, field: field.name }])
    }
  }
  return collections
}

function faultsOf(registry: Registry): string[] {
  const faults: string[] = []
  const names = new Set(registry.modules.map((module) => module.name))
  for (const module of registry.modules) {
    for (const need of module.needs) if (!names.has(need)) faults.push(`module ${module.name} needs ${need}, which app.ts does not list`)
  }
  for (const object of registry.objects.values()) {
    if (!registry.policies.has(object.name)) faults.push(`object ${object.name} has no policy: add one to policies.ts of ${object.module}`)
    if (!object.fields.has(object.title)) faults.push(`object ${object.name}: its title ${object.title} is not a field`)
    for (const name of object.heading?.flat() ?? []) if (!object.fields.has(name)) faults.push(`object ${object.name}: ${name} of its heading is not a field`)
    for (const field of object.fields.values()) faults.push(...faultsOfField(registry, object, field))
    for (const panel of object.panels) {
      for (const name of panel.fields) if (!object.fields.has(name)) faults.push(`object ${object.name}: panel ${panel.key} names ${name}, which is not a field`)
    }
  }
  for (const action of registry.actions) {
    if (!registry.objects.has(action.object)) faults.push(`action ${action.name} belongs to ${action.object}, which no module declares`)
    if (!action.label.zh || !action.label.en) faults.push(`action ${action.name} lacks a label`)
  }
  return [...faults, ...faultsOfNotices(registry.modules)]
}

function faultsOfField(registry: Registry, object: ObjectDefinition, field: Field): string[] {
  const at = `field ${object.name}.${field.name}`
  const faults: string[] = []
  if (!field.label.zh || !field.label.en) faults.push(`${at} lacks a label in Chinese or English`)
  const pointsSomewhere = isReference(field) || isReferences(field)
  if (pointsSomewhere && field.name !== 'id' && !(field.target && registry.objects.has(field.target))) {
    faults.push(`${at} points to ${field.target ?? 'nothing'}, which no module declares`)
  }
  if (typeOf(field).needsOptions && !field.options?.length) faults.push(`${at} has no options`)
  for (const said of ['time_of', 'start_of'] as const) {
    const day = field[said]
    if (day !== undefined && object.fields.get(day)?.type !== 'date') faults.push(`${at}: ${said} names ${day}, which is not a date of ${object.name}`)
  }
  if (field.goes_with) {
    const { reference, its } = field.goes_with
    const target = object.fields.get(reference)?.target
    const led = target === undefined ? undefined : registry.objects.get(target)?.fields.get(its)
    if (!field.target || led?.target !== field.target) faults.push(`${at}: goes_with says ${reference}.${its}, which does not lead to ${field.target ?? 'a record'}`)
  }
  for (const option of field.options ?? []) {
    if (!option.label.zh || !option.label.en) faults.push(`${at}: option ${option.key} lacks a label`)
  }
  return faults
}
