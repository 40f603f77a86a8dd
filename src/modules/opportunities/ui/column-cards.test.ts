import { expect, test } from 'vitest'
import { withMoved } from './column-cards.ts'

const card = (id: string, stage: string, version = 1): any => ({ id, version, stage: { id: stage, name: stage } })
const list = (...records: any[]) => ({ records, isOutdated: false, offset: 0 })
const ids = (records: any[]) => records.map(({ id }) => id).join('')

test('a card that was moved leaves its column and stands on top of the other until the lists have heard of it', () => {
  const moved = new Map([['a', { record: card('a', 'two', 2), stage: 'two', at: 1000 }]])
  expect(ids(withMoved({ rows: list(card('a', 'one'), card('b', 'one')), moved, stage: 'one', now: 1001 }))).toBe('b')
  expect(ids(withMoved({ rows: list(card('c', 'two')), moved, stage: 'two', now: 1001 }))).toBe('ac')
  expect(ids(withMoved({ rows: list(card('c', 'two'), card('a', 'two', 2)), moved, stage: 'two', now: 1001 }))).toBe('ca')
})

test('what the lists say later counts: somebody moved it back, or time has passed', () => {
  const moved = new Map([['a', { record: card('a', 'two', 2), stage: 'two', at: 1000 }]])
  expect(ids(withMoved({ rows: list(card('a', 'one', 3)), moved, stage: 'one', now: 1001 }))).toBe('a')
  expect(ids(withMoved({ rows: list(card('c', 'two')), moved, stage: 'two', now: 9000 }))).toBe('c')
  // A long list that is not asked again keeps it.
  expect(ids(withMoved({ rows: { ...list(card('c', 'two')), isOutdated: true }, moved, stage: 'two', now: 9000 }))).toBe('ac')
})
