/** What is left of a value for those who may see only a part of it. The functions in SQL are in migration 0007; a test holds both together. */
import { sql } from '../../platform/db/sql.ts'
import type { FieldType, Value } from '../definitions/field.ts'

type Mask = NonNullable<FieldType['mask']>

/** A mask for types whose values are texts, one or several. @param name of the function in the database */
export function maskWith(name: 'masked_text' | 'masked_phone' | 'masked_mail', mask: (text: string) => string): Mask {
  const masked = (value: Value): Value => (typeof value === 'string' ? mask(value) : null)
  return {
    sql: (column, field) =>
      field.many ? sql`array(select ${sql.raw(name)}(one) from unnest(${column}) with ordinality as each(one, place) order by place)` : sql`${sql.raw(name)}(${column})`,
    value: (value) => (Array.isArray(value) ? value.map(masked) : masked(value)),
  }
}

/** 张伟 -> 张*** */
export function maskText(text: string): string {
  const [first = ''] = text
  return `${Array.from(text).length > 1 ? first : ''}***`
}

/** +8613812345678 -> +86138****5678 */
export function maskPhone(phone: string): string {
  const digits = Array.from(phone)
  return digits.length < 9 ? `****${digits.slice(-2).join('')}` : `${digits.slice(0, -8).join('')}****${digits.slice(-4).join('')}`
}

/** zhangwei@example.com -> z***@example.com */
export function maskMail(mail: string): string {
  const at = mail.indexOf('@')
  return at < 0 ? maskText(mail) : `${at > 1 ? (Array.from(mail)[0] ?? '') : ''}***${mail.slice(at)}`
}

const shownParts = ['country', 'province', 'city']

/** As far as the city. */
export const maskAddresses: Mask = {
  sql: (column, field) => (field.many ? sql`masked_addresses(${column})` : sql`masked_address(${column})`),
  value: (value, field) => (field.many ? (Array.isArray(value) ? value.map(maskAddress) : null) : maskAddress(value)),
}

function maskAddress(value: Value): Value {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  return Object.fromEntries(Object.entries(value).filter(([part]) => shownParts.includes(part)))
}
