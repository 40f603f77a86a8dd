/** What the pages draw themselves from, for one caller: only what that person may see. */
import { z } from 'zod'
import { rulesOf, verdictOf } from '../access/policy.ts'
import { systemNames } from '../access/system-actors.ts'
import { isMasked, mayWrite, readableField, rightOn, visibleFields } from '../access/visible-fields.ts'
import type { Verb } from '../access/actor.ts'
import type { Context } from '../context.ts'
import type { Field } from '../definitions/field.ts'
import type { Action } from '../definitions/module.ts'
import { panelsFor } from '../definitions/layouts.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { takesFiles } from '../definitions/registry.ts'
import { typeOf } from '../fields/index.ts'
import { timelineSources } from '../history/timeline.ts'
import { isSortable, readableSort } from '../query/sort.ts'
import type { ActionMetadata, FieldMetadata, Metadata, ObjectMetadata } from './metadata-shape.ts'

function metadataFor(ctx: Context): Metadata {
  const seen = [...ctx.objects.values()].filter((object) => verdictOf(ctx, object.name, 'see') !== false)
  return {
    objects: seen.map((object) => objectMetadata(ctx, object)),
    modules: ctx.registry.modules.map(({ name, label }) => ({ name, label })),
    system_names: systemNames(ctx.registry),
    workspace: { id: ctx.workspace.id, name: ctx.workspace.name, time_zone: ctx.workspace.timeZone, currency: ctx.workspace.currency },
  }
}

/** As it goes out, a part for each object: as one text of a megabyte it took more time than all that stands in it. */
export function metadataText(ctx: Context): string[] {
  const { objects, ...rest } = metadataFor(ctx)
  return [`${JSON.stringify(rest).slice(0, -1)},"objects":[`, ...objects.map((object, index) => (index === 0 ? '' : ',') + JSON.stringify(object)), ']}']
}

function objectMetadata(ctx: Context, object: ObjectDefinition): ObjectMetadata {
  const fields = visibleFields(ctx, object).filter((field) => !field.internal)
  const names = new Set(fields.map((field) => field.name))
  const companions = [...object.fields.values()].filter((field) => field.goes_with)
  const actions = ctx.registry.actions.filter((action) => action.object === object.name && action.guard(ctx))
  const may = (verb: Verb) => verdictOf(ctx, object.name, verb) !== false
  return {
    name: object.name,
    path: object.path,
    module: object.module,
    label: object.label,
    plural_label: object.plural_label,
    empty_hint: object.empty_hint,
    title: object.title,
    ...(object.heading ? { heading: object.heading } : {}),
    fields: fields.map((field) => fieldMetadata(ctx, object, field, companions)),
    // One that chooses by what the caller may not know would be refused.
    views: object.views.filter((view) => Object.keys(view.filter ?? {}).every((name) => !object.fields.has(name) || readableField(ctx, object, name))).map((view) => ({
      key: view.key,
      label: view.label,
      filter: view.filter ?? {},
      sort: readableSort(ctx, object, view.sort ?? object.sort),
      columns: (view.columns ?? defaultColumns(object)).filter((name) => names.has(name)),
      display: view.display ?? 'table',
      board_by: view.board_by,
      group_by: view.group_by,
      calendar_by: view.calendar_by,
      chart: view.chart,
    })),
    panels: panelsFor(ctx.actor, object)
      .map((panel) => ({ ...panel, fields: panel.fields.filter((name) => names.has(name)) }))
      .filter((panel) => panel.fields.length > 0),
    related: relatedOf(ctx, object),
    actions: actions.filter(({ is_query: isQuery }) => !isQuery).map(actionMetadata),
    queries: actions.filter(({ is_query: isQuery }) => isQuery).map(({ name }) => name),
    can: { see: true, create: may('create'), change: may('change') && !object.is_append_only, delete: may('delete') && !object.is_append_only, export: may('export'), import: may('create') && may('import') && takesFiles(ctx.registry, object.name) },
    has_timeline: object.has_timeline,
    is_shareable: object.is_shareable,
    reach: reachOf(ctx, object),
    timeline_kinds: timelineKindsOf(ctx, object),
    is_searchable: object.search !== null,
    in_navigation: object.in_navigation,
    is_append_only: object.is_append_only,
    person: object.person,
  }
}

