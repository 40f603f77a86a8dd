import { describe, expect, test } from 'vitest'
import type { Field } from '../definitions/field.ts'
import { date, datetime } from './times.ts'

const field: Field = { name: 'on', column: 'on', type: 'date', label: { zh: '日期', en: 'On' } }
const day = (cell: string) => date.importText(cell, field, 'zh')
const instant = (cell: string) => datetime.importText(cell, field, 'zh')

describe('days in files', () => {
  test.each([
    '2015-07-01', '2015/7/1', '2015.7.1', '2015年7月1日', '20150701', '7/1/2015', '2015-July-1', '1 July 2015', '1-Jul-2015', 'July 1, 2015', 'Jul. 1 2015', ' 2015-07-01 ', '2015-07-01 00:00:00', '2015-07-01T12:30',
  ])('%s is the first of July', (cell) => expect(day(cell)).toEqual({ value: '2015-07-01' }))
  test('the day stands first where the first number cannot be a month', () => expect(day('31/5/2026')).toEqual({ value: '2026-05-31' }))
  test.each(['2015-02-30', '13/13/2015', '2015-Foo-1', 'yesterday', '1.5', '--02-03'])('%s is no day', (cell) => expect(day(cell)).toMatchObject({ invalid: { code: 'invalid_date' } }))
})

describe('instants in files', () => {
  test.each([
    ['2026-03-05 14:30', '2026-03-05T06:30:00.000Z'],
    ['3/5/2026 2:30 PM', '2026-03-05T06:30:00.000Z'],
    ['3/5/2026 12:05 AM', '2026-03-04T16:05:00.000Z'],
    ['2026-03-05', '2026-03-04T16:00:00.000Z'],
    ['2026-03-05T06:30:00Z', '2026-03-05T06:30:00.000Z'],
    ['2015-July-1', '2015-06-30T16:00:00.000Z'],
  ])('%s is %s', (cell, expected) => expect(instant(cell)).toEqual({ value: expected }))
})
