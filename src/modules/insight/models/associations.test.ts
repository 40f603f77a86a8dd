import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { associationsOf, suggestionsFor, type BasketLine } from './associations.ts'
import { hasPublishedData, publishedRows } from './test-data.ts'

const world = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 6 }), { maxLength: 40 })
const linesOf = (baskets: string[][]): BasketLine[][] => [baskets.flatMap((items, at) => items.map((item) => ({ basket: String(at), item })))]
/** Two lines at a time, so that baskets go on in the next part; as from a database. */
async function* inParts(lines: BasketLine[]): AsyncGenerator<BasketLine[]> {
  for (let at = 0; at < lines.length; at += 2) yield lines.slice(at, at + 2)
}
const everything = { fewestTogether: 1, leastLift: 0, mostRules: 100 }

describe('what is bought together', () => {
  test('is what a plain count says, in both directions', async () => {
    await fc.assert(fc.asyncProperty(world, async (baskets) => {
      const { rules, ...told } = await associationsOf(() => inParts(linesOf(baskets).flat()), everything)
      const sets = baskets.map((items) => new Set<string>(items))
      const having = (...items: string[]) => sets.filter((set) => items.every((item) => set.has(item))).length
      expect(told).toEqual({ baskets: baskets.length, items: new Set(baskets.flat()).size, kept_items: new Set(baskets.flat()).size, large_baskets: 0 })
      for (const { from, to, together, support, confidence, lift } of rules) {
        expect(together).toBe(having(from, to))
        expect(support).toBeCloseTo(together / baskets.length, 12)
        expect(confidence).toBeCloseTo(together / having(from), 12)
        expect(lift).toBeCloseTo(confidence / (having(to) / baskets.length), 12)
        expect(rules.find((rule) => rule.from === to && rule.to === from)?.lift).toBeCloseTo(lift, 12)
      }
      const letters = ['a', 'b', 'c', 'd', 'e']
      expect(rules).toHaveLength(letters.flatMap((one) => letters.filter((other) => one !== other && having(one, other) > 0)).length)
    }))
  })

  test('keeps to its bounds: the most frequent items, baskets that are no lists, the surest rules', async () => {
    const baskets = Array.from({ length: 60 }, (_, at) => ['bread', at % 2 ? 'butter' : 'jam', `rare ${at}`])
    const wholesale = Array.from({ length: 50 }, (_, at) => `item ${at}`)
    const found = await associationsOf(() => linesOf([...baskets, [...wholesale, 'bread', 'jam']]), { ...everything, mostItems: 3, mostRules: 1, largeBasket: 10 })
    expect(found).toMatchObject({ baskets: 60, kept_items: 3, large_baskets: 1 })
    expect(found.rules.find(({ from }) => from === 'jam')).toMatchObject({ to: 'bread', together: 30 })
    expect(found.rules).toHaveLength(3)
    expect((await associationsOf(() => linesOf(baskets), { fewestTogether: 31, leastLift: 0 })).rules).toEqual([])
    expect(await associationsOf(() => [])).toEqual({ baskets: 0, items: 0, kept_items: 0, large_baskets: 0, rules: [] })
  })

  test('is offered to who has not got it, with the surest reason', async () => {
    const { rules } = await associationsOf(() => linesOf([...Array.from({ length: 9 }, () => ['tea', 'cup']), ['tea', 'pot'], ['cup', 'pot'], ['pot']]), everything)
    expect(suggestionsFor(rules, new Set(['tea'])).map(({ to, from }) => [from, to])).toEqual([['tea', 'cup'], ['tea', 'pot']])
    expect(suggestionsFor(rules, new Set(['tea', 'cup'])).map(({ to }) => to)).toEqual(['pot'])
    expect(suggestionsFor(rules, new Set(['tea', 'cup', 'pot']))).toEqual([])
  })
})

test.skipIf(!hasPublishedData)('Online Retail: the three Regency teacups go together', async () => {
  const lines: BasketLine[] = []
  for (const row of publishedRows('online-retail/online_retail_2010_2011.csv.gz')) {
    if (row.at(-2) && Number(row.at(-5)) > 0 && Number(row.at(-3)) > 0) lines.push({ basket: row[0]!, item: row[1]! })
  }
  const found = await associationsOf(() => [lines], { mostItems: 1000, largeBasket: 2000 })
  expect(lines).toHaveLength(397884)
  expect(found.baskets).toBe(18532)
  const cups = ['22697', '22698', '22699'] // green, pink, roses
  for (const from of cups) for (const to of cups.filter((cup) => cup !== from)) expect(found.rules.find((one) => one.from === from && one.to === to)!.lift).toBeGreaterThan(15)
  const [rule] = found.rules.filter(({ from, to }) => from === '22698' && to === '22697')
  // As a plain count in another language has it.
  expect(rule!.together).toBe(460)
  expect(rule!.confidence).toBeCloseTo(460 / 556, 12)
  expect(rule!.lift).toBeCloseTo((460 / 556) / (691 / 18532), 9)
})
