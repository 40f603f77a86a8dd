import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { hourMoved, hoursShown, placeOf } from './day-places.ts'

const two = (number: number) => String(number).padStart(2, '0')
const times = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([hour, minute]) => `${two(hour)}:${two(minute)}`)
const hours = fc.integer({ min: 0, max: 23 }).map((hour) => `T${two(hour)}`)

describe('the hours of a day', () => {
  test('a time in another hour keeps its minutes, lies there, and comes back as it was', () => {
    fc.assert(
      fc.property(times, hours, (time, place) => {
        const moved = hourMoved(time, place)
        expect(placeOf(moved ?? '')).toBe(place)
        expect(moved?.slice(3)).toBe(time.slice(3))
        expect(hourMoved(moved, placeOf(time))).toBe(time)
      }),
    )
  })

  test('every time has its place, each hour stands once and in order, and the usual day is always there', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(times, fc.constant(''))), (given) => {
        const places = hoursShown(given)
        expect(places).toEqual([...new Set(places)].toSorted())
        expect(places).toEqual(expect.arrayContaining(['T08', 'T18', ...given.filter(Boolean).map(placeOf)]))
      }),
    )
  })

  test('what is of the whole day gets the hour it is put on, and what is put on the whole day loses its time', () => {
    expect(hourMoved(null, 'T09')).toBe('09:00')
    expect(hourMoved('09:30', 'T')).toBeNull()
  })
})
