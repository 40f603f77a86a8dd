/** What is counted in the database is what the pure function counts, on any world; and on a published file, also what a plain computation counts. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../src/platform/clock.ts'
import { associationsOf, type AssociationOptions } from '../../src/modules/insight/models/associations.ts'
import { hasPublishedData, publishedRows } from '../../src/modules/insight/models/test-data.ts'
import { computeSuggestions } from '../../src/modules/suggestions/index.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const clock = fixedClock('2011-12-10T04:00:00Z')
let world: TestApp
beforeAll(async () => {
  world = await startTestApp({ clock })
})
afterAll(() => world.close())

type Basket = { customer: string; product: string }

const makeAll = async (table: 'customers' | 'products', count: number) =>
  (await world.query<{ id: string }>(table === 'customers'
    ? `insert into customers (workspace_id, id, created_at, updated_at, number, kind, name, category, status, tier) select w.id, gen_random_uuid(), now(), now(), 'S-' || n, 'organisation', '客' || n, 'business', 'active', 'c' from workspaces w, generate_series(1, $1::int) n where w.name = '青山商贸' returning id`
    : `insert into products (workspace_id, id, created_at, updated_at, name, kind, is_active) select w.id, gen_random_uuid(), now(), now(), '品' || n, 'goods', true from workspaces w, generate_series(1, $1::int) n where w.name = '青山商贸' returning id`, [count])).map(({ id }) => id)

const buyAll = async (lines: readonly Basket[]) => {
  await world.query(`insert into transactions (workspace_id, id, created_at, updated_at, customer_id, product_id, at, item, kind, amount) select w.id, gen_random_uuid(), now(), now(), l.customer, l.product, '2011-11-01T00:00:00Z', '消费', 'purchase', 1 from workspaces w, unnest($1::uuid[], $2::uuid[]) l(customer, product) where w.name = '青山商贸'`, [lines.map(({ customer }) => customer), lines.map(({ product }) => product)])
}
const clear = () => world.query('delete from transactions; delete from product_associations; delete from product_shares; delete from customers; delete from products')

/** As the database has it now: by product, the surest first. */
async function counted(options: Required<AssociationOptions>) {
  const { mostItems, fewestTogether, leastLift, mostRules, largeBasket } = options
  await world.query('update suggestion_rules set fewest_customers = 1, most_products = $1, fewest_together = $2, least_lift = $3, most_rules = $4, large_basket = $5', [mostItems, fewestTogether, leastLift, mostRules, largeBasket])
  const standing = await computeSuggestions(await world.contextOf('admin'))
  const rules = await world.query(`select product_id::text as "from", also_id::text as "to", together::int as together, buyers::int as buyers, also_buyers::int as also_buyers, customers::int as customers, confidence::float8 as confidence, lift::float8 as lift, support::float8 as support from product_associations`)
  return { standing, rules }
}

async function expectSame(lines: readonly Basket[], options: Required<AssociationOptions>): Promise<void> {
  const sorted = lines.map(({ customer, product }) => ({ basket: customer, item: product })).sort((one, other) => (one.basket < other.basket ? -1 : 1))
  const pure = await associationsOf(() => [sorted], options)
  const { standing, rules } = await counted(options)
  expect(standing).toMatchObject({ customers: pure.baskets, products: pure.kept_items, rules: pure.rules.length })
  const hundredth = (value: number) => Math.round(value * 100) / 100
  const key = ({ from, to }: { from: string; to: string }) => `${from} ${to}`
  const expected = pure.rules.map((rule) => ({ key: key(rule), together: rule.together, confidence: hundredth(rule.confidence * 100), lift: hundredth(rule.lift), support: hundredth(rule.support * 100) }))
  const byKey = (one: { key: string }, other: { key: string }) => (one.key < other.key ? -1 : 1)
  expect(rules.map((rule) => ({ key: key(rule), together: rule.together, confidence: rule.confidence, lift: rule.lift, support: rule.support })).sort(byKey)).toEqual(expected.sort(byKey))
  for (const rule of rules) expect([rule.together <= Math.min(rule.buyers, rule.also_buyers), rule.customers]).toEqual([true, pure.baskets])
}

