import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromDayNumber } from '../calendar/days.ts'
import { calendarDayText, parseCalendarDay, type CalendarDay } from './calendar-day.ts'

test.each([
  ['1970-01-03', '1970-01-03', 'solar'],
  ['1970年1月3日', '1970-01-03', 'solar'],
  ['１９７０／１／３', '1970-01-03', 'solar'],
  ['19700103', '1970-01-03', 'solar'],
  ['公历1970年1月3日', '1970-01-03', 'solar'],
  ['1970年四月三日', '1970-04-03', 'solar'],
  ['农历1970-01-03', '1970-02-08', 'lunar'],
  ['1970-01-03（农历）', '1970-02-08', 'lunar'],
  ['農曆1970年正月初三', '1970-02-08', 'lunar'],
  ['一九七〇年正月初三', '1970-02-08', 'lunar'],
  ['农历2001年闰四月初三', '2001-05-25', 'lunar'],
  ['农历2001年闰4月3日', '2001-05-25', 'lunar'],
  ['阴历1984年十二月二十九', '1985-02-18', 'lunar'],
  ['1984年腊月廿九', '1985-02-18', 'lunar'],
])('%s is %s, %s', (text, on, calendar) => {
  expect(parseCalendarDay(text)).toEqual({ on, calendar })
})

test.each(['', '1970', '正月初三', '2023-02-29', '农历1970-13-01', '农历1970年闰四月初三', '农历1970-02-30', 'abcd-ef-gh', '1970-1-3-5'])('%s is no day', (text) => {
  expect(parseCalendarDay(text)).toBeNull()
})

test('the text of a day leads back to it', () => {
  const day = fc.record<CalendarDay>({
    on: fc.integer({ min: -40_000, max: 80_000 }).map(fromDayNumber),
    calendar: fc.constantFrom('solar', 'lunar'),
  })
  fc.assert(
    fc.property(day, (one) => {
      expect(parseCalendarDay(calendarDayText(one))).toEqual(one)
    }),
  )
})

test('no text makes it fail', () => {
  const pieces = fc.constantFrom('农历', '闰', '正', '月', '初', '三', '1970', '年', '-', '日', '0', '十', ' ')
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.array(pieces).map((parts) => parts.join(''))), (text) => {
      parseCalendarDay(text)
    }),
  )
})
