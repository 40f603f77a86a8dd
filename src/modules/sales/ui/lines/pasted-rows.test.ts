import { describe, expect, test } from 'vitest'
import { blankLine } from './line.ts'
import { pastedCells, pasteInto } from './pasted-rows.ts'

const seen = (lines: Record<string, unknown>[]) => lines.map(({ name, quantity, unit, price, discount }) => [name, quantity, unit, price, discount])

describe('rows from a spreadsheet', () => {
  test('become lines, without their titles, with the figures of people', () => {
    const cells = pastedCells('品名\t数量\t单位\t单价\r\n江景房\t１２\t间夜\t¥1,280.50\r\n"会议室\n半天"\t1.5\t\t800\r\n')
    expect(seen(pasteInto([], { row: 0, part: 'name', cells: cells ?? [] }).lines)).toEqual([['江景房', 12, '间夜', '1280.50', null], ['会议室\n半天', 1.5, null, '800', null]])
  })

  test('are written over what is there from the cell on, and added below', () => {
    const lines = [blankLine({ name: '甲', quantity: 1, price: '5', product: 'p' }), blankLine({ name: '乙', quantity: 1, price: '5' })]
    const { lines: result, count } = pasteInto(lines, { row: 1, part: 'quantity', cells: pastedCells('3\t桌\n4\t桌') ?? [] })
    expect(count).toBe(2)
    expect(seen(result)).toEqual([['甲', 1, undefined, '5', null], ['乙', 3, '桌', '5', null], [undefined, 4, '桌', null, null]])
    expect(result[1]?.id).toBe(lines[1]?.id)
  })

  test('keep what is no number as it was typed, for the person to mend', () => {
    expect(pasteInto([], { row: 0, part: 'quantity', cells: [['三', '间']] }).lines[0]).toMatchObject({ quantity: '三', unit: '间' })
    expect(pasteInto([], { row: 0, part: 'price', cells: [['12a']] }).lines[0]?.price).toBe('12a')
  })

  test('of one word are text', () => expect(pastedCells('江景房')).toBeNull())
})