describe('associations in the database', () => {
  test('are those of the pure function on any world', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 14 }),
        fc.record({ mostItems: fc.integer({ min: 2, max: 9 }), fewestTogether: fc.integer({ min: 1, max: 4 }), leastLift: fc.constantFrom(0, 0.8, 1, 1.2), mostRules: fc.integer({ min: 1, max: 9 }), largeBasket: fc.integer({ min: 2, max: 9 }) }),
        async (baskets, options) => {
          await clear()
          const [customers, products] = [await makeAll('customers', baskets.length), await makeAll('products', 9)]
          const lines = baskets.flatMap((items, place) => items.map((item) => ({ customer: customers[place]!, product: products[item]! })))
          await buyAll(lines)
          await expectSame(lines, options)
        },
      ),
      { numRuns: 40 },
    )
  }, 120_000)

  test('leave out refunds, what has no product, what lies before the window and customers that are gone', async () => {
    await clear()
    const [customers, products] = [await makeAll('customers', 4), await makeAll('products', 2)]
    await buyAll(customers.flatMap((customer) => products.map((product) => ({ customer, product }))))
    await world.query(`update transactions set kind = 'refund', amount = -1 where customer_id = $1 and product_id = $2`, [customers[0], products[1]])
    await world.query(`update transactions set at = '2009-11-01' where customer_id = $1`, [customers[1]])
    await world.query('update customers set deleted_at = now() where id = $1', [customers[2]])
    const { standing, rules } = await counted({ mostItems: 10, fewestTogether: 1, leastLift: 0, mostRules: 5, largeBasket: 50 })
    expect(standing).toMatchObject({ customers: 2, rules: 2 })
    expect(rules.map(({ together, confidence }) => [together, confidence]).sort()).toEqual([[1, 100], [1, 50]].sort())
  })
})

describe.skipIf(!hasPublishedData)('on Online Retail', () => {
  test('4,338 customers and their products give the pairs of a plain computation', async () => {
    await clear()
    const codes = new Map<string, Set<string>>()
    for (const row of publishedRows('online-retail/online_retail_2010_2011.csv.gz')) {
      const [code, quantity, price, customer] = [row[1] ?? '', Number(row.at(-5)), Number(row.at(-3)), (row.at(-2) ?? '').replace('.0', '')]
      if (customer && quantity > 0 && price > 0) codes.set(customer, (codes.get(customer) ?? new Set()).add(code))
    }
    expect(codes.size).toBe(4338)
    const items = [...new Set([...codes.values()].flatMap((those) => [...those]))]
    const [customers, products] = [await makeAll('customers', codes.size), await makeAll('products', items.length)]
    // References are checked by the plans that fit tables of this size.
    await world.query('analyze customers, products')
    const idOf = new Map(items.map((code, place) => [code, products[place]!]))
    const lines = [...codes.values()].flatMap((those, place) => [...those].map((code) => ({ customer: customers[place]!, product: idOf.get(code)! })))
    for (let at = 0; at < lines.length; at += 50_000) await buyAll(lines.slice(at, at + 50_000))
    await world.query('analyze transactions')
    const options = { mostItems: 500, fewestTogether: 10, leastLift: 1.2, mostRules: 10, largeBasket: 200 }
    await expectSame(lines, options)
    // Beside both: by sets of customers, for the hundred pairs of most customers.
    const usual = lines.filter(((sizes) => ({ customer }: Basket) => sizes.get(customer)! <= 200)(new Map([...codes.values()].map((those, place) => [customers[place]!, those.size]))))
    const buyers = new Map<string, Set<string>>()
    for (const { customer, product } of usual) buyers.set(product, (buyers.get(product) ?? new Set()).add(customer))
    const top = await world.query(`select product_id::text as one, also_id::text as other, together::int as together, customers::int as customers, lift::float8 as lift from product_associations order by together desc, product_id, also_id limit 100`)
    for (const { one, other, together, customers: all, lift } of top) {
      const both = [...buyers.get(one)!].filter((customer) => buyers.get(other)!.has(customer)).length
      expect(together).toBe(both)
      expect(lift).toBeCloseTo((both * all) / (buyers.get(one)!.size * buyers.get(other)!.size), 1)
    }
  }, 180_000)
})
