import { expect, test } from 'vitest'
import { timeToCall } from './call-answers.ts'

/** The wall of Shanghai, which knows no summer time. */
const wall = (instant: Date) => new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)
const proposed = (at: string) => wall(new Date(timeToCall(wall, new Date(`2026-11-28T${at}:00+08:00`))))

test('who is to be called later is called in an hour, by fives of minutes', () => {
  expect(proposed('09:02')).toBe('2026-11-28T10:05:00')
  expect(proposed('19:00')).toBe('2026-11-28T20:00:00')
  expect(proposed('07:00')).toBe('2026-11-28T08:00:00')
})

test('and what would be at night waits until nine in the morning', () => {
  expect(proposed('19:01')).toBe('2026-11-29T09:00:00')
  expect(proposed('23:30')).toBe('2026-11-29T09:00:00')
  expect(proposed('03:10')).toBe('2026-11-28T09:00:00')
})
