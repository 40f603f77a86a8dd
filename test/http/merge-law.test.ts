/** The laws of merging, over generated files with everything that may hang on them. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aContact, aCustomer, aTask, aTransaction, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
beforeAll(async () => {
  world = await startTestApp({ background: true })
  admin = await world.asUser('admin')
})
afterAll(() => world.close())

const many = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { maxLength: 3 })

/** Values are few, so that both files often say the same. */
const file = fc.record({
  fields: fc.record({
    kind: fc.constantFrom('organisation', 'person'),
    name: fc.constantFrom('沈氏纺织', '沈氏纺织有限公司'),
    phones: fc.subarray(['+8613700000001', '+8613700000002']),
    emails: fc.subarray(['a@example.com', 'b@example.com']),
    tags: fc.subarray(['甲', '乙', '丙']),
    website: fc.constantFrom(null, 'https://a.example'),
    birthday: fc.constantFrom(null, '1980-02-03', '1981-02-03'),
    tier: fc.constantFrom('a', 'b'),
    remark: fc.constantFrom(null, '一', '二'),
  }),
  contacts: many(fc.record({ birthday: fc.constantFrom(null, '1990-01-01'), is_primary: fc.boolean(), deleted: fc.boolean() })),
  purchases: many(fc.constantFrom('1.00', '20.50')),
  tasks: many(fc.constantFrom('open', 'done')),
  preferences: many(fc.constantFrom('不吃香菜', '喝龙井')),
  days: many(fc.constantFrom('2001-05-06', '2002-05-06')),
  talks: many(fc.constantFrom('2026-03-01T02:00:00Z', '2026-04-01T02:00:00Z')),
  words: many(fc.record({ purpose: fc.constantFrom('service', 'marketing'), channel: fc.constantFrom('any', 'sms', 'phone'), state: fc.constantFrom('granted', 'withdrawn') })),
  shares: fc.subarray(['lin', 'mei'] as const),
  related: many(fc.constantFrom('partner', 'supplier')),
})

async function plant(given: any, third: string): Promise<string> {
  const { id } = await aCustomer(admin, given.fields)
  for (const { deleted, ...contact } of given.contacts) {
    const made = await aContact(admin, id, contact)
    if (deleted) await admin.del(`/api/v1/contacts/${made.id}`)
  }
  for (const amount of given.purchases) await aTransaction(admin, id, { amount })
  for (const status of given.tasks) await aTask(admin, { customer: id, status })
  for (const text of given.preferences) await create(admin, 'preferences', { customer: id, kind: 'taboo', text })
  for (const day of given.days) await create(admin, 'special-days', { customer: id, kind: 'founding', name: '成立', day })
  for (const at of given.talks) await create(admin, 'interactions', { customer: id, channel: 'call', content: '谈', at })
  for (const word of given.words) await create(admin, 'consent-records', { customer: id, ...word })
  for (const login of given.shares as ('lin' | 'mei')[]) await admin.post(`/api/v1/customers/${id}/share`, { person: world.ids[login], right: given.tasks.length > 1 ? 'write' : 'read' })
  for (const kind of given.related) await create(admin, 'relationships', { customer: id, kind, other: third })
  return id
}

const tables = ['customers', 'contacts', 'transactions', 'tasks', 'preferences', 'special_days', 'interactions', 'consents', 'relationships', 'shares', 'duplicate_keys', 'duplicate_pairs']

/** Every row of every table that something may have happened to, without the marks of having been touched. */
async function everything(): Promise<Record<string, unknown[]>> {
  await world.settle()
  const rows: Record<string, unknown[]> = {}
  for (const table of tables) {
    const found = await world.query(`select to_jsonb(t) - '{version,updated_at,updated_by,seen_in}'::text[] as row from ${table} t ${table === 'consents' ? 'where deleted_at is null' : ''} order by 1`)
    // Pairs are found, not kept: one that was found again has another id.
    rows[table] = table === 'duplicate_pairs' ? found.map(({ row }) => ({ ...row, id: null, created_at: null, created_by: null })).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : found.map(({ row }) => row)
  }
  return rows
}

test('a merge loses no related record, and its undo makes everything as it was', { timeout: 300_000 }, async () => {
  const third = (await aCustomer(admin, { name: '第三方' })).id
  await fc.assert(
    fc.asyncProperty(file, file, fc.boolean(), async (one, other, takesOther) => {
      const [survivor, loser] = [await plant(one, third), await plant(other, third)]
      const before = await everything()
      const { status, text, body } = await admin.post(`/api/v1/customers/${survivor}/merge`, { with: loser, take: takesOther ? { name: 'right', tier: 'right' } : {} })
      expect([status, status === 200 ? '' : text]).toEqual([200, ''])
      await world.settle()
      // Whatever was the loser's is now the survivor's, or says what the survivor says already.
      for (const table of ['contacts', 'transactions', 'tasks', 'interactions', 'consents']) {
        expect([table, await world.query(`select id from ${table} where customer_id = $1`, [loser])]).toEqual([table, []])
      }
      const left = await world.query(
        `select p.id from preferences p where p.customer_id = $1 and not exists (select 1 from preferences o where o.customer_id = $2 and o.kind = p.kind and o.text = p.text)
         union all select d.id from special_days d where d.customer_id = $1 and not d.is_automatic and not exists (select 1 from special_days o where o.customer_id = $2 and o.day = d.day)
         union all select r.id from relationships r where r.customer_id = $1 and not exists (select 1 from relationships o where o.customer_id = $2 and o.kind = r.kind and o.other_id = r.other_id)`,
        [loser, survivor],
      )
      expect(left).toEqual([])
      const undone = await admin.post(`/api/v1/merges/${body.id}/undo`)
      expect([undone.status, undone.status === 200 ? '' : undone.text]).toEqual([200, ''])
      expect(await everything()).toEqual(before)
    }),
    { numRuns: Number(process.env.GUANXI_MERGES ?? 15) },
  )
})
