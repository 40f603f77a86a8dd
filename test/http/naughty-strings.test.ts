/** The big list of naughty strings: each is stored, read, listed and found unharmed in every field that holds text. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const strings = naughtyStrings()

function naughtyStrings(): string[] {
  const folder = process.env.GUANXI_SHARED ?? join(import.meta.dirname, '../../../shared')
  const path = join(folder, 'data/strings/blns.json')
  // The list itself is not part of this project; without it these stand for it.
  const own = ['undefined', 'NaN', '1/0', "Ω≈ç√∫˜µ≤≥÷", '田中さんにあげて下さい', '社會科學院語學研究所', '(╯°□°）╯︵ ┻━┻)', '👩🏽', '🇺🇸🇷🇺', '١٢٣', 'ثم نفس سقطت', '\u200b', '\u2029', 'Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤', '<script>alert(0)</script>', "' OR 1=1 -- 1", '%s%s%s', '../../etc/passwd', '=1+1', '\ufeff', 'İ', '﷽']
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as string[]) : own
}

/** What cannot be stored is refused with its name; a required text that is empty is missing. */
const isStorable = (text: string) => !text.includes('\0') && text.isWellFormed()

let world: TestApp
let admin: Client
let customer: any
beforeAll(async () => {
  world = await startTestApp()
  admin = await world.asUser('admin')
  customer = await create(admin, 'customers', { name: '字符' })
  await create(admin, 'custom-fields', { object: 'customer', key: 'own_text', type: 'text', label_zh: '自', label_en: 'Own', settings: { max_length: 5000 } })
  await create(admin, 'custom-fields', { object: 'customer', key: 'own_json', type: 'json', label_zh: '构', label_en: 'Json' })
})
afterAll(() => world.close())

/** Every text of an object, with the length it may have. */
async function textFields(name: string): Promise<{ name: string; longest: number; required: boolean }[]> {
  const { body } = await admin.get('/api/v1/metadata')
  const object = body.objects.find((one: any) => one.name === name)
  return object.fields
    .filter((field: any) => ['text', 'rich_text'].includes(field.type) && !field.readonly)
    .map((field: any) => ({ name: field.name, longest: field.max_length ?? (field.type === 'text' ? 500 : 50_000), required: field.required }))
}

const objects: [name: string, path: string, rest: () => object][] = [
  ['customer', 'customers', () => ({ name: '字' })],
  ['contact', 'contacts', () => ({ customer: customer.id, name: '字' })],
  ['preference', 'preferences', () => ({ customer: customer.id, text: '字' })],
  ['special_day', 'special-days', () => ({ customer: customer.id, name: '字', day: '2001-05-01' })],
  ['relationship', 'relationships', () => ({ customer: customer.id, kind: 'partner', other: customer.other })],
  ['interaction', 'interactions', () => ({ customer: customer.id })],
  ['task', 'tasks', () => ({ name: '字' })],
  ['product', 'products', () => ({ name: '字' })],
  ['transaction', 'transactions', () => ({ customer: customer.id, amount: '1.00' })],
]

describe.each(objects)('in every text of a %s', (name, path, rest) => {
  test('each string is stored and read as it was given, or refused with the name of its field', async () => {
    customer.other ??= (await create(admin, 'customers', { name: '另一' })).id
    const fields = (await textFields(name)).filter((field) => !['credit_code', 'code', 'repeat'].includes(field.name))
    expect(fields.length).toBeGreaterThan(0)
    // Every string in every field of a customer; in the other objects, whose fields are of the same types, in one of them.
    const isWhole = name === 'customer'
    const given: Record<string, unknown>[] = (isWhole ? strings : strings.filter((_, index) => index % fields.length === 0)).map((text, place) => {
      const pairs = fields.map((field, index) => [field, isWhole ? text : (strings[place * fields.length + index] ?? '字')] as const)
      const fitting = pairs.filter(([field, one]) => isStorable(one) && one.length <= field.longest && !(field.required && one === ''))
      return { ...rest(), ...Object.fromEntries(fitting.map(([field, one]) => [field.name, one])) }
    })
    const made: any[] = []
    for (let start = 0; start < given.length; start += 200) {
      const reply = await admin.post(`/api/v1/${path}/batch`, { create: given.slice(start, start + 200) })
      expect([reply.status, reply.body.errors]).toEqual([200, undefined])
      made.push(...reply.body.results)
    }
    const rows = new Map((await admin.list(path, { filter: { id: made.map((one) => one.id) }, limit: 500 })).map((row) => [row.id, row]))
    for (const [index, { id }] of made.entries()) {
      const row = rows.get(id)
      for (const [field, value] of Object.entries(given[index]!)) if (typeof row[field] === 'string') expect([field, row[field]]).toEqual([field, field === 'day' ? row.day : value])
    }
    for (const text of strings.filter((one) => !isStorable(one))) {
      const reply = await admin.post(`/api/v1/${path}`, { ...rest(), [fields[0]!.name]: text })
      expect([reply.status, reply.body.errors[0].path]).toEqual([422, fields[0]!.name])
    }
  })
})

