import { expect, test } from 'vitest'
import { z } from 'zod'
import { everyone } from '../access/policy.ts'
import { field, options } from './fields.ts'
import { defineAction, type Module } from './module.ts'
import { defineObject } from './object.ts'
import { buildRegistry } from './registry.ts'

const label = { zh: '物', en: 'Thing' }

/** Every record says who made it. */
const user = defineObject({ name: 'user', plural: 'users', label, plural_label: label, empty_hint: label, title: 'name', fields: { name: field.text({ label }) }, panels: [] })

function aModule(change: { fields?: object; policies?: Module['policies']; more?: Partial<Module>; object?: object } = {}): Module {
  const thing = defineObject({
    name: 'thing',
    plural: 'things',
    label,
    plural_label: label,
    empty_hint: label,
    title: 'name',
    fields: { name: field.text({ label }), ...change.fields },
    panels: [{ key: 'main', label, fields: ['name'] }],
    ...change.object,
  })
  return { name: 'stock', label, needs: [], objects: [thing, user], policies: { user: everyone, ...(change.policies ?? { thing: everyone }) }, ...change.more }
}

const action = (more: object) => defineAction({ name: 'do', object: 'thing', on: 'record', label, input: z.strictObject({}), guard: () => true, run: async () => ({}), ...more })

test('modules that fit together make a registry', () => {
  const registry = buildRegistry([aModule()])
  expect([...registry.objects.keys()]).toEqual(['thing', 'user'])
  expect([...registry.objects.get('thing')!.fields.keys()]).toEqual(['name', 'id', 'version', 'created_at', 'created_by', 'updated_at', 'updated_by'])
})

test.each<[string, Module, RegExp]>([
  ['an object without a policy', aModule({ policies: {} }), /object thing has no policy: add one to policies\.ts of stock/],
  ['a reference to an unknown object', aModule({ fields: { owner: field.reference({ label, target: 'planet' }) } }), /field thing\.owner points to planet, which no module declares/],
  ['a reference to nothing', aModule({ fields: { owner: field.reference({ label }) } }), /field thing\.owner points to nothing/],
  ['a field without a label in one language', aModule({ fields: { size: field.number({ label: { zh: '', en: 'Size' } }) } }), /field thing\.size lacks a label/],
  ['a choice without options', aModule({ fields: { kind: field.choice({ label }) } }), /field thing\.kind has no options/],
  ['an option without a label', aModule({ fields: { kind: field.choice({ label, options: options({ a: ['甲', ''] }) }) } }), /option a lacks a label/],
  ['a time of a date that is no field', aModule({ fields: { at: field.time({ label, time_of: 'day' }) } }), /field thing\.at: time_of names day, which is not a date of thing/],
  ['a time of what is no date', aModule({ fields: { at: field.time({ label, time_of: 'name' }) } }), /field thing\.at: time_of names name, which is not a date of thing/],
  ['a start of what is no date', aModule({ fields: { from: field.date({ label, start_of: 'name' }) } }), /field thing\.from: start_of names name, which is not a date of thing/],
  ['a field that goes with what does not lead there', aModule({ fields: { part: field.reference({ label, target: 'thing', goes_with: { reference: 'owner', its: 'name' } }) } }), /field thing\.part: goes_with says owner\.name, which does not lead to thing/],
  ['a title that is no field', aModule({ object: { title: 'colour' } }), /its title colour is not a field/],
  ['a heading with an unknown field', aModule({ object: { heading: ['name', ['colour']] } }), /colour of its heading is not a field/],
  ['a panel with an unknown field', aModule({ object: { panels: [{ key: 'main', label, fields: ['colour'] }] } }), /panel main names colour, which is not a field/],
  ['a need that nobody fills', aModule({ more: { needs: ['planets'] } }), /module stock needs planets, which app\.ts does not list/],
  ['an action on an unknown object', aModule({ more: { actions: [action({ object: 'planet' })] } }), /action do belongs to planet, which no module declares/],
  ['an action without a label', aModule({ more: { actions: [action({ label: { zh: '', en: 'Do' } })] } }), /action do lacks a label/],
])('%s is refused at start, with the mend', (_name, module, message) => {
  expect(() => buildRegistry([module])).toThrow(message)
})

test('everything that is unwired is told of at once', () => {
  const broken = aModule({ policies: {}, fields: { kind: field.choice({ label }), owner: field.reference({ label, target: 'planet' }) } })
  expect(() => buildRegistry([broken])).toThrow(/has no policy[\s\S]*has no options[\s\S]*points to planet/)
})
