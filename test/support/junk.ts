/** Input that nobody should send, and input that is almost right. */
import fc from 'fast-check'

export interface Ids {
  /** Of records that are there, by the path of their object; `*` for any other path. */
  own: Record<string, string>
  foreign: string
  /** Names of the fields of the objects. */
  fields: string[]
}

const deep = (depth: number, inner: unknown = 1): unknown => (depth === 0 ? inner : depth % 2 ? [deep(depth - 1, inner)] : { and: [deep(depth - 1, inner)] })

export const junkTexts = [
  '', ' ', '0', '-1', 'null', 'true', 'NaN', '\0', 'a\0b', '\ud800', 'x\udfff', "'", '"', "'; drop table events; --", '" or 1=1 --', '%', '_', '\\', '$1', '$$', '{', '[', '<script>alert(1)</script>',
  '{{7*7}}', '../../etc/passwd', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '@me', '@my_team', 'today', '30d', '99999y', '-30d', '2026-02-30', '9999-12-31', '0000-00-00', '2026-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '+275760-09-13T00:00:00Z',
  '25:00', '1e400', '999999999999999999999', '0.1234567890123456789', '１２３', '张三', '😀', 'İ', 'ß', '\u202e', '\ufeff', 'a'.repeat(300), '长'.repeat(6000), 'name', '-name', 'name,-name', 'id', 'owner.name', 'customer.owner.department.parent.name', 'can', 'KH-2026-000001',
  '13812345678', '+1', 'a@b.cn', 'a@b', '91350100M000100Y43', 'vip', 'WyJuYW1lIiwiYSJd', '01900000-0000-7000-8000-000000000000', '00000000-0000-0000-0000-000000000000', 'GB18030', 'csv', 'zh',
]

const junkNumbers = [0, -0, 1, -1, 1.5, 5, 100, 501, 1e6, 2 ** 31, 2 ** 53, 1e21, 1e300, -1e300, 1e-300, 0.1 + 0.2]

const junkKeys = ['id', 'name', 'version', 'owner', 'customer', 'number', 'custom', 'workspace_id', 'and', 'or', 'not', 'some', 'none', 'eq', 'in', 'contains', 'between', 'in_last', 'is_empty', 'constructor', 'toString', '', '\0', '\ud800', "a'b", 'x'.repeat(200), 'contacts', 'tier', 'phones', 'created_at', 'amount', 'owner.name']

export const junk: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    { weight: 4, arbitrary: fc.constantFrom(...junkTexts) },
    { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, ...junkNumbers) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    { weight: 1, arbitrary: fc.constantFrom(12, 60, 3000).map((depth) => deep(depth)) },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 4 }) },
    { weight: 2, arbitrary: fc.dictionary(fc.constantFrom(...junkKeys), tie('value'), { maxKeys: 4, noNullPrototype: true }) },
  ),
})).value

/** A value of a JSON Schema, now and then with something else in a place. */
export function almost(schema: any, ids: Ids, wrong: number, name = ''): fc.Arbitrary<unknown> {
  const right = rightFor(name, ids) ?? valueOf(schema, ids, wrong)
  return wrong === 0 ? right : fc.oneof({ weight: Math.round((1 - wrong) * 100), arbitrary: right }, { weight: Math.round(wrong * 100), arbitrary: junk })
}

/** Some names say more than their schema. */
function rightFor(name: string, ids: Ids): fc.Arbitrary<unknown> | null {
  const field = fc.constantFrom(...ids.fields)
  if (name === 'filter') return aFilter(ids)
  if (name === 'object') return fc.constantFrom('customer', 'customers', 'transactions', 'task', 'users')
  if (name === 'field') return fc.oneof(field, fc.constantFrom('customer.tier', 'customer.owner.name', 'owner.department.name'))
  if (name === 'group_by' || name === 'fields') return fc.array(field, { maxLength: 3 })
  return null
}

const operators = ['eq', 'ne', 'in', 'nin', 'gt', 'gte', 'lt', 'lte', 'contains', 'starts_with', 'is_empty', 'between', 'in_last', 'in_next', 'on']
const operand = fc.oneof(fc.constantFrom<unknown>(...junkTexts, ...junkNumbers, true, false, null), fc.array(fc.constantFrom<unknown>(...junkTexts, ...junkNumbers), { maxLength: 3 }), junk)

