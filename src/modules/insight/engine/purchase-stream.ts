/**
 * The purchases of some customers as PostgreSQL sends them: by COPY in its binary format, one row a customer with arrays of equal length, from the
 * oldest to the newest. https://www.postgresql.org/docs/current/sql-copy.html, section Binary Format; arrays as array_send writes them.
 */
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { KindsById } from './kinds-by-id.ts'

/** The rows of one customer, to be read while they are told: the bytes are written over. */
export interface PurchasesOfOne {
  customer: string
  count: number
  /** Microseconds since 2000. */
  at: Float64Array
  isBuy: Uint8Array
  /** Whole cents. */
  cents: Float64Array
  /** Whole cents; NaN where the cost is not known. */
  cost: Float64Array
  /** The category of the product, 0 to 61; -1 without. */
  kind: Int8Array
}

const headerLength = 19

/**
 * @param query answers customer_id, and arrays of at (timestamptz), whether it is a purchase (boolean), amount and cost (numeric) and product (uuid)
 * @param kinds categories of products
 */
export async function readPurchases(connection: pg.ClientBase, query: string, kinds: KindsById, tell: (purchases: PurchasesOfOne) => void): Promise<void> {
  const stream = connection.query(copyTo(`copy (${query}) to stdout (format binary)`))
  const decode = decodeCopy(kinds, tell)
  for await (const chunk of stream) decode(chunk as Buffer)
}

function decodeCopy(kinds: KindsById, tell: (purchases: PurchasesOfOne) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  let isBegun = false
  let one = room(64)
  return (chunk) => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let at = 0
    if (!isBegun) {
      if (bytes.length < headerLength) return void (rest = bytes)
      at = headerLength
      isBegun = true
    }
    for (;;) {
      const end = endOfRow(bytes, at)
      if (end < 0) break
      const fields = bytes.readInt16BE(at)
      if (fields < 0) at = end
      else {
        const count = bytes.readInt32BE(at + 2 + 4 + 16 + 4 + 12)
        if (count > one.at.length) one = room(count * 2)
        readRow(bytes, at, count, kinds, one)
        tell(one)
        at = end
      }
    }
    rest = at === bytes.length ? Buffer.alloc(0) : bytes.subarray(at)
  }
}

function room(size: number): PurchasesOfOne {
  return { customer: '', count: 0, at: new Float64Array(size), isBuy: new Uint8Array(size), cents: new Float64Array(size), cost: new Float64Array(size), kind: new Int8Array(size) }
}

/** Where the row ends that begins at `at`; -1 while it has not come whole. */
function endOfRow(bytes: Buffer, at: number): number {
  if (at + 2 > bytes.length) return -1
  const fields = bytes.readInt16BE(at)
  let place = at + 2
  for (let field = 0; field < fields; field++) {
    if (place + 4 > bytes.length) return -1
    place += 4 + Math.max(0, bytes.readInt32BE(place))
  }
  return place <= bytes.length ? place : -1
}

const arrayHead = 20

function readRow(bytes: Buffer, start: number, count: number, kinds: KindsById, into: PurchasesOfOne): void {
  let place = start + 2
  const id = bytes.toString('hex', place + 4, place + 20)
  into.customer = `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`
  into.count = count
  place += 20
  const next = () => {
    const begin = place + 4
    place = begin + bytes.readInt32BE(place)
    return begin + arrayHead
  }
  let from = next()
  for (let row = 0; row < count; row++, from += 12) into.at[row] = bytes.readInt32BE(from + 4) * 4_294_967_296 + bytes.readUInt32BE(from + 8)
  from = next()
  for (let row = 0; row < count; row++, from += 5) into.isBuy[row] = bytes[from + 4] ?? 0
  readCents(bytes, next(), count, into.cents)
  readCents(bytes, next(), count, into.cost)
  from = next()
  for (let row = 0; row < count; row++) {
    const isNull = bytes.readInt32BE(from) < 0
    into.kind[row] = isNull ? -1 : kinds.kindAt(bytes, from + 4)
    from += isNull ? 4 : 20
  }
}

/** Numerics as numeric_send writes them: digits to the base of 10,000, the first one weighing 10,000 to the power of `weight`. */
function readCents(bytes: Buffer, begin: number, count: number, into: Float64Array): void {
  let from = begin
  for (let row = 0; row < count; row++) {
    const length = bytes.readInt32BE(from)
    from += 4
    if (length < 0) {
      into[row] = NaN
      continue
    }
    const digits = bytes.readInt16BE(from)
    const weight = bytes.readInt16BE(from + 2)
    let whole = 0
    let part = 0
    for (let index = 0; index < digits; index++) {
      const digit = bytes.readInt16BE(from + 8 + index * 2)
      if (index <= weight) whole = whole * 10_000 + digit
      else if (index === weight + 1) part = digit
    }
    for (let index = digits; index <= weight; index++) whole *= 10_000
    const cents = whole * 100 + part / 100
    into[row] = bytes.readInt16BE(from + 4) === 0x4000 ? -cents : cents
    from += length
  }
}
