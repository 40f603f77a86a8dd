import { expect, test } from 'vitest'

import { fillTemplate } from './constant-template.ts'

const columns = ['year', 'month', 'hotel']
const row = ['2015', 'July', 'Resort']

test('columns in braces are filled in, all else stays', () => {
  expect(fillTemplate('{year}-{month} {hotel}!', columns, row)).toBe('2015-July Resort!')
})

test('row is the number of the row, a doubled brace stands for itself, an unknown name stays', () => {
  expect(fillTemplate('G-{row} {{x}} {none}', columns, row)).toBe('G-1 {x} {none}')
})
