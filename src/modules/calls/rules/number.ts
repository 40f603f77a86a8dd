import { parsePhone } from '../../../platform/phone.ts'

/** As numbers are kept: E.164 where it is one, else the digits that came, such as short numbers and extensions; null for a withheld one. */
export function numberOf(text: unknown): string | null {
  if (typeof text !== 'string' || text.trim() === '') return null
  const parsed = parsePhone(text)
  if ('e164' in parsed) return parsed.e164
  const digits = text.replace(/[^\d*#+]/g, '').slice(0, 40)
  return digits === '' ? null : digits
}
