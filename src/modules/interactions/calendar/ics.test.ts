import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarOf, escaped, folded, type FeedTask } from './ics.ts'

const task: FeedTask = { id: '01900000-0000-7000-8000-000000000001', version: 3, updated_at: '2026-03-01T02:03:04.567+00:00', name: '回访', due_on: '2026-03-29', due_time: null, repeat: null, remind: null, customer: null, remark: null }
const options = { name: '任务 · 林', timeZone: 'Europe/Berlin', today: '2026-03-11', address: (id: string) => `https://x.example/tasks/${id}` }
const linesOf = (...tasks: FeedTask[]) => unfolded(calendarOf(tasks, options)).split('\r\n')
const unfolded = (text: string) => text.replaceAll('\r\n ', '')
const unescaped = (text: string) => text.replaceAll(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character))

test('a task of a day is a day, one with a time is at that time of the company, also behind the change of clocks', () => {
  expect(linesOf(task)).toEqual(expect.arrayContaining(['DTSTART;VALUE=DATE:20260329', 'DTEND;VALUE=DATE:20260330', 'SEQUENCE:2', `UID:${task.id}@guanxi`, 'DTSTAMP:20260301T020304Z', 'SUMMARY:回访', `URL:https://x.example/tasks/${task.id}`]))
  expect(linesOf({ ...task, due_time: '10:00', remind: 'd1' })).toEqual(expect.arrayContaining(['DTSTART:20260329T080000Z', 'DTEND:20260329T083000Z', 'TRIGGER;VALUE=DATE-TIME:20260328T090000Z']))
})

test('one that repeats stands on its day and on those to come, each under a name of its own, none that is past', () => {
  const lines = linesOf({ ...task, due_on: '2026-03-02', repeat: 'FREQ=WEEKLY;BYDAY=MO;COUNT=5' })
  expect(lines.filter((line) => line.startsWith('DTSTART'))).toEqual(['0302', '0316', '0323', '0330'].map((day) => `DTSTART;VALUE=DATE:2026${day}`))
  expect(new Set(lines.filter((line) => line.startsWith('UID'))).size).toBe(4)
  expect(linesOf({ ...task, repeat: 'FREQ=DAILY' }).filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(61)
})

test('whatever the words, the calendar keeps its lines: none longer than 75 bytes, all begun is ended, the words come back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 100 }), (name, remark) => {
      const text = calendarOf([{ ...task, name, remark, customer: 'A;B,C\\D', due_time: '09:30', remind: 'm15' }], options)
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      const lines = unfolded(text).split('\r\n')
      const open: string[] = []
      for (const line of lines) {
        if (line.startsWith('BEGIN:')) open.push(line.slice(6))
        if (line.startsWith('END:')) expect(open.pop()).toBe(line.slice(4))
      }
      expect(open).toEqual([])
      expect(lines.filter((line) => line.startsWith('SUMMARY:'))).toHaveLength(1)
    }),
  )
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F\r]/g, '')), (text) => { expect(unescaped(escaped(text))).toBe(text) }))
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n]/.test(text)), (text) => { expect(folded(text).map((line, at) => (at === 0 ? line : line.slice(1))).join('')).toBe(text) }))
})
