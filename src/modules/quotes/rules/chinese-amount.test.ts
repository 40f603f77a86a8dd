import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chineseAmount } from './chinese-amount.ts'

describe('an amount in Chinese capitals', () => {
  test.each([
    ['0.00', '零元整'], ['0.05', '伍分'], ['0.50', '伍角整'], ['1', '壹元整'], ['1.05', '壹元零伍分'], ['10.00', '壹拾元整'], ['107000.53', '壹拾万柒仟元伍角叁分'],
    ['1409.50', '壹仟肆佰零玖元伍角整'], ['6007.14', '陆仟零柒元壹角肆分'], ['100000001.00', '壹亿零壹元整'], ['1000100000000', '壹万零壹亿元整'], ['-20.30', '负贰拾元叁角整'],
  ])('%s is %s', (amount, words) => expect(chineseAmount(amount)).toBe(words))

  test('says the number and no other', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 18n - 1n), (cents) => {
        const words = chineseAmount(`${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`)
        expect(centsOf(words)).toBe(cents)
        expect(words).not.toMatch(/零零|零[拾佰仟万亿角分]/)
      }),
      { numRuns: 2000 },
    )
  })
})

/** Reads the words back, by another way than they were made: every word multiplies or adds. */
function centsOf(words: string): bigint {
  const [yuan = '', rest = ''] = words.includes('元') ? words.split('元') : ['', words]
  const value = (digit: string) => BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(digit))
  const jiao = /(.)角/.exec(rest)?.[1] ?? '零'
  const fen = /(.)分/.exec(rest)?.[1] ?? '零'
  return numberOf(yuan) * 100n + value(jiao) * 10n + value(fen)
}

function numberOf(words: string): bigint {
  for (const [word, size] of [['亿', 100_000_000n], ['万', 10_000n], ['仟', 1000n], ['佰', 100n], ['拾', 10n]] as const) {
    const at = words.lastIndexOf(word)
    if (at >= 0) return numberOf(words.slice(0, at)) * size + numberOf(words.slice(at + 1))
  }
  return words.replaceAll('零', '') === '' ? 0n : BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(words.replaceAll('零', '')))
}
