import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cell, Entry, ReportAnswer } from '../queries/answer.ts'
import { pageDefinition } from './page-definition.ts'
import { paperFunnel, paperShades } from './pictures-of.ts'
import { shadeOf } from './shades.ts'

const entry = (name: string, isRest = false): Entry => ({ values: [name], names: [name], filter: {}, before_filter: null, before_names: null, is_rest: isRest })
const cell = (figure: string | null, more?: string): Cell => ({ now: more === undefined ? [figure] : [figure, more], before: null })
const money = { fn: 'sum', field: 'amount', label: '金额', kind: 'money' as const, is_time: false, scale: 2, currency: 'CNY', is_additive: true }

function answerOf(more: Partial<ReportAnswer>): ReportAnswer {
  return {
    object: { name: 'order', path: 'orders', label: '订单' }, display: 'funnel', as_of: '2026-05-20T04:00:00Z', period: null, before: null, row_groups: [{ field: 'a', by: null, label: '甲' }], column_groups: [], measures: [money],
    rows: [], columns: [], cells: [], row_totals: [], column_totals: [], total: cell('0'), filters: { cells: {}, total: {}, before_cells: null, before_total: null }, notes: { has_rest: false, in_other_currencies: 0, currency: null }, ...more,
  }
}

test('a funnel has a step for each group, as wide as its share of the largest; all others together are no step', () => {
  const answer = answerOf({ rows: [entry('兴趣'), entry('方案'), entry('其他', true)], cells: [[cell('400')], [cell('100.5')], [cell('9000')]] })
  expect(paperFunnel('zh', answer)).toEqual([
    { name: '兴趣', figure: 'CNY 400.00', share: 1 },
    { name: '方案', figure: 'CNY 100.50', share: 0.25125 },
    { name: '其他', figure: 'CNY 9,000.00', share: null },
  ])
  expect(paperFunnel('zh', { ...answer, display: 'bar' })).toBeNull()
})

test('with columns a step is what its row comes to', () => {
  const answer = answerOf({ rows: [entry('甲')], columns: [entry('一'), entry('二')], cells: [[cell('1'), cell('2')]], row_totals: [cell('3')] })
  expect(paperFunnel('en', answer)).toMatchObject([{ figure: 'CNY 3.00', share: 1 }])
})

test('a heat map shades the first measure of each cell, beside the heads of the rows; totals and the second measure stay white', () => {
  const answer = answerOf({ display: 'heat', measures: [money, { ...money, fn: 'count', label: '数量' }], rows: [entry('甲'), entry('乙')], columns: [entry('一'), entry('二')], cells: [[cell('100', '5'), cell('0', '9')], [cell('9', '1'), cell(null, '2')]] })
  const shades = paperShades(answer, 7)
  expect(shades?.map((row) => row.map((shade) => shade !== null))).toEqual([[false, true, false, false, false, false, false], [false, true, false, false, false, false, false]])
  expect(shades?.[0]?.[1]).toEqual({ fill: '#0e7c66', text: '#FFFFFF' })
})

test('a figure is as dark as it is large, and what is nothing is white', () => {
  const light = (fill: string) => Number.parseInt(fill.slice(1, 3), 16)
  fc.assert(fc.property(fc.double({ min: 0.001, max: 1e12, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (highest, one, other) => {
    const [less, more] = [Math.min(one, other), Math.max(one, other)].map((share) => shadeOf(share * highest, highest))
    expect(less ? light(less.fill) : 255).toBeGreaterThanOrEqual(more ? light(more.fill) : 255)
  }))
  expect([shadeOf(0, 10), shadeOf(-5, 10), shadeOf(5, 0), shadeOf(Number.NaN, 10)]).toEqual([null, null, null, null])
})

test('whatever the steps, no bar is broader than its bed and none has no width', () => {
  const step = fc.record({ name: fc.string(), figure: fc.string(), share: fc.option(fc.double({ min: 0, max: 1, noNaN: true })) })
  fc.assert(fc.property(fc.array(step, { maxLength: 20 }), (funnel) => {
    const text = JSON.stringify(pageDefinition({ language: 'zh', company: 'A', name: 'B', facts: [], heads: [{ text: '甲', isFigure: false }], rows: [], total: null, notes: [], drawing: null, funnel }))
    expect(text).not.toMatch(/null,"y"|"w":null/)
    for (const [, x, w] of text.matchAll(/"x":([\d.e-]+),"y":0,"w":([\d.e-]+)/g)) expect([Number(x) >= 0, Number(w) >= 1, Number(x) + Number(w) <= 511]).toEqual([true, true, true])
  }))
})
