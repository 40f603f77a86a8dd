import { expect, test } from 'vitest'
import type { InboxEntry } from './inbox-answer.ts'
import { sectionsOf } from './inbox-sections.ts'

const now = new Date('2026-03-04T10:00:00+08:00')
const entry = (id: string, more: Partial<InboxEntry> = {}): InboxEntry => ({ id, kind: 'mention', label: '提到我', text: id, quote: null, at: '2026-03-04T01:00:00.000Z', is_read: false, is_done: false, entry: null, file: null, count: 1, actor: null, object: null, record: null, ...more })
const shown = (entries: InboxEntry[]) => sectionsOf(entries, now).map(({ key, groups }) => [key, groups.map((group) => group.entries.map(({ id }) => id).join('+'))])

test('what is unread from today stands before what is older, and what was read below both', () => {
  // 23:30 in Shanghai on the day before.
  const entries = [entry('a'), entry('b', { at: '2026-03-03T15:30:00.000Z' }), entry('c', { is_read: true })]
  expect(shown(entries)).toEqual([['today', ['a']], ['earlier', ['b']], ['read', ['c']]])
})

test('four of one kind are one line where the newest stood, and nothing is lost', () => {
  const task = { kind: 'task_assigned' }
  const entries = [entry('a'), entry('t1', task), entry('b'), entry('t2', task), entry('t3', task), entry('c'), entry('t4', task)]
  expect(shown(entries)).toEqual([['today', ['a', 't1+t2+t3+t4', 'b', 'c']]])
  expect(shown(entries.filter(({ id }) => id !== 't4'))).toEqual([['today', ['a', 't1', 'b', 't2', 't3', 'c']]])
})
