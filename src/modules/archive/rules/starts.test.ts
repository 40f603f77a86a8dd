import { describe, expect, test } from 'vitest'
import type { StoredEvent } from '../../../kernel/history/events.ts'
import { knownFields } from '../queries/missing-fields.ts'
import { readyRules } from '../ready-rules.ts'
import { allFields } from './required-fields.ts'
import { startOf } from './starts.ts'

const event = (more: Partial<StoredEvent>): StoredEvent => ({
  id: 'e', at: '2026-02-13T08:00:00Z', kind: 'customers.customer.updated', object: 'customer', record_id: 'c', about_id: 'c', version: 2, actor_id: 'a', actor_name: '林', before: null, after: null, cause: null, ...more,
})

describe('what starts a clock', () => {
  test('is becoming active, not staying or leaving it', () => {
    const begins = (before: StoredEvent['before'], after: StoredEvent['after']) => startOf('customer_active')?.beginningOf(event({ before, after })) ?? null
    expect(begins(null, { status: 'active' })).toMatchObject({ customer: 'c', source: 'c', started_at: '2026-02-13T08:00:00.000Z', done_at: null })
    expect(begins({ status: 'potential' }, { status: 'active' })).not.toBeNull()
    expect(begins({ name: '甲' }, { name: '乙' })).toBeNull()
    expect(begins({ status: 'active' }, { status: 'lost' })).toBeNull()
  })
  test('is a contact that has happened, not one that is planned', () => {
    const begins = (at: string) => startOf('interaction_logged')?.beginningOf(event({ record_id: 'i', after: { at, owner: 'o' } })) ?? null
    expect(begins('2026-02-12T08:00:00Z')).toMatchObject({ customer: 'c', source: 'i', owner: 'o', started_at: '2026-02-12T08:00:00.000Z', done_at: '2026-02-13T08:00:00.000Z' })
    expect(begins('2026-02-14T08:00:00Z')).toBeNull()
  })
})

test('every field that a rule may require is looked for in the file, and the ready rules require no other', () => {
  expect(allFields.map(({ key }) => key).filter((key) => !knownFields.includes(key))).toEqual([])
  const required = readyRules.flatMap((rule) => [...rule.required_organisation, ...rule.required_person])
  expect(required.filter((key) => !knownFields.includes(key))).toEqual([])
})
