import { describe, expect, test } from 'vitest'

import { changesOf, errorsByField, missingFields, panelsOf, startValues, withValue } from './form-model.ts'

import type { FieldMetadata, ObjectMetadata } from '../../client/metadata.tsx'

const label = { zh: '名', en: 'Name' }

function field(name: string, more: Partial<FieldMetadata> = {}): FieldMetadata {
  return { name, type: 'text', label, required: false, readonly: false, right: 'write', custom: false, sortable: true, operators: [], ...more }
}

const object = {
  name: 'thing', path: 'things', module: 'test', label, plural_label: label, empty_hint: label, title: 'name', views: [], related: [], actions: [], queries: [],
  can: { see: true, create: true, change: true, delete: true, export: true, import: true },
  has_timeline: false, is_shareable: false, is_searchable: false, in_navigation: true, is_append_only: false, timeline_kinds: [],
  panels: [
    { key: 'main', label, fields: ['number', 'name', 'kind', 'owner'] },
    { key: 'person', label, fields: ['gender'] },
  ],
  fields: [
    field('number', { type: 'sequence', readonly: true }),
    field('name', { required: true }),
    field('kind', { type: 'choice', default: 'organisation', required: true }),
    field('owner', { type: 'person' }),
    field('gender', { type: 'choice', only_when: { field: 'kind', in: ['person'] } }),
    field('phones', { type: 'phone', many: true }),
  ],
} satisfies ObjectMetadata

function writable({ type }: FieldMetadata, value: unknown): unknown {
  const isReference = type === 'person' && typeof value === 'object' && value !== null && 'id' in value
  return isReference ? value.id : (value ?? null)
}

describe('a form', () => {
  test('asks a field with a condition only when the condition holds, and no read-only ones', () => {
    expect(panelsOf(object, { kind: 'organisation' }).map((panel) => panel.fields.map(({ name }) => name))).toEqual([['name', 'kind', 'owner']])
    expect(panelsOf(object, { kind: 'person' })[1]?.fields.map(({ name }) => name)).toEqual(['gender'])
  })

  test('starts with defaults, which the caller may override', () => {
    expect(startValues(object, {}, {})).toEqual({ kind: 'organisation' })
    expect(startValues(object, { kind: 'person' }, {})).toEqual({ kind: 'person' })
  })

  test('lets a default follow the field it hangs on, until somebody chooses otherwise', () => {
    const category = field('category', { type: 'choice', default: 'business', default_by: { field: 'kind', values: { person: 'consumer' } } })
    const customer = { ...object, fields: [...object.fields, category] }
    const started = startValues(customer, {}, {})
    expect(started).toEqual({ kind: 'organisation', category: 'business' })
    expect(startValues(customer, { kind: 'person' }, {})).toEqual({ kind: 'person', category: 'consumer' })
    expect(startValues(customer, { kind: 'person', category: 'internal' }, {})).toMatchObject({ category: 'internal' })
    const person = withValue(customer, started, 'kind', 'person')
    expect(person).toEqual({ kind: 'person', category: 'consumer' })
    expect(withValue(customer, person, 'kind', 'organisation').category).toBe('business')
    const chosen = withValue(customer, person, 'category', 'channel')
    expect(withValue(customer, chosen, 'kind', 'organisation').category).toBe('channel')
  })

  test('knows the words that stand for the signed-in person and the time', () => {
    const mine = { ...object, fields: [field('owner', { type: 'person', default: '@me' })] }
    expect(startValues(mine, {}, { '@me': { id: '1', name: 'Lin' } })).toEqual({ owner: { id: '1', name: 'Lin' } })
  })

  test('says so when a default was cleared, or the server would put it in again', () => {
    expect(changesOf(object, { kind: null, name: 'x' }, undefined, writable)).toEqual({ kind: null, name: 'x' })
  })

  test('names required fields that are empty or blank', () => {
    expect(missingFields(object, { kind: 'person', name: '  ' })).toEqual(['name'])
    expect(missingFields(object, { kind: 'person', name: '张三' })).toEqual([])
  })

  test('sends of a change only what differs, references as ids', () => {
    const before = { name: '张三', kind: 'person', owner: { id: '1', name: 'Lin' }, phones: ['+8613800000000'] }
    expect(changesOf(object, before, before, writable)).toEqual({})
    expect(changesOf(object, { ...before, owner: { id: '2', name: 'Wang' }, name: null }, before, writable)).toEqual({ owner: '2', name: null })
  })

  test('does not send fields that are no longer asked or were left empty', () => {
    expect(changesOf(object, { kind: 'organisation', gender: 'female', name: '', phones: [] }, undefined, writable)).toEqual({ kind: 'organisation' })
  })

  test('puts errors of entries at their field and all others at the form', () => {
    const errors = [
      { path: 'phones[0]', code: 'invalid_phone', message: 'a' },
      { path: 'name', code: 'required', message: 'b' },
      { path: 'unknown', code: 'x', message: 'c' },
    ]
    expect(errorsByField(errors, ['phones', 'name'])).toEqual({ fields: { phones: ['a'], name: ['b'] }, rest: ['c'] })
  })
})
