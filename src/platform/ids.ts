import { randomFillSync } from 'node:crypto'

const pool = new Uint8Array(16 * 256)
let used = pool.length
let lastMillisecond = 0
let counter = 0

/**
 * A UUID of version 7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, then a 12-bit counter that keeps ids made in the same
 * millisecond by one process in order, then 62 random bits.
 */
export function newId(now: number = Date.now()): string {
  if (now > lastMillisecond) {
    lastMillisecond = now
    counter = 0
  } else if (++counter > 0xfff) {
    lastMillisecond++
    counter = 0
  }
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const random = pool.subarray(used, used + 16)
  used += 16
  const time = lastMillisecond.toString(16).padStart(12, '0')
  const variant = hex(0x80 | ((random[0] ?? 0) & 0x3f))
  return (
    `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${hex(random[1])}-` +
    `${hex(random[2])}${hex(random[3])}${hex(random[4])}${hex(random[5])}${hex(random[6])}${hex(random[7])}`
  )
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function isId(text: unknown): text is string {
  return typeof text === 'string' && uuidPattern.test(text)
}

const hexes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function hex(byte: number | undefined): string {
  return hexes[byte ?? 0] ?? '00'
}