describe('a customer with a naughty name', () => {
  const names = strings.filter((text) => isStorable(text) && text !== '')

  test('is found by equality, by beginning and by any part, and sorted without harm', async () => {
    const made = await admin.post('/api/v1/customers/batch', { create: names.map((name) => ({ name, tier_reason: '列' })) })
    expect(made.status).toBe(200)
    for (const [index, name] of names.entries()) {
      const { id } = made.body.results[index]
      const part = Array.from(name).slice(0, 40).join('')
      const filter = { tier_reason: '列', name: { eq: name, in: [name], contains: part, starts_with: part } }
      expect([name, (await admin.list('customers', { filter, fields: 'id' })).some((row) => row.id === id)]).toEqual([name, true])
    }
    const seen: string[] = []
    for (let cursor = ''; ; ) {
      const { body } = await admin.get(`/api/v1/customers?limit=50&sort=name,short_name&fields=name&filter=${encodeURIComponent('{"tier_reason":"列"}')}&cursor=${cursor}`)
      seen.push(...body.data.map((row: any) => row.id))
      if (!body.next_cursor) break
      cursor = body.next_cursor
    }
    expect(new Set(seen).size).toBe(names.length)
    expect(seen).toHaveLength(names.length)
  })

  test('is found in the search box by its first word, and shown unharmed', async () => {
    for (const [index, name] of names.entries()) {
      const [word = ''] = name.split(/[\s　\ufeff]+/).filter(Boolean)
      // A word of one or two Latin letters is looked for in pinyin, which has no signs.
      if (word === '' || (/^[a-z0-9]+$/i.test(word) && word.length < 3)) continue
      const query = Array.from(word).slice(0, 60).join('')
      const reply = await admin.get(`/api/v1/customers?q=${encodeURIComponent(query)}&fields=name&limit=500&filter=${encodeURIComponent(JSON.stringify({ tier_reason: '列', name }))}`)
      expect([name, query, reply.body.data?.some((row: any) => row.name === name)]).toEqual([name, query, true])
      if (index % 5 > 0) continue
      const hits = await admin.get(`/api/v1/search?q=${encodeURIComponent(query)}&limit=100`)
      expect([query, hits.status]).toEqual([query, 200])
    }
  })

  test('keeps it in tags, addresses, groups, free JSON and the history', async () => {
    for (const text of names.filter((_, index) => index % 7 === 0)) {
      const tag = Array.from(text).slice(0, 25).join('')
      const input = {
        name: text,
        ...(tag.trim() === '' ? {} : { tags: [tag] }),
        addresses: [{ street: text.slice(0, 200).toWellFormed() }],
        tax_bank: { bank: text.slice(0, 400).toWellFormed() },
        own_text: text,
        own_json: { [text]: [text] },
      }
      const reply = await admin.post('/api/v1/customers', input)
      expect([text, reply.status, reply.body]).toEqual([text, 201, expect.objectContaining(input)])
      await admin.patch(`/api/v1/customers/${reply.body.id}`, { name: `${text}改` })
      const { body } = await admin.get(`/api/v1/customers/${reply.body.id}/history`)
      expect(body.data[0].fields).toContainEqual({ field: 'name', before: text, after: `${text}改` })
      if (tag.trim() !== '') expect(await admin.list('customers', { filter: { id: reply.body.id, tags: tag } })).toHaveLength(1)
    }
  })
})
