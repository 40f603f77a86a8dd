import { expect, test } from 'vitest'
import { amountOf } from './amount-of.ts'

test.each([
  ['', '0'],
  ['1,200.50', '1200.50'],
  ['￥１２００', '1200'],
  ['12.', '12'],
  ['5万', '50000'],
  ['1.25 万', '12500'],
  ['-5', null],
  ['1.234', null],
  ['abc', null],
])('%s is %s', (text, amount) => expect(amountOf(text)).toBe(amount))
