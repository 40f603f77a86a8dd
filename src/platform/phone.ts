import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'
import { halfWidth } from './chinese/normalise.ts'

export type ParsedPhone = { e164: string; ext?: string } | { error: 'invalid_phone' }

/**
 * Reads a telephone number as people type it: 138 1234 5678, 021-12345678, (0571) 8765-4321转801, 021-12345678-801,
 * 400-820-8820, +1 213 373 4253, full-width digits. `e164` is digits with the country (+8613812345678); E.164 has no
 * place for an extension, so that comes beside it as digits.
 *
 * `defaultCountry` (ISO 3166) is that of numbers without one. Landlines need their area code. Short numbers (95588,
 * 10086) are no E.164 and are refused.
 *
 * Chinese mobile numbers, nearly all of what comes, are read here: 11 digits from 13 to 19. That is quicker by a factor
 * of twenty, and a newly opened range is not refused for the age of a library. Everything else goes to libphonenumber with
 * the metadata `max`: `min` takes a mobile number with a digit missing for valid, `mobile` refuses all landlines. It
 * takes 157 KB, which only the server loads.
 */
export function parsePhone(text: string, defaultCountry: CountryCode = 'CN'): ParsedPhone {
  const { main, ext } = splitExtension(halfWidth(text).trim())
  const e164 = chineseMobile(main, defaultCountry) ?? anyNumber(main, defaultCountry)
  if (e164 === null) return { error: 'invalid_phone' }
  return ext === null ? { e164 } : { e164, ext }
}

/** For people to read: 138 1234 5678 and 021 1234 5678 for China, +1 213 373 4253 for others; as it came if unreadable. */
export function formatPhone(e164: string): string {
  const mobile = /^\+86(1[3-9]\d)(\d{4})(\d{4})$/.exec(e164)
  if (mobile !== null) return mobile.slice(1).join(' ')
  const number = parsePhoneNumberFromString(e164)
  if (number === undefined) return e164
  return number.country === 'CN' ? number.formatNational() : number.formatInternational()
}

/** Longer input is a mistake of the sheet, and not worth a regular expression's time. */
const longest = 60

const extension = /^(.*?\d\)?)[\s,，;]*(?:转|轉|分机号?|分機|ext(?:ension|n)?\.?|x|#|\*)\s*[:：]?\s*(\d{1,8})$/i

/** 021-12345678-801: a second dash after a whole landline is an extension. */
const dashedExtension = /^((?:\+?86[-\s]?|0086[-\s]?)?\(?0?\d{2,3}(?:\)[-\s]?|[-\s])\d{3,4}[-\s]?\d{4})-(\d{1,6})$/

function splitExtension(text: string): { main: string; ext: string | null } {
  if (text.length > longest) return { main: '', ext: null }
  const match = extension.exec(text) ?? dashedExtension.exec(text)
  return match === null ? { main: text, ext: null } : { main: match[1] ?? '', ext: match[2] ?? null }
}

const signs = /[\s\-.()/·–—]/g
const mobileDigits = /^(\+86|0086|86|0)?(1[3-9]\d{9})$/

function chineseMobile(text: string, defaultCountry: CountryCode): string | null {
  const match = mobileDigits.exec(text.replace(signs, ''))
  if (match === null) return null
  const hasCountry = match[1] === '+86' || match[1] === '0086'
  return hasCountry || defaultCountry === 'CN' ? `+86${match[2]}` : null
}

/** Only what looks like a number goes on: the library would find one in any sentence. */
const numberShape = /^(?:\+|00)?[\d\s\-.()/·–—]+$/

function anyNumber(text: string, defaultCountry: CountryCode): string | null {
  if (!numberShape.test(text)) return null
  const number = parsePhoneNumberFromString(text.replace(/[·–—/]/g, '-'), defaultCountry)
  return number?.isValid() === true && number.ext === undefined ? number.number : null
}
