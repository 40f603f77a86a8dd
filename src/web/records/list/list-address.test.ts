import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { displays, keptNames, names, readState, spans, writeState, type ListChange, type Shown } from './list-address.ts'

const view = { key: 'all', filter: {}, sort: 'name', columns: ['tier'], display: 'table' as const, boardBy: undefined, groupBy: '', calendarBy: undefined, chart: '' } satisfies Shown & { key: string }
const other = { ...view, key: 'board', display: 'board' as const, boardBy: 'status', filter: { tier: 'vip' } }
const read = (parameters: URLSearchParams) => readState(parameters, [view, other], view)

const word = fc.stringMatching(/^[a-z_]{1,8}$/)
const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => text.isWellFormed())
const state = fc.record({
  q: fc.option(anyText, { nil: '' }),
  filter: fc.dictionary(word, fc.oneof(anyText, fc.integer(), fc.boolean(), fc.array(anyText), fc.record({ in_last: fc.constant('30d') }), fc.record({ some: fc.dictionary(word, anyText) }))),
  sort: fc.array(fc.tuple(fc.constantFrom('', '-'), word).map((pair) => pair.join('')), { maxLength: 3 }).map((list) => list.join(',')),
  columns: fc.array(fc.tuple(word, fc.option(word)).map(([one, two]) => (two ? `${one}.${two}` : one)), { maxLength: 5 }),
  display: fc.constantFrom(...displays),
  boardBy: word,
  groupBy: fc.constantFrom('', 'tier', 'created_at:month'),
  calendarBy: word,
  chart: fc.constantFrom('', 'bar,tier,count', 'line,created_at:month,sum,annual_amount'),
  day: fc.option(fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)), { nil: undefined }),
  span: fc.constantFrom(...spans),
  record: fc.option(fc.uuid(), { nil: undefined }),
})

describe('the address of a list', () => {
  test('holds all of its state: from state to address to state is the identity', () => {
    fc.assert(
      fc.property(state, fc.constantFrom(view, other), (wanted, { key }) => {
        // As a browser keeps it: text.
        const address = writeState(new URLSearchParams(), { view: key, ...wanted }).toString()
        const { view: shown, isChanged, ...rest } = read(new URLSearchParams(address))
        expect([shown.key, isChanged, rest]).toEqual([key, true, wanted])
      }),
    )
  })

  test('that is changed and changed back is as the view has it', () => {
    fc.assert(
      fc.property(state, (wanted) => {
        const changed = writeState(new URLSearchParams(), wanted)
        const back: ListChange = Object.fromEntries([...keptNames, 'q', 'day', 'span', 'record'].map((name) => [name, undefined]))
        expect(read(writeState(changed, back))).toEqual({ ...read(new URLSearchParams()), isChanged: false })
      }),
    )
  })

  test('of another view keeps the words and nothing else', () => {
    fc.assert(
      fc.property(state, (wanted) => {
        const after = writeState(writeState(new URLSearchParams(), wanted), { view: 'board' })
        expect(read(after)).toMatchObject({ view: { key: 'board' }, q: wanted.q, filter: other.filter, display: 'board', boardBy: 'status', record: undefined, isChanged: false })
      }),
    )
  })

  test('is never broken by what it says', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.values(names)), fc.string()), (parameters) => {
        const { filter, columns, display, day } = read(new URLSearchParams(parameters))
        expect(typeof filter === 'object' && Array.isArray(columns) && displays.includes(display)).toBe(true)
        expect(day === undefined || /^\d{4}-\d\d-\d\d$/.test(day)).toBe(true)
      }),
    )
  })
})
