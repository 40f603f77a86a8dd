import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDayList } from './day-list.ts'

test('lists are read as people write them', () => {
  const { days, faults } = parseDayList('2027-02-05 休 春节\n2027年2月14日 班\n\n2027/3/1, holiday, Founders’ day\n２０２７－１０－０９　上班 国庆节\n2027-05-01')
  expect(faults).toEqual([])
  expect(days).toEqual([
    { day: '2027-02-05', kind: 'holiday', name: '春节' },
    { day: '2027-02-14', kind: 'working', name: null },
    { day: '2027-03-01', kind: 'holiday', name: 'Founders’ day' },
    { day: '2027-10-09', kind: 'working', name: '国庆节' },
    { day: '2027-05-01', kind: 'holiday', name: null },
  ])
})

test('lines that are no days are told by their numbers, and a day named twice counts once', () => {
  expect(parseDayList('明天\n2027-02-30 休\n2027-02-05 休\n2027-02-05 班')).toEqual({ days: [{ day: '2027-02-05', kind: 'working', name: null }], faults: [1, 2] })
})

test('any text is read without failing', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parseDayList(text).days.length <= text.split('\n').length))
})
