/** How to reach somebody: telephone, mail, address, place. */
import { sql } from '../../platform/db/sql.ts'
import { completePlace, parseAddress } from '../../platform/chinese/divisions.ts'
import { parsePhone } from '../../platform/phone.ts'
import type { Field, FieldType, Operator, Parsed, Value } from '../definitions/field.ts'
import { bad, bindBy, compareList, compareScalar, isTrue, likeText, parseEach, splitCell, textOf } from './condition.ts'
import { maskAddresses, maskMail, maskPhone, maskWith } from './mask.ts'
import { parseText } from './text.ts'

const most = 20
const operators: readonly Operator[] = ['eq', 'ne', 'in', 'nin', 'contains', 'is_empty']

/** E.164 such as +8613812345678; numbers without a country are taken as Chinese. */
export const phone: FieldType = textual('phone', maskWith('masked_phone', maskPhone), parseOnePhone, (random) => `+86138${String(Math.floor(random() * 1e8)).padStart(8, '0')}`, phoneNeedle)

/** Kept in lower case, so that one address is one text. */
export const mail: FieldType = textual('mail', maskWith('masked_mail', maskMail), parseOneMail, (random) => `a${Math.floor(random() * 1e6)}@example.com`, (needle) => needle)

/** A type whose values are texts: one in a `text` column, several in a `text[]` column. */
function textual(
  name: 'phone' | 'mail',
  mask: FieldType['mask'],
  parseOne: (input: unknown) => Parsed,
  sampleOne: (random: () => number) => string,
  needleOf: (operand: string) => string,
): FieldType {
  const parse = (input: unknown, field: Field) => (field.many ? parseEach(input, most, parseOne) : parseOne(input))
  return {
    name,
    column: (field) => (field.many ? 'text[]' : 'text'),
    parse,
    jsonSchema: (field) => (field.many ? { type: 'array', items: { type: 'string' } } : { type: 'string' }),
    operators,
    needle: needleOf,
    sortable: false,
    stored: (column) => column,
    mask,
    parameter: (value, field) => (field.many ? (value ?? []) : value),
    condition: (column, operator, operand, field) => {
      if (operator === 'contains') {
        const whole = field.many ? sql`array_to_string(${column}, ' ')` : column
        const needle = needleOf(textOf(operand))
        return needle === '' ? sql.raw('false') : sql`${whole} ilike ${`%${likeText(needle)}%`}`
      }
      if (!field.many) return compareScalar(column, operator, operand, bindBy(parseOne, field, 'text'))
      return compareList(column, operator, operand, 'text', (value) => {
        const parsed = parseOne(value)
        return 'value' in parsed ? String(parsed.value) : textOf(value)
      })
    },
    importText: (cell, field) => (field.many ? parse(splitCell(cell.replace(/[、]/g, ';')), field) : parseOne(cell.trim())),
    exportText: (value) => (Array.isArray(value) ? value.join(';') : String(value ?? '')),
    sample: (random, field) => (field.many ? [sampleOne(random)] : sampleOne(random)),
  }
}

/** Part of a number as people type it: 0571-8888 stands in +865718888.... without its zero, which only calls within China have. */
export function phoneNeedle(text: string): string {
  const digits = text.replace(/[^\d+]/g, '')
  return digits.length > 1 ? digits.replace(/^0/, '') : digits
}

const addressParts = ['label', 'country', 'province', 'city', 'district', 'street', 'postal_code'] as const

/** Country, province, city, district, street, postal code; each optional, at least one given. */
export const address: FieldType = {
  name: 'address',
  column: () => 'jsonb',
  parse: (input, field) => (field.many ? parseEach(input, most, parseOneAddress) : parseOneAddress(input)),
  jsonSchema: (field) => {
    const one = { type: 'object', additionalProperties: false, properties: Object.fromEntries(addressParts.map((part) => [part, { type: 'string' }])) }
    return field.many ? { type: 'array', items: one } : one
  },
  operators: ['contains', 'is_empty'],
  sortable: false,
  stored: (column) => column,
  mask: maskAddresses,
  parameter: (value, field) => (value === null && !field.many ? null : JSON.stringify(value ?? [])),
  condition: (column, operator, operand) => {
    if (operator === 'contains') return sql`${column}::text ilike ${`%${likeText(textOf(operand))}%`}`
    const empty = sql`(${column} is null or ${column} in ('[]'::jsonb, '{}'::jsonb))`
    return isTrue(operand) ? empty : sql`not ${empty}`
  },
  importText: (cell, field) => {
    const parsed = addressOfCell(cell, field)
    return 'value' in parsed && field.many && !Array.isArray(parsed.value) ? { value: [parsed.value] } : parsed
  },
  importParts: () => addressColumns,
  // JSON, so that nothing is lost on the way back; a person may as well type one line of text.
  exportText: (value) => (value === null || (Array.isArray(value) && value.length === 0) ? '' : JSON.stringify(value)),
  sample: (_random, field) => {
    const one = { country: 'CN', province: '浙江省', city: '杭州市', district: '西湖区', street: '文三路 100 号' }
    return field.many ? [one] : one
  },
}

