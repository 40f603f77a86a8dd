import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { faultOf, flat, mostLevels, priceText, sumOf, treeOf, type Link } from './bundles.ts'
import { totalsOf } from './totals.ts'

interface Item {
  name: string
  level: number
  quantity: number
  price: string
}

const cents = fc.integer({ min: 0, max: 10_000_000 }).map((amount) => (amount / 100).toFixed(2))
/** Lists of parts as they are kept: each at most one level deeper than the one before. */
const bundle = fc.array(fc.record({ name: fc.constantFrom('会议厅', '茶歇', '晚宴', '接送'), step: fc.integer({ min: -2, max: 1 }), quantity: fc.integer({ min: 1, max: 200 }), price: cents }), { minLength: 1, maxLength: 12 }).map((parts) => {
  let level = 0
  return parts.map(({ step, ...part }): Item => ({ ...part, level: (level = Math.min(mostLevels, Math.max(1, level + step))) }))
})
/** Only what has no parts has a price. */
const leafPrice = (one: Item & { parts: unknown[] }) => (one.parts.length === 0 ? one.price : undefined)
const leaves = (items: readonly Item[]) => flat(treeOf(items)).filter(({ parts }) => parts.length === 0)
const documentOf = (lines: { quantity: number | string; price: string; discount?: number; tax_rate?: number }[], more: { discount_percent?: number; prices_include_tax?: boolean } = {}) =>
  totalsOf({ lines, currency: 'CNY', exchange_rate: 1, prices_include_tax: true, discount_percent: null, discount_amount: null, ...more })

test('a document of nested bundles comes to the same, to the cent, as the flattened lines of all that is in them', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(bundle, fc.integer({ min: 1, max: 50 })), { minLength: 1, maxLength: 4 }), (bundles) => {
      const nested = bundles.map(([items, quantity]) => ({ quantity, price: priceText(sumOf(treeOf(items), leafPrice)!), tax_rate: 6 }))
      const flattened = bundles.flatMap(([items, quantity]) => leaves(items).map((leaf) => ({ quantity: leaf.times.times(quantity).toString(), price: leaf.price, tax_rate: 6 })))
      const [one, other] = [documentOf(nested), documentOf(flattened)]
      expect([one.subtotal, one.total]).toEqual([other.subtotal, other.total])
      // Tax is rounded by line: of many lines it may differ by half a cent each, and no more.
      expect(new Decimal(one.tax_total).minus(other.tax_total).abs().toNumber()).toBeLessThanOrEqual(0.005 * (nested.length + flattened.length))
    }),
  )
})

test('nesting itself changes nothing: the same parts in one level have the same price and cost, whatever quantities, discount and tax', () => {
  const odd = fc.integer({ min: 1, max: 5000 }).map((thousandths) => thousandths / 1000)
  fc.assert(
    fc.property(bundle, odd, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), fc.boolean(), (items, quantity, discount, percent, prices_include_tax) => {
      const once = leaves(items).map(({ name, times, price }): Item => ({ name, level: 1, quantity: times.toNumber(), price }))
      const [nested, plain] = [sumOf(treeOf(items), leafPrice)!, sumOf(treeOf(once), leafPrice)!]
      expect(nested.toString()).toBe(plain.toString())
      const totals = (price: Decimal) => documentOf([{ quantity, price: priceText(price), discount, tax_rate: 13 }], { discount_percent: percent, prices_include_tax })
      expect(totals(nested)).toEqual(totals(plain))
    }),
  )
})

test('of a part that is worth something itself what is in it does not count; where something is not known nothing is', () => {
  const tree = treeOf([{ quantity: 2, price: '10', level: 1 }, { quantity: 3, price: '7', level: 2 }, { quantity: 1, price: '5', level: 1 }])
  expect(sumOf(tree, ({ price }) => price)?.toString()).toBe('25')
  expect(sumOf(tree, ({ price }) => (price === '10' ? undefined : price))?.toString()).toBe('47')
  expect(sumOf(tree, ({ price }) => (price === '5' ? undefined : price))).toBeUndefined()
  expect(sumOf([], () => '1')).toBeUndefined()
})

test('levels that leave one out are taken as the next one, and nothing is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ level: fc.oneof(fc.integer({ min: -3, max: 9 }), fc.constant(undefined)), quantity: fc.integer({ min: 1, max: 9 }) }), { maxLength: 12 }), (parts) => {
      expect(flat(treeOf(parts)).map(({ quantity }) => quantity)).toEqual(parts.map(({ quantity }) => quantity))
    }),
  )
})

const chain = (...names: string[]): Link[] => names.slice(1).map((product, at) => ({ bundle: names[at]!, product }))

test('a circle is found wherever one stands in it, and what is too deep from below, from the middle and from above', () => {
  expect(faultOf('a', chain('a', 'a'))).toEqual({ kind: 'circle', chain: ['a', 'a'] })
  expect(faultOf('b', chain('a', 'b', 'c', 'a'))).toEqual({ kind: 'circle', chain: ['b', 'c', 'a', 'b'] })
  expect(faultOf('a', chain('a', 'b', 'c', 'piece'))).toBeNull()
  for (const name of ['a', 'b', 'c', 'd']) expect(faultOf(name, chain('a', 'b', 'c', 'd', 'piece'))).toEqual({ kind: 'too_deep', chain: ['a', 'b', 'c', 'd'] })
  // A piece may stand in whatever is allowed, and twice the same is no circle.
  expect(faultOf('piece', chain('a', 'b', 'c', 'piece'))).toBeNull()
  expect(faultOf('a', [...chain('a', 'b', 'piece'), ...chain('a', 'c', 'piece')])).toBeNull()
})

test('what is allowed link by link never holds a circle nor more levels than that', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)), { maxLength: 25 }), (wanted) => {
      let links: Link[] = []
      for (const [bundle, product] of wanted) {
        const next = [...links, { bundle, product }]
        if (faultOf(bundle, next) === null) links = next
      }
      const depth = (name: string): number => {
        const inside = links.filter((link) => link.bundle === name)
        return inside.length === 0 ? 0 : 1 + Math.max(...inside.map(({ product }) => depth(product)))
      }
      expect(Math.max(0, ...names.map(depth))).toBeLessThanOrEqual(mostLevels)
    }),
  )
})
