/** Hotel stays (Antonio, Almeida, Nunes 2019, CC BY 4.0): every sixtieth booking of two hotels, 2015 to 2017. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { importFile } from '../support/upload.ts'

const hotel = join(process.env.GUANXI_SHARED ?? join(import.meta.dirname, '../../../shared'), 'data/hotel/hotel_bookings.csv.gz')
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

let world: TestApp
let admin: Client
beforeAll(async () => {
  world = await startTestApp({ background: true })
  admin = await world.asUser('admin')
})
afterAll(() => world.close())

/** A booking as the file has it, read by a rule of its own: no cell of this file holds a comma. Prices have two decimals at most. */
const bookingOf = (line: string) => {
  const cells = line.split(',')
  const nights = Number(cells[7]) + Number(cells[8])
  const month = `${cells[3]}-${String(months.indexOf(cells[4]!) + 1).padStart(2, '0')}`
  return { line, hotel: cells[0]!, isCancelled: cells[1] === '1', month, nights, country: cells[13] || 'unknown', room: `${cells[0]} ${cells[19]}`, cents: nights * Math.round(Number(cells[27]) * 100) }
}
type Booking = ReturnType<typeof bookingOf>

function totalsBy(bookings: readonly Booking[], keyOf: (booking: Booking) => string): Record<string, string> {
  const totals = new Map<string, number>()
  for (const booking of bookings) totals.set(keyOf(booking), (totals.get(keyOf(booking)) ?? 0) + booking.cents)
  return Object.fromEntries([...totals].map(([key, cents]) => [key, (cents / 100).toFixed(2)]))
}

describe.skipIf(!existsSync(hotel))('hotel stays', () => {
  test('become rooms, guests, orders and transactions whose totals by hotel, country, month and room are those of a plain pass', { timeout: 240_000 }, async () => {
    const [head = '', ...lines] = gunzipSync(readFileSync(hotel)).toString().trim().split(/\r?\n/)
    const all = lines.map(bookingOf)
    // The pass reads the file as it was published.
    const share = (name: string) => [all.filter((one) => one.hotel === name).length, all.filter((one) => one.hotel === name && one.isCancelled).length]
    expect([share('City Hotel'), share('Resort Hotel')].map(([count = 0, cancelled = 0]) => [count, (cancelled / count * 100).toFixed(2)])).toEqual([[79_330, '41.73'], [40_060, '27.76']])
    expect(all.filter(({ isCancelled }) => isCancelled)).toHaveLength(44_224)

    // A booking that was cancelled, or of no night, sold nothing.
    const stays = all.filter((one, index) => index % 60 === 0 && !one.isCancelled && one.nights > 0)
    const file = [`${head},nights,origin`, ...stays.map((one) => `${one.line},${one.nights},${one.country}`)].join('\n')
    const rooms = await importFile(admin, { object: 'product', file, mapping: unmapped(head), options: { constants: { code: '{hotel} {reserved_room_type}', name: '{hotel} {reserved_room_type}', category: '{hotel}', unit: 'night' } } })
    expect(rooms.result).toMatchObject({ rows: stays.length, created: new Set(stays.map(({ room }) => room)).size, failed: 0 })
    const guests = await importFile(admin, { object: 'customer', file, mapping: { ...unmapped(head), origin: 'addresses.province' }, options: { constants: { number: 'H-{row}', name: '{origin} {row}', kind: 'person', 'addresses.country': 'PT' } } })
    expect(guests.result).toMatchObject({ created: stays.length, failed: 0 })
    const orders = await importFile(admin, {
      object: 'order',
      file,
      mapping: { ...unmapped(head), nights: 'lines.quantity', adr: 'lines.price' },
      options: { match_by: ['number'], duplicates: 'update', constants: { is_historic: 'true', number: 'HB-{row}', customer: 'H-{row}', ordered_on: '{arrival_date_year}-{arrival_date_month}-{arrival_date_day_of_month}', 'lines.code': '{hotel} {reserved_room_type}' } },
    })
    expect(orders.result).toMatchObject({ rows: stays.length, created: stays.length, failed: 0 })

    expect(await asked('orders', 'customer.province', 'total')).toEqual(totalsBy(stays, ({ country }) => country))
    expect(await asked('transactions', 'customer.province')).toEqual(totalsBy(stays, ({ country }) => country))
    expect(await asked('transactions', 'product.code')).toEqual(totalsBy(stays, ({ room }) => room))
    expect(await asked('transactions', 'product.category')).toEqual(totalsBy(stays, (one) => one.hotel))
    const byMonth = Object.entries(await asked('transactions', { field: 'at', by: 'month' })).map(([month, amount]) => [month.slice(0, 7), amount])
    expect(Object.fromEntries(byMonth)).toEqual(totalsBy(stays, ({ month }) => month))
    expect(byMonth).toHaveLength(26)
  })
})

/** Columns are only used where they are named: everything else of the file is left out. */
const unmapped = (head: string) => Object.fromEntries(head.split(',').map((column) => [column, null]))

async function asked(object: 'orders' | 'transactions', group: unknown, field = 'amount'): Promise<Record<string, string>> {
  const { status, body, text } = await admin.post('/api/v1/query', { object, group_by: [group], measures: [{ fn: 'sum', field, as: 'sum' }], limit: 5000 })
  if (status !== 200) throw new Error(text)
  return Object.fromEntries(body.data.map(({ sum, ...key }: Record<string, string>) => [String(Object.values(key)[0]), sum]))
}
