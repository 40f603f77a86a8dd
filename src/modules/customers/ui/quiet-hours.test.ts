import { expect, test } from 'vitest'

import { isWithin } from './quiet-hours.ts'

test('hours within one day begin with their start and end before their end', () => {
  expect(['12:29', '12:30', '13:59', '14:00'].map((now) => isWithin(now, '12:30', '14:00'))).toEqual([false, true, true, false])
})

test('hours may pass midnight', () => {
  expect(['21:59', '22:00', '23:59', '00:00', '07:59', '08:00'].map((now) => isWithin(now, '22:00', '08:00'))).toEqual([false, true, true, true, true, false])
})

test('half a span says nothing', () => {
  expect(isWithin('10:00', '', '12:00')).toBe(false)
})
