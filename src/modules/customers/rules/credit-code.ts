import { halfWidth } from '../../../platform/chinese/normalise.ts'

export type CreditCodeFault = 'length' | 'characters' | 'check_digit'

/** Digits and letters without I, O, S, V and Z; the place in this row is the value (GB 32100-2015, table 3). */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Weight of place i is 3 to the power of i, modulo 31 (GB 32100-2015, table 2). */
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** Half width, upper case, without spaces and dashes: what is stored and compared. */
export function normaliseCreditCode(text: string): string {
  return halfWidth(text).replace(/[\s-]/g, '').toUpperCase()
}

/**
 * What is wrong with a unified social credit code 统一社会信用代码 (GB 32100-2015), or null for a good one. Read as
 * normaliseCreditCode gives it. `characters`: a letter that the standard does not use, or no digits in places 3 to 8, where the
 * register's division stands. The organisation's own check digit at place 17 is not asked: codes of the first years
 * break it.
 */
export function checkCreditCode(code: string): CreditCodeFault | null {
  const normal = normaliseCreditCode(code)
  if (normal.length !== 18) return 'length'
  if (!/^[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Y]{10}$/.test(normal)) return 'characters'
  return checkCharacter(normal) === normal.charAt(17) ? null : 'check_digit'
}

/** The whole code for its first 17 characters. Throws a RangeError where they cannot begin one. */
export function makeCreditCode(first17: string): string {
  const code = normaliseCreditCode(first17)
  const whole = code + checkCharacter(code)
  if (code.length !== 17 || checkCreditCode(whole) !== null) throw new RangeError(`no credit code begins with ${first17}`)
  return whole
}

function checkCharacter(code: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * alphabet.indexOf(code.charAt(index)), 0)
  return alphabet.charAt((31 - (sum % 31)) % 31)
}
