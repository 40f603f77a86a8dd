import { isDay } from '../../../platform/calendar/days.ts'
import { halfWidth } from '../../../platform/chinese/normalise.ts'

export type PersonIdFault = 'length' | 'characters' | 'birthday' | 'check_digit'

/** GB 11643-1999: 2 to the power of 17 - i, modulo 11. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** What is wrong with a resident identity number 公民身份号码 (18 places, GB 11643-1999), or null for a good one. */
export function checkPersonId(id: string): PersonIdFault | null {
  const normal = halfWidth(id).replace(/\s/g, '').toUpperCase()
  if (normal.length !== 18) return 'length'
  if (!/^\d{17}[\dX]$/.test(normal)) return 'characters'
  if (!isDay(`${normal.slice(6, 10)}-${normal.slice(10, 12)}-${normal.slice(12, 14)}`)) return 'birthday'
  const sum = weights.reduce((total, weight, index) => total + weight * Number(normal.charAt(index)), 0)
  return '10X98765432'.charAt(sum % 11) === normal.charAt(17) ? null : 'check_digit'
}
