import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fillTemplate, parseTemplate } from './cell-template.ts'

const columns = ['year', 'month', 'day of month', 'row']
const fill = (text: string, cells: string[], row = 7) => {
  const parsed = parseTemplate(text, columns)
  return 'template' in parsed ? fillTemplate(parsed.template, cells, row) : parsed
}

describe('a template', () => {
  test('puts in columns and the number of the row', () => {
    expect(fill('{year}-{month}-{ day of month }', ['2015', 'July', '1'])).toBe('2015-July-1')
    expect(parseTemplate('H-{row}', ['number'])).toMatchObject({ template: { columns: [] } })
    expect(fillTemplate((parseTemplate('H-{row}', []) as any).template, [], 12)).toBe('H-12')
  })
  test('a column goes before a word of the same name', () => expect(fill('{row}', ['', '', '', 'from the file'])).toBe('from the file'))
  test('braces are written twice', () => expect(fill('{{{year}}}', ['2015'])).toBe('{2015}'))
  test('names the column that is not there', () => expect(fill('{year} {hour}', ['1'])).toEqual({ unknown: 'hour' }))
  test('of nothing but empty columns is empty; with the row it never is', () => {
    expect(fill('{year}-{month}', ['', ''])).toBe('')
    expect(fillTemplate((parseTemplate('{year} {row}', ['year']) as any).template, [''], 3)).toBe('3')
  })
  test('a text without braces is itself', () => {
    fc.assert(fc.property(fc.string().filter((text) => !/[{}]/.test(text)), (text) => {
      expect(fill(text, [])).toBe(text.trim())
    }))
  })
})
