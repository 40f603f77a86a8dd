/** Chance that comes out the same on every machine: a small generator seeded by words. */

export interface Random {
  /** In [0, 1). */
  next(): number
  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number
  chance(probability: number): boolean
  pick<Item>(items: readonly Item[]): Item
  /** Standard normal, by the sum of twelve (good enough to three deviations). */
  normal(): number
}

/** sfc32 (C. Doty-Humphrey, PractRand), seeded with four mixed words of the seed and the index. */
export function randomOf(seed: string, index = 0): Random {
  let a = mix(hashOf(seed), index)
  let b = mix(a, 0x9e3779b9)
  let c = mix(b, index ^ 0x85ebca6b)
  let d = 1
  const next = () => {
    const t = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    c |= 0
    return (t >>> 0) / 4_294_967_296
  }
  for (let warming = 0; warming < 6; warming++) next()
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)]
      if (item === undefined) throw new RangeError('Nothing to pick from')
      return item
    },
    normal: () => {
      let sum = -6
      for (let draws = 0; draws < 12; draws++) sum += next()
      return sum
    },
  }
}

/** A chooser for weighted items; the sums are made once. */
export function weighted<Item>(entries: readonly (readonly [item: Item, weight: number])[]): (random: Random) => Item {
  const sums: number[] = []
  let total = 0
  for (const [, weight] of entries) sums.push((total += weight))
  return (random) => {
    const at = random.next() * total
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) > at) high = middle
      else low = middle + 1
    }
    const entry = entries[low]
    if (!entry) throw new RangeError('Nothing to choose from')
    return entry[0]
  }
}

/** A UUID of version 7 for an instant; its random part comes from the generator. */
export function idAt(milliseconds: number, random: Random): string {
  const high = Math.floor(milliseconds / 0x1000000)
  const low = Math.floor(milliseconds) % 0x1000000
  const a = random.next() * 0x1000000
  const b = random.next() * 0x1000000
  const c = random.next() * 0x1000000
  const variant = hexes[0x800 | (a & 0x3ff)]
  return `${hexes[(high >> 12) & 0xfff]}${hexes[high & 0xfff]}${tail(low)}-7${hexes[(a >> 12) & 0xfff]}-${variant}${nibbles[a & 0xf]}-${hexes[(b >> 12) & 0xfff]}${hexes[b & 0xfff]}${hexes[(c >> 12) & 0xfff]}${hexes[c & 0xfff]}`
}

/** The last six digits of the time, with the dash after the second. */
function tail(low: number): string {
  const first = hexes[low >> 12] ?? ''
  return `${first.slice(0, 2)}-${first.slice(2)}${hexes[low & 0xfff]}`
}

const hexes = Array.from({ length: 0x1000 }, (_, number) => number.toString(16).padStart(3, '0'))
const nibbles = '0123456789abcdef'

const hashes = new Map<string, number>()

/** FNV-1a, remembered: the seeds are a handful of words, the indexes are many. */
function hashOf(text: string): number {
  const known = hashes.get(text)
  if (known !== undefined) return known
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  if (hashes.size > 1000) hashes.clear()
  hashes.set(text, hash | 0)
  return hash | 0
}

/** The finaliser of MurmurHash3. */
function mix(a: number, b: number): number {
  let h = (a + Math.imul(b, 0x9e3779b1)) | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