function aFilter(ids: Ids): fc.Arbitrary<object> {
  const name = fc.constantFrom(...ids.fields, 'contacts', 'tasks', 'owner.name', 'customer.tier')
  const condition = fc.tuple(name, fc.oneof(operand, fc.tuple(fc.constantFrom(...operators), operand).map(([operator, value]) => ({ [operator]: value })), name.map((inner) => ({ some: { [inner]: { is_empty: true } } }))))
  const plain = condition.map(([key, value]) => ({ [key]: value }))
  return fc.oneof(plain, plain, fc.array(plain, { maxLength: 3 }).map((parts) => ({ or: parts })), plain.map((part) => ({ not: part })))
}

function valueOf(schema: any, ids: Ids, wrong: number): fc.Arbitrary<unknown> {
  if (schema === undefined || schema === true || Object.keys(schema).length === 0) return junk
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.const !== undefined) return fc.constant(schema.const)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((one: any) => almost(one, ids, wrong)))
  switch ([schema.type].flat()[0]) {
    case 'object': {
      const properties = Object.entries<any>(schema.properties ?? {})
      if (properties.length === 0) return fc.dictionary(fc.constantFrom(...junkKeys), junk, { maxKeys: 4, noNullPrototype: true })
      const required: string[] = schema.required ?? []
      const isAsked = (name: string) => required.includes(name)
      const optional = properties.filter(([name]) => !isAsked(name))
      return fc
        .tuple(
          fc.record(Object.fromEntries(properties.filter(([name]) => isAsked(name)).map(([name, one]) => [name, almost(one, ids, wrong / 2, name)]))),
          fc.uniqueArray(fc.constantFrom(...optional.map(([name]) => name), ''), { maxLength: 4 }).chain((names) =>
            fc.record(Object.fromEntries(names.filter(Boolean).map((name) => [name, almost(Object.fromEntries(properties)[name], ids, wrong, name)]))),
          ),
          fc.dictionary(fc.constantFrom(...junkKeys), junk, { maxKeys: 1, noNullPrototype: true }),
          fc.integer({ min: 0, max: 9 }),
        )
        .map(([asked, others, strange, dice]) => ({ ...asked, ...others, ...(dice < wrong * 10 ? strange : {}) }))
    }
    case 'array':
      return fc.array(almost(schema.items, ids, wrong), { maxLength: 3 })
    case 'integer':
      return fc.constantFrom(1, 2, 3, 5, 50)
    case 'number':
      return fc.constantFrom(1, 2.5, 99)
    case 'boolean':
      return fc.boolean()
    case 'string':
      if (schema.format === 'uuid') return fc.constantFrom(...Object.values(ids.own), ids.foreign)
      if (schema.format === 'date') return fc.constantFrom('2026-03-01', '1990-05-23')
      if (schema.format === 'date-time') return fc.constantFrom('2026-03-01T00:00:00Z', '2026-03-01T08:00:00+08:00')
      if (schema.pattern) return fc.constantFrom('10.00', '09:30', '12')
      return fc.oneof(fc.constantFrom('宁波远洋', 'a@b.example', '13812345678', 'customers', 'transactions', 'amount', 'name', 'sum', 'password-1'), fc.constantFrom(...junkTexts))
    default:
      return junk
  }
}

/** The text of a query parameter, by its name. */
export function parameter(name: string, ids: Ids): fc.Arbitrary<string> {
  const text = fc.oneof(fc.constantFrom(...junkTexts), fc.string({ unit: 'binary', maxLength: 30 }))
  const known: Record<string, fc.Arbitrary<string>> = {
    filter: fc.oneof({ weight: 5, arbitrary: aFilter(ids).map((filter) => JSON.stringify(filter)) }, { weight: 1, arbitrary: junk.map((value) => JSON.stringify(value) ?? '') }, { weight: 1, arbitrary: text }),
    sort: fc.oneof(fc.array(fc.constantFrom(...ids.fields, ...ids.fields.map((name) => `-${name}`)), { maxLength: 3 }).map((names) => names.join(',')), text),
    fields: fc.oneof(fc.array(fc.constantFrom(...ids.fields, 'owner.name', 'customer.owner.name', 'can'), { maxLength: 4 }).map((names) => names.join(',')), text),
    limit: fc.constantFrom('1', '2', '50', '500', '0', '501', '1e3', 'x', '', '-1', '9999999999999999999'),
    kinds: fc.constantFrom('change', 'task,change', 'x'),
    object: fc.constantFrom('customers', 'task', 'planet', ''),
    count: fc.constantFrom('exact', 'estimate', 'none', 'all'),
    deleted: fc.constantFrom('true', 'false', '1'),
    q: text,
    cursor: fc.oneof(text, fc.array(fc.oneof(text, fc.constant(null)), { maxLength: 4 }).map((parts) => Buffer.from(JSON.stringify(parts)).toString('base64url')), text.map((one) => Buffer.from(`2026-01-01 ${one}`).toString('base64url')), fc.constant(Buffer.from(`2026-01-01T00:00:00Z ${ids.foreign}`).toString('base64url'))),
  }
  return (Object.hasOwn(known, name) && known[name]) || text
}

