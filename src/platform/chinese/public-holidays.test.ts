import { expect, test } from 'vitest'
import { weekdayOf } from '../calendar/days.ts'
import { publicDaysOf, publishedYears } from './public-holidays.ts'

const countOf = (year: number, kind: string) => publicDaysOf(year).filter((each) => each.kind === kind).length

test('2024 to 2026 are as published', () => {
  expect(publishedYears).toEqual([2024, 2025, 2026])
  expect(publishedYears.map((year) => countOf(year, 'holiday'))).toEqual([28, 28, 33])
  expect(publishedYears.map((year) => countOf(year, 'make_up'))).toEqual([8, 5, 6])
})

test('every make-up day is a Saturday or a Sunday, and no day is named twice', () => {
  for (const year of publishedYears) {
    const days = publicDaysOf(year)
    expect(days.filter(({ kind, day }) => kind === 'make_up' && weekdayOf(day) < 6)).toEqual([])
    expect(new Set(days.map(({ day }) => day)).size).toBe(days.length)
  }
})

test.each([2024, 2025, 2026])('every statutory day of %i is off', (year) => {
  const statutory: Record<number, string[]> = {
    2024: ['01-01', '02-10', '02-11', '02-12', '04-04', '05-01', '06-10', '09-17', '10-01', '10-02', '10-03'],
    2025: ['01-01', '01-28', '01-29', '01-30', '01-31', '04-04', '05-01', '05-02', '05-31', '10-06', '10-01', '10-02', '10-03'],
    2026: ['01-01', '02-16', '02-17', '02-18', '02-19', '04-05', '05-01', '05-02', '06-19', '09-25', '10-01', '10-02', '10-03'],
  }
  const off = new Set(publicDaysOf(year).flatMap(({ kind, day }) => (kind === 'holiday' ? [day] : [])))
  expect(statutory[year]?.filter((day) => !off.has(`${year}-${day}`))).toEqual([])
})

test('2027 is expected, marked as such, and gives weekends back on working days', () => {
  const days = publicDaysOf(2027)
  expect(days.every(({ is_expected }) => is_expected)).toBe(true)
  expect(days.map(({ day, name }) => `${day.slice(5)} ${name.zh}`)).toEqual([
    '01-01 元旦',
    '02-05 春节', '02-06 春节', '02-07 春节', '02-08 春节', '02-09 春节', '02-10 春节',
    '04-05 清明节',
    '05-01 劳动节', '05-02 劳动节', '05-03 劳动节', '05-04 劳动节',
    '06-09 端午节',
    '09-15 中秋节',
    '10-01 国庆节', '10-02 国庆节', '10-03 国庆节', '10-04 国庆节', '10-05 国庆节',
  ])
})

test('no computed year fails or names a day twice', () => {
  for (let year = 2014; year <= 2099; year += 1) {
    const days = publicDaysOf(year)
    expect(days.every(({ day }) => day.startsWith(`${year}-`))).toBe(true)
    expect(new Set(days.map(({ day }) => day)).size).toBe(days.length)
  }
  expect(() => publicDaysOf(2100)).toThrow(RangeError)
})
