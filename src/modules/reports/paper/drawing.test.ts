import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawingOf, type PaperDrawing } from './drawing.ts'

const size = { width: 511, height: 210, language: 'zh' } as const

test('bars name what they are of and how much, the time before paler', () => {
  const svg = drawingOf({ kind: 'bar', labels: ['一月', '二月'], series: [{ name: '金额 (本期)', values: [120_000, 80_000], isBefore: false, column: 0 }, { name: '金额 (上期)', values: [60_000, null], isBefore: true, column: 0 }], others: '其他' }, size)
  for (const text of ['一月', '二月', '金额 (本期)', '金额 (上期)', '12万']) expect(svg).toContain(text)
  expect(svg.match(/fill-opacity="0.38"/g)?.length).toBeGreaterThan(0)
})

test('of a whole the largest six parts have their names, the others are one', () => {
  const svg = drawingOf({ kind: 'pie', labels: ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛'], series: [{ name: '金额', values: [30, 20, 15, 12, 10, 8, 3, 2], isBefore: false, column: 0 }], others: '其他' }, size)
  for (const text of ['甲  30%', '己  8%', '其他  5%']) expect(svg).toContain(text)
  expect(svg).not.toMatch(/庚|辛/)
})

test('names that every object has are drawn like others, and nothing is written into what every object has', () => {
  const names = Object.getOwnPropertyNames(Object.prototype)
  for (const kind of ['bar', 'line', 'pie'] as const) {
    for (const name of names) {
      const svg = drawingOf({ kind, labels: [name, '乙', name], series: [{ name, values: [1, 2, 3], isBefore: false, column: 0 }, { name, values: [1, null], isBefore: true, column: 0 }], others: '其他' }, size)
      expect([kind, name, svg.includes(name.slice(0, 6))]).toEqual([kind, name, true])
    }
  }
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(names)
})

test('whatever the figures and names, it is drawn: no figure that is none, no markup of names', () => {
  const series = fc.record({ name: fc.string(), values: fc.array(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 })), { maxLength: 8 }), isBefore: fc.boolean(), column: fc.nat({ max: 20 }) })
  const drawing: fc.Arbitrary<PaperDrawing> = fc.record({ kind: fc.constantFrom('bar', 'line', 'pie'), labels: fc.array(fc.oneof(fc.string(), fc.constant('<b>&"')), { maxLength: 8 }), series: fc.array(series, { maxLength: 3 }), others: fc.constant('其他') })
  fc.assert(fc.property(drawing, (given) => {
    const svg = drawingOf(given, size)
    expect(svg).not.toMatch(/NaN|Infinity|<b>/)
  }), { numRuns: 50 })
})