const addressColumns = [
  { name: 'country', label: { zh: '国家', en: 'Country' } },
  { name: 'province', label: { zh: '省份', en: 'Province' }, also_called: ['省', 'state', 'region'] },
  { name: 'city', label: { zh: '城市', en: 'City' }, also_called: ['市', 'town'] },
  { name: 'district', label: { zh: '区县', en: 'District' }, also_called: ['区', '县', 'county'] },
  { name: 'street', label: { zh: '街道', en: 'Street' }, also_called: ['street address'] },
  { name: 'postal_code', label: { zh: '邮编', en: 'Postal code' }, also_called: ['邮政编码', 'zip', 'zip code', 'postcode'] },
]

/** A point on the map with a name. */
export const place: FieldType = {
  ...address,
  name: 'place',
  parse: (input) => parsePlace(input),
  jsonSchema: () => ({ type: 'object', properties: { name: { type: 'string' }, lat: { type: 'number' }, lng: { type: 'number' } } }),
  importParts: () => [],
  importText: (cell) => (cell.trim().startsWith('{') ? parsePlace(jsonOf(cell)) : parsePlace({ name: cell })),
  exportText: (value) => placeText(value),
  sample: () => ({ name: '西湖', lat: 30.25, lng: 120.13 }),
}

function parseOnePhone(input: unknown): Parsed {
  if (typeof input !== 'string') return bad('invalid_type', '此处应为文本', 'Text is expected here')
  const parsed = parsePhone(input)
  if ('error' in parsed) return bad('invalid_phone', `不是有效的电话号码：${input.slice(0, 40)}`, `Not a telephone number: ${input.slice(0, 40)}`)
  return { value: parsed.e164 }
}

const mailPattern = /^[^\s@"<>(),;:\\[\]\0]{1,64}@[^\s@"<>(),;:\\[\]\0]+\.[^\s@."<>(),;:\\[\]\0]{2,}$/

function parseOneMail(input: unknown): Parsed {
  if (typeof input !== 'string') return bad('invalid_type', '此处应为文本', 'Text is expected here')
  const text = input.trim().toLowerCase()
  if (text.length > 254 || !text.isWellFormed() || !mailPattern.test(text)) {
    return bad('invalid_mail', `不是有效的邮箱地址：${input.slice(0, 40)}`, `Not a mail address: ${input.slice(0, 40)}`)
  }
  return { value: text }
}

function parseOneAddress(input: unknown): Parsed {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return bad('invalid_type', '此处应为地址', 'An address is expected here')
  }
  const value: { [key: string]: Value } = {}
  for (const [key, part] of Object.entries(input)) {
    if (!addressParts.some((name) => name === key)) return bad('unknown_field', `没有这一项：${key}`, `There is no part ${key}`, `.${key}`)
    if (part === null || part === '') continue
    const parsed = parseText(part, { name: key, column: key, type: 'text', label: { zh: '', en: '' } }, 200)
    if ('invalid' in parsed) return { invalid: { ...parsed.invalid, at: `.${key}` } }
    value[key] = parsed.value
  }
  return { value: withDivisions(value) }
}

/** 杭州 becomes 浙江省 杭州市, so that one city is one text in lists and figures. */
function withDivisions(value: { [key: string]: Value }): { [key: string]: Value } {
  if (value.country !== undefined && !/^(?:CN|CHN|China|中国|中华人民共和国)$/i.test(String(value.country))) return value
  const part = (name: string) => (typeof value[name] === 'string' ? value[name] : null)
  const place = completePlace({ province: part('province'), city: part('city'), district: part('district') })
  return { ...value, ...Object.fromEntries(Object.entries(place).filter(([, name]) => name !== null)) }
}

function addressOfCell(cell: string, field: Field): Parsed {
  const text = cell.trim()
  if (!text.startsWith('[') && !text.startsWith('{')) return parseOneAddress({ country: 'CN', ...parseAddress(text) })
  const json = jsonOf(text)
  return json === undefined ? bad('invalid_address', '地址无法识别', 'The address cannot be read') : address.parse(field.many ? [json].flat() : json, field)
}

function parsePlace(input: unknown): Parsed {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return bad('invalid_type', '此处应为地点', 'A place is expected here')
  const value: { [key: string]: Value } = {}
  for (const [key, part] of Object.entries(input)) {
    if (key === 'name' && typeof part === 'string' && part.length <= 200 && part.isWellFormed() && !part.includes('\0')) value.name = part
    else if (key === 'lat' && typeof part === 'number' && Math.abs(part) <= 90) value.lat = part
    else if (key === 'lng' && typeof part === 'number' && Math.abs(part) <= 180) value.lng = part
    else return bad('invalid_place', '地点无法识别', 'The place cannot be read', `.${key}`)
  }
  return { value }
}

function placeText(value: Value): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ''
  const name = value.name
  const isOnlyName = typeof name === 'string' && Object.keys(value).length === 1 && !name.trim().startsWith('{')
  return isOnlyName ? name : JSON.stringify(value)
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