function fieldMetadata(ctx: Context, object: ObjectDefinition, field: Field, companions: readonly Field[]): FieldMetadata {
  const type = typeOf(field)
  return {
    name: field.name,
    type: field.type,
    label: field.label,
    hint: field.hint,
    required: field.required === true && !field.filled && !field.follows_from && !field.is_system && !type.isNumbered,
    readonly: !mayWrite(ctx, object, field),
    custom: field.custom_id !== undefined,
    personal: field.personal,
    right: shownRight(ctx, object, field),
    sortable: isSortable(field) && !isMasked(ctx, object, field),
    operators: isMasked(ctx, object, field) ? [] : [...type.operators],
    options: field.options,
    target: field.target,
    scale: field.scale,
    max_length: field.max_length,
    currency_of: field.currency_of,
    many: field.many,
    parts: field.parts,
    default: field.default,
    default_by: field.default_by,
    format: field.format,
    only_when: field.only_when,
    required_when: field.required_when,
    late_when: field.late_when,
    time_of: field.time_of,
    start_of: field.start_of,
    takes_along: takesAlong(ctx, object, field, companions),
    follows: field.follows,
  }
}

/** What goes with this reference, and may be read by whoever changes it. */
function takesAlong(ctx: Context, object: ObjectDefinition, { name }: Field, companions: readonly Field[]): FieldMetadata['takes_along'] {
  const along = companions.flatMap(({ name: along, label, goes_with: by }) => (by?.reference === name && readableField(ctx, object, along) ? [{ label, its: by.its }] : []))
  return along.length > 0 ? along : undefined
}

/** Found by asking the policy as somebody with the narrowest right on this object and every right on others. */
function reachOf(ctx: Context, object: ObjectDefinition): ObjectMetadata['reach'] {
  if (object.owner) return 'owner'
  const narrow = { ...ctx.actor, roles: [{ key: 'narrow', grants: { '*': { see: 'all', change: 'all' }, [object.name]: { see: 'own', change: 'own' } } as const }] }
  return rulesOf({ ...ctx, actor: narrow }, object.name, 'change').length > 0 ? 'above' : 'all'
}

/** Of a field that the caller may know of. */
function shownRight(ctx: Context, object: ObjectDefinition, field: Field): FieldMetadata['right'] {
  const right = rightOn(ctx, object, field)
  return right === 'hidden' ? 'masked' : right
}

function defaultColumns(object: ObjectDefinition): string[] {
  const custom = [...object.fields.values()].filter((field) => field.custom_id).map(({ name }) => name)
  return [...object.panels.flatMap((panel) => panel.fields), ...custom].slice(0, 8)
}

function relatedOf(ctx: Context, object: ObjectDefinition): ObjectMetadata['related'] {
  return (ctx.registry.collections.get(object.name) ?? []).flatMap((collection) => {
    const child = ctx.objects.get(collection.object)
    if (!child || child.fields.get(collection.field)?.asked_only || verdictOf(ctx, child.name, 'see') === false) return []
    return [{ object: child.name, field: collection.field, label: child.plural_label, name: collection.name }]
  })
}

function timelineKindsOf(ctx: Context, object: ObjectDefinition): string[] {
  if (!object.has_timeline) return []
  return timelineSources(ctx, object).filter((source) => verdictOf(ctx, source.name, 'see') !== false).map((source) => source.name)
}

const actionsMade = new WeakMap<Action, ActionMetadata>()

/** The same for everybody who may do it. */
function actionMetadata(action: Action): ActionMetadata {
  const known = actionsMade.get(action)
  if (known) return known
  const made = { name: action.name, label: action.label, on: action.on, input: z.toJSONSchema(action.input, { unrepresentable: 'any' }) }
  actionsMade.set(action, made)
  return made
}
