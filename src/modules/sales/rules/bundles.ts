/** Bundles in bundles: how deep they may go, what stands in how many of what, and what the parts come to. */
import { Decimal as Plain } from 'decimal.js'

/** Quantities of three levels have nine digits, prices four: nothing is rounded before its time. */
const Decimal = Plain.clone({ precision: 60 })
type Decimal = Plain

/** A bundle in a bundle in a bundle; what is deeper nobody reads on a paper. */
export const mostLevels = 3

/** What stands in a bundle. Parts follow what they stand in, one level deeper. */
export interface Part {
  /** 1 (or nothing said) stands in the line itself. */
  level?: unknown
  /** In one of what it stands in. */
  quantity: number
}

export type Unfolded<One extends Part> = One & {
  level: number
  /** In one unit of the line. */
  times: Decimal
  parts: Unfolded<One>[]
}

/** A list of parts as the tree that its levels tell; a level that leaves one out is taken as the next one. */
export function treeOf<One extends Part>(parts: readonly One[]): Unfolded<One>[] {
  const roots: Unfolded<One>[] = []
  const open: Unfolded<One>[] = []
  for (const part of parts) {
    const level = Math.min(Math.max(1, typeof part.level === 'number' ? part.level : 1), open.length + 1)
    open.length = level - 1
    const above = open.at(-1)
    const one: Unfolded<One> = { ...part, level, times: new Decimal(part.quantity).times(above?.times ?? 1), parts: [] }
    ;(above?.parts ?? roots).push(one)
    open.push(one)
  }
  return roots
}

/** Those above before what stands in them. */
export function flat<One extends Part>(tree: readonly Unfolded<One>[]): Unfolded<One>[] {
  return tree.flatMap((one) => [one, ...flat(one.parts)])
}

/**
 * What one of the line comes to by what is known of its parts: of each what it is worth itself, else what it is made of.
 * @param worth decimal text of one, undefined where it is not known
 * @returns undefined where something of it is not known, and where there are no parts
 */
export function sumOf<One extends Part>(tree: readonly Unfolded<One>[], worth: (one: One) => string | undefined): Decimal | undefined {
  if (tree.length === 0) return undefined
  return tree.reduce<Decimal | undefined>((total, one) => {
    const own = worth(one)
    const each = own === undefined ? sumOf(one.parts, worth) : new Decimal(own)
    return total && each && total.plus(each.times(one.quantity))
  }, new Decimal(0))
}

/** As prices are kept, to four digits. */
export function priceText(price: Decimal): string {
  return price.toDecimalPlaces(4, Decimal.ROUND_HALF_UP).toFixed(4)
}

export interface Link {
  bundle: string
  product: string
}

export type BundleFault = { kind: 'circle' | 'too_deep'; /** Products from the outermost to the innermost; of a circle the first stands at the end again. */ chain: string[] }

/** What is wrong with a bundle among all that it contains and that contain it: null for nothing. */
export function faultOf(id: string, links: readonly Link[]): BundleFault | null {
  const inside = Map.groupBy(links, ({ bundle }) => bundle)
  const around = Map.groupBy(links, ({ product }) => product)
  const circle = wayBack(id, inside)
  if (circle) return { kind: 'circle', chain: circle }
  const below = longest(id, (one) => (inside.get(one) ?? []).map(({ product }) => product).filter((product) => inside.has(product)))
  if (!inside.has(id)) return null
  const above = longest(id, (one) => (around.get(one) ?? []).map(({ bundle }) => bundle)).toReversed()
  const chain = [...above, ...below.slice(1)]
  return chain.length > mostLevels ? { kind: 'too_deep', chain } : null
}

/** From a bundle through what it contains to itself. */
function wayBack(id: string, inside: ReadonlyMap<string, Link[]>): string[] | null {
  const seen = new Set<string>()
  const walk = (from: string, path: string[]): string[] | null => {
    for (const { product } of inside.get(from) ?? []) {
      if (product === id) return [...path, product]
      if (seen.has(product)) continue
      seen.add(product)
      const found = walk(product, [...path, product])
      if (found) return found
    }
    return null
  }
  return walk(id, [id])
}

/** No further than needed to know that it is too long: of circles elsewhere there is no end. */
function longest(id: string, next: (id: string) => string[], room = mostLevels + 1): string[] {
  if (room === 1) return [id]
  return next(id).reduce<string[]>((best, one) => {
    const way = [id, ...longest(one, next, room - 1)]
    return way.length > best.length ? way : best
  }, [id])
}
