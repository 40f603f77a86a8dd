/**
 * What is bought together: pairs of items by support, confidence and lift (Agrawal, Imielinski, Swami: Mining Association Rules between Sets of Items,
 * 1993; lift: Brin and others, 1997). Two passes over a stream: the first counts items, the second pairs of the most frequent ones, exactly. Memory is
 * that of the names of all items and four bytes for each pair of kept ones, whatever the number of baskets.
 */
export interface BasketLine {
  /** Lines of a basket come one after the other: one that comes again later counts as another. */
  basket: string
  /** What stands in a basket several times counts once. */
  item: string
}

export interface Association {
  from: string
  to: string
  /** Baskets with both. */
  together: number
  /** Share of all baskets that have both, 0 to 1. */
  support: number
  /** Share of the baskets with `from` that have `to`, too, 0 to 1. */
  confidence: number
  /** How many times as often as if nothing bound them: confidence against the share of all baskets that have `to`. */
  lift: number
}

export interface Associations {
  /** Without the large ones. */
  baskets: number
  items: number
  /** How many of the items were looked at for pairs. */
  kept_items: number
  /** Too large to say what belongs together (a wholesaler's list): left out everywhere. */
  large_baskets: number
  /** By `from`, the surest first. */
  rules: Association[]
}

export interface AssociationOptions {
  /** Of the most frequent. 2,000 take 8 MB. */
  mostItems?: number
  /** Baskets that must have both. */
  fewestTogether?: number
  leastLift?: number
  /** For each item. */
  mostRules?: number
  /** Items of a basket, above which it is large. */
  largeBasket?: number
}

/** In parts, as a database hands them out; a basket may go on in the next part. */
type Stream = Iterable<readonly BasketLine[]> | AsyncIterable<readonly BasketLine[]>

/** @param open begins the stream, the same each time; it is read twice */
export async function associationsOf(open: () => Stream, { mostItems = 2000, fewestTogether = 10, leastLift = 1.2, mostRules = 10, largeBasket = 100 }: AssociationOptions = {}): Promise<Associations> {
  const counts = new Map<string, number>()
  let [baskets, large_baskets] = [0, 0]
  await eachBasket(open(), (items) => {
    if (items.size > largeBasket) return void large_baskets++
    baskets++
    for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  })
  // Equal counts by name, so that the same stream gives the same answer.
  const kept = [...counts].filter(([, count]) => count >= fewestTogether).sort(([one, count], [other, otherCount]) => otherCount - count || (one < other ? -1 : 1)).slice(0, mostItems) // prettier-ignore
  const placeOf = new Map(kept.map(([item], place) => [item, place]))
  const pairs = new Uint32Array((kept.length * (kept.length - 1)) / 2)
  await eachBasket(open(), (items) => {
    if (items.size <= largeBasket) countPairs(pairs, [...items].flatMap((item) => placeOf.get(item) ?? []))
  })
  const ofItem = kept.map(([item, count], place) => {
    const others = kept.flatMap(([other, otherCount], otherPlace): Association[] => {
      const together = place === otherPlace ? 0 : (pairs[pairPlace(place, otherPlace)] ?? 0)
      const lift = (together / count) * (baskets / otherCount)
      return together >= fewestTogether && lift >= leastLift ? [{ from: item, to: other, together, support: together / baskets, confidence: together / count, lift }] : []
    })
    return others.sort((one, other) => other.confidence - one.confidence || other.lift - one.lift).slice(0, mostRules)
  })
  return { baskets, items: counts.size, kept_items: kept.length, large_baskets, rules: ofItem.flat() }
}

/** What to offer to who has these items: what goes with any of them, by its surest rule, without what is there already. */
export function suggestionsFor(rules: readonly Association[], items: ReadonlySet<string>, most = 10): Association[] {
  const best = new Map<string, Association>()
  for (const rule of rules) {
    if (!items.has(rule.from) || items.has(rule.to)) continue
    const known = best.get(rule.to)
    if (!known || rule.confidence > known.confidence) best.set(rule.to, rule)
  }
  return [...best.values()].sort((one, other) => other.confidence - one.confidence || other.lift - one.lift).slice(0, most)
}

async function eachBasket(stream: Stream, visit: (items: ReadonlySet<string>) => void): Promise<void> {
  let items = new Set<string>()
  let now: string | null = null
  for await (const part of stream) {
    for (const { basket, item } of part) {
      if (now !== null && basket !== now) {
        visit(items)
        items = new Set()
      }
      now = basket
      items.add(item)
    }
  }
  if (now !== null) visit(items)
}

function countPairs(pairs: Uint32Array, places: readonly number[]): void {
  for (const [i, one] of places.entries()) {
    for (let j = 0; j < i; j++) {
      const place = pairPlace(one, places[j] ?? 0)
      pairs[place] = (pairs[place] ?? 0) + 1
    }
  }
}

/** In a triangle without its diagonal. */
function pairPlace(one: number, other: number): number {
  const [low, high] = one < other ? [one, other] : [other, one]
  return (high * (high - 1)) / 2 + low
}