export const oddHeaders: fc.Arbitrary<Record<string, string>> = fc
  .uniqueArray(
    fc.constantFrom<[string, string]>(
      ['if-match', '"1"'], ['if-match', '*'], ['if-match', 'x'], ['if-match', '"999999999999999"'], ['if-match', '"9999999999999999999"'], ['idempotency-key', 'k1'], ['idempotency-key', 'k'.repeat(300)], ['idempotency-key', ''], ['x-http-method-override', 'DELETE'],
      ['accept', 'text/html'], ['accept-encoding', 'br;q=0, *;q=0'], ['accept-encoding', 'identity'], ['range', 'bytes=0-1'], ['content-encoding', 'gzip'], ['content-language', 'xx'], ['x-forwarded-for', '1.2.3.4'], ['x-request-id', "'"], ['if-none-match', '*'], ['prefer', 'respond-async'], ['transfer-encoding', 'identity'], ['expect', 'nothing'],
    ),
    { maxLength: 3, selector: ([name]) => name },
  )
  .map((headers) => Object.fromEntries(headers))

/** A body as it goes over the line, from the value that was meant. */
export function payloadOf(value: unknown): fc.Arbitrary<{ type: string | null; payload: string | Buffer }> {
  const json = JSON.stringify(value) ?? ''
  const boundary = 'multipart/form-data; boundary=x'
  const part = (head: string, body: string) => `--x\r\ncontent-disposition: form-data; ${head}\r\n\r\n${body}\r\n`
  return fc.oneof(
    { weight: 30, arbitrary: fc.constant({ type: 'application/json', payload: json }) },
    { weight: 2, arbitrary: fc.constant({ type: 'application/merge-patch+json', payload: json }) },
    { weight: 2, arbitrary: fc.nat(Math.max(json.length - 1, 0)).map((length) => ({ type: 'application/json', payload: json.slice(0, length) })) },
    { weight: 1, arbitrary: fc.constantFrom('application/xml', 'text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=utf-16', 'application/json;;', 'x', 'multipart/form-data', boundary).map((type) => ({ type, payload: json })) },
    { weight: 1, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => ({ type: 'application/json', payload: Buffer.from(bytes) })) },
    { weight: 1, arbitrary: fc.constantFrom('{"__proto__":{"x":1}}', '{"constructor":{"prototype":{"x":1}}}', '{"a":1,"a":2}', '['.repeat(100_000), `${'['.repeat(50_000)}${']'.repeat(50_000)}`, `{"name":${'{"and":['.repeat(20_000)}1${']}'.repeat(20_000)}}`, '1e999', '"\\ud800"', '{"name":"\\u0000"}', '\ufeff{}').map((payload) => ({ type: 'application/json', payload })) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom('customers', 'users', 'planets', ''), fc.constantFrom('name\r\n张三\r\n', '', '\0\0\0', 'PK\u0003\u0004broken', 'a,b\n"x', '\ufeffname,phones\n甲,1')).map(([object, file]) => ({ type: boundary, payload: `${part('name="object"', object)}${part('name="file"; filename="../x\u0000.csv"', file)}--x--\r\n` })) },
    { weight: 1, arbitrary: fc.constant({ type: boundary, payload: part('name="file"; filename="a.csv"', 'name').slice(0, -4) }) },
    { weight: 1, arbitrary: fc.constant({ type: null, payload: '' }) },
  )
}
