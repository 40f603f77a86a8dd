import { expect, test } from 'vitest'

import { endOf, monthFrom, startOf, yearBefore } from './days.ts'

test('months and units begin and end where the calendar has them', () => {
  expect(monthFrom('2026-01-31', -1)).toBe('2025-12-01')
  expect(endOf('2028-02-10', 'month')).toBe('2028-02-29')
  expect([startOf('2026-11-28', 'quarter'), endOf('2026-11-28', 'quarter')]).toEqual(['2026-10-01', '2026-12-31'])
})

test('the same day a year before is the 28th where February has no 29th', () => {
  expect(yearBefore('2026-11-28')).toBe('2025-11-28')
  expect(yearBefore('2028-02-29')).toBe('2027-02-28')
  expect(yearBefore('2029-02-28')).toBe('2028-02-28')
})
