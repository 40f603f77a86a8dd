/** One address card as one row of fixed columns. */
import type { Property, TextRules } from './vcard-property.ts'
import { propertyParts, propertyText } from './vcard-property.ts'

export const vcardColumns = [
  'full_name', 'family_name', 'given_name', 'organisation', 'department', 'title', 'phones', 'emails',
  'street', 'city', 'province', 'postal_code', 'country', 'birthday', 'gender', 'url', 'note', 'other_addresses',
] // prettier-ignore

/** Everything else is passed over while reading: pictures, sounds and keys are most of the bytes of a card. */
export const vcardProperties = new Set([
  'VERSION', 'FN', 'N', 'NICKNAME', 'ORG', 'TITLE', 'ROLE', 'TEL', 'EMAIL', 'ADR', 'LABEL', 'BDAY', 'GENDER', 'X-GENDER', 'URL', 'NOTE',
]) // prettier-ignore

/**
 * - phones and mails: joined by ';', the preferred first, fax and pager last
 * - address: the preferred one; all others as lines of text in `other_addresses`
 * - birthday: 'YYYY-MM-DD', '--MM-DD' without a year, otherwise as written
 * - gender: male, female, other, unknown or ''
 * - full_name: where a card has none, its nickname, organisation, mail or phone
 */
export function cardCells(properties: Property[], defaultCharset: string): string[] {
  const rules: TextRules = { charset: defaultCharset, isVersion21: properties.some((one) => one.name === 'VERSION' && one.raw.trim() === '2.1') }
  const ranked = properties.toSorted((one, other) => one.rank - other.rank)
  const all = (name: string) => ranked.filter((one) => one.name === name)
  const texts = (name: string) => all(name).map((one) => propertyText(one, rules).trim()).filter((text) => text !== '')
  const text = (name: string) => texts(name)[0] ?? ''

  const name = partsOf(all('N'), rules)
  const [organisation = '', ...departments] = partsOf(all('ORG'), rules)
  const phones = joined(all('TEL').toSorted((one, other) => Number(isMachine(one)) - Number(isMachine(other))), phoneText, rules)
  const emails = joined(all('EMAIL'), (value) => value.replace(/^mailto:/i, ''), rules)
  const addresses = all('ADR').map((one) => propertyParts(one, rules).map(oneLine)).filter((parts) => parts.some((part) => part !== ''))
  const [address = text('LABEL') === '' ? [] : ['', '', oneLine(text('LABEL'))], ...otherAddresses] = addresses
  const [, , , city = '', province = '', postalCode = '', country = ''] = address

  return [
    text('FN') || composedName(name) || text('NICKNAME') || organisation || emails.split(';')[0] || phones.split(';')[0] || '',
    name[0] ?? '', name[1] ?? '', organisation, departments.filter((part) => part !== '').join(' / '), text('TITLE') || text('ROLE'),
    phones, emails, streetOf(address), city, province, postalCode, country,
    birthday(text('BDAY')), gender(text('GENDER') || text('X-GENDER')), text('URL'), texts('NOTE').join('\n'),
    otherAddresses.map((parts) => [streetOf(parts), ...parts.slice(3)].filter((part) => part !== '').join(', ')).join('\n'),
  ] // prettier-ignore
}

/** The first that is not empty. */
function partsOf(properties: Property[], rules: TextRules): string[] {
  const each = properties.map((one) => propertyParts(one, rules).map((part) => part.trim()))
  return each.find((parts) => parts.some((part) => part !== '')) ?? []
}

/** Family, given, additional, before, behind. Chinese names are written without blanks, the family's first. */
function composedName([family = '', given = '', additional = '', before = '', behind = '']: string[]): string {
  if (/\p{Script=Han}/u.test(family + given)) return family + given
  return [before, given, additional, family, behind].filter((part) => part !== '').join(' ')
}

function joined(properties: Property[], clean: (value: string) => string, rules: TextRules): string {
  const values = properties.map((one) => clean(propertyText(one, rules).trim()).replaceAll(';', ',')).filter((value) => value !== '')
  return [...new Set(values)].join(';')
}

function isMachine(property: Property): boolean {
  return property.types.includes('fax') || property.types.includes('pager')
}

/** `tel:+1-418-656-9254;ext=102` -> `+1-418-656-9254 ext. 102` (RFC 3966) */
function phoneText(value: string): string {
  if (!/^tel:/i.test(value)) return value
  const [number = '', ...parameters] = value.slice(4).split(';')
  const extension = parameters.find((parameter) => parameter.toLowerCase().startsWith('ext='))
  return extension === undefined ? number : `${number} ext. ${extension.slice(4)}`
}

/** Box, floor or room, street: some programs put the whole address into the first. */
function streetOf([box = '', room = '', street = '']: string[]): string {
  return [street, room, box].filter((part) => part !== '').join(', ')
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*[\r\n]+\s*/g, ', ')
}

function birthday(text: string): string {
  const full = /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?$/.exec(text)
  if (full) return `${full[1]}-${full[2]}-${full[3]}`
  const yearless = /^--(\d\d)-?(\d\d)$/.exec(text)
  return yearless ? `--${yearless[1]}-${yearless[2]}` : text
}

function gender(text: string): string {
  const letter = (text.split(';')[0] ?? '').trim().charAt(0).toUpperCase()
  return { M: 'male', F: 'female', 男: 'male', 女: 'female', O: 'other', N: 'other', U: 'unknown' }[letter] ?? ''
}
