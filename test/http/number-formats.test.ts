import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { importFile } from '../support/upload.ts'

let world: TestApp
let admin: Client
let now = new Date('2026-03-11T04:00:00Z')
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => now }, background: true })
  admin = await world.asUser('admin')
})
afterAll(() => world.close())

let kept: any = null
/** Sets the format of customers' numbers, as the page does. */
async function setFormat(format: string): Promise<void> {
  const reply = kept ? await admin.patch(`/api/v1/number-formats/${kept.id}`, { format }) : await admin.post('/api/v1/number-formats', { object: 'customer', format })
  if (reply.status >= 300) throw new Error(reply.text)
  kept = reply.body
}
const numberOfNew = async (input: object = {}) => (await aCustomer(admin, { ...input })).number
const preview = async (format: string) => (await admin.post('/api/v1/number-formats/preview', { object: 'customer', format })).body

describe('the format of numbers', () => {
  test('is the definition’s until an administrator sets another, which is used from the next number on', async () => {
    const first = await aCustomer(admin)
    expect(first.number).toBe('KH-2026-000001')
    expect(await preview('C{yy}{mm}-{0000}')).toEqual({ next: 'C2603-0001' })
    expect(await preview('KH-{yyyy}-{000000}')).toEqual({ next: 'KH-2026-000002' })
    await setFormat('C{yy}{mm}-{0000}')
    expect(await numberOfNew()).toBe('C2603-0001')
    expect((await admin.get(`/api/v1/customers/${first.id}`)).body.number).toBe('KH-2026-000001')
    const { body } = await admin.get('/api/v1/metadata')
    const field = body.objects.find(({ name }: any) => name === 'customer').fields.find(({ name }: any) => name === 'number')
    expect(field.format).toBe('C{yy}{mm}-{0000}')
    await setFormat('{0000}/{yyyy}')
    expect(await numberOfNew()).toBe('0001/2026')
  })

  test('begins anew with the month and goes on where it was when it comes back', async () => {
    await setFormat('M{mm}-{00}')
    expect([await numberOfNew(), await numberOfNew()]).toEqual(['M03-01', 'M03-02'])
    now = new Date('2026-04-01T04:00:00Z')
    expect(await numberOfNew()).toBe('M04-01')
    now = new Date('2026-03-11T04:00:00Z')
    expect(await numberOfNew()).toBe('M03-03')
  })

  test.each([
    'KH', 'KH-{yyyy}', '', '{000}{000}', 'KH-{dd}-{000}', 'KH-{yyyy}{yyyy}-{000}', 'KH {000}', `${'K'.repeat(50)}{000}`, '{0000000000000}', '{000', 5, null, 'K\0{000}', 'K\ud800{000}',
  ])('%o is refused with the reason, and nothing is written', async (format) => {
    const before = (await admin.get(`/api/v1/number-formats/${kept.id}`)).body
    for (const reply of [await admin.patch(`/api/v1/number-formats/${kept.id}`, { format }), await admin.post('/api/v1/number-formats/preview', { object: 'customer', format })]) {
      expect([reply.status === 400 || reply.status === 422, reply.body.errors?.[0]?.path ?? reply.body.type]).toEqual([true, expect.stringMatching(/format|malformed/)])
    }
    expect((await admin.get(`/api/v1/number-formats/${kept.id}`)).body).toEqual(before)
  })

  test('is set once an object, only of objects with numbers, and only by who may for the whole company', async () => {
    expect((await admin.post('/api/v1/number-formats', { object: 'customer', format: '{0}' })).status).toBe(409)
    for (const object of ['contact', 'planet', 'constructor', 7]) expect((await admin.post('/api/v1/number-formats', { object, format: '{0}' })).status).toBe(422)
    expect((await admin.patch(`/api/v1/number-formats/${kept.id}`, { object: 'contact' })).status).toBe(422)
    for (const login of ['ma', 'lin'] as const) {
      const client = await world.asUser(login)
      expect((await client.patch(`/api/v1/number-formats/${kept.id}`, { format: '{0}' })).status).toBe(403)
      expect((await client.post('/api/v1/number-formats', { object: 'customer', format: '{0}' })).status).toBe(403)
      expect((await client.post('/api/v1/number-formats/preview', { object: 'customer', format: '{0}' })).status).toBe(403)
    }
    expect((await (await world.asUser('stranger')).list('number-formats'))).toEqual([])
  })
})

describe('the counter', () => {
  test('never gives a number that exists, whenever and however it came in', async () => {
    await setFormat('T-{000}')
    await create(admin, 'customers', { name: '自带', number: 'U-0007' })
    await create(admin, 'customers', { name: '自带', number: 'U-0001' })
    const inBin = await create(admin, 'customers', { name: '自带', number: 'U-0012' })
    await admin.del(`/api/v1/customers/${inBin.id}`)
    await setFormat('U-{0000}')
    expect(await preview('U-{0000}')).toEqual({ next: 'U-0013' })
    expect(await numberOfNew()).toBe('U-0013')
    expect((await admin.post(`/api/v1/customers/${inBin.id}/restore`)).body.number).toBe('U-0012')
    await create(admin, 'customers', { name: '自带', number: 'U-0020' })
    expect(await numberOfNew()).toBe('U-0021')
  })

  test('leaves numbers alone that a file brings, and goes past them', async () => {
    await setFormat('V{000}')
    const file = (...rows: string[]) => ['名称,编号', ...rows].join('\n')
    const done = await importFile(admin, { object: 'customers', file: file('甲,V005', '乙,', '丙,X-9', '丁,') })
    expect(done.result).toMatchObject({ created: 4, failed: 0 })
    const numbers = async () => (await admin.list('customers', { filter: { name: { in: ['甲', '乙', '丙', '丁'] } } })).map(({ name, number }) => `${name} ${number}`).sort()
    expect(await numbers()).toEqual(['丁 V007', '丙 X-9', '乙 V006', '甲 V005'])
    expect(await numberOfNew()).toBe('V008')
  })

  test('gives everybody another number, also where many ask at once and some are taken', async () => {
    await create(admin, 'customers', { name: '自带', number: 'W-03' })
    await setFormat('W-{00}')
    const numbers = await Promise.all(Array.from({ length: 12 }, () => numberOfNew()))
    expect(new Set(numbers).size).toBe(12)
    expect(numbers).not.toContain('W-03')
  })
})
