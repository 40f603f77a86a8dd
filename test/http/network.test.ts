import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
beforeAll(async () => {
  world = await startTestApp()
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
})
afterAll(() => world.close())

const network = async (client: Client, id: string, body: object = {}) => (await client.post(`/api/v1/customers/${id}/network`, body)).body
const namesOf = (answer: { nodes: { name: string; steps: number }[] }) => answer.nodes.map(({ name, steps }) => `${steps} ${name}`).sort()
const bind = (customer: string, kind: string, other: string) => create(admin, 'relationships', { customer, kind, other })

describe('the network of a customer', () => {
  test('holds relationships in both directions, the group and referrals, two steps far and no further', async () => {
    const [group, centre, partner, supplier, referred, beyond] = await Promise.all(
      ['集团', '中心', '伙伴', '供应商', '被介绍', '三步外'].map((name) => aCustomer(admin, { name })),
    )
    await admin.patch(`/api/v1/customers/${centre.id}`, { parent: group.id })
    await admin.patch(`/api/v1/customers/${referred.id}`, { referrer: centre.id })
    await bind(centre.id, 'partner', partner.id)
    await bind(supplier.id, 'supplier', partner.id)
    await bind(supplier.id, 'partner', beyond.id)
    const answer = await network(admin, centre.id)
    expect(namesOf(answer)).toEqual(['0 中心', '1 伙伴', '1 被介绍', '1 集团', '2 供应商'].sort())
    const edges = answer.edges.map(({ from, kind, to }: Record<string, string>) => [from, kind, to].join(' ')).sort()
    expect(edges).toEqual([`${group.id} parent ${centre.id}`, `${referred.id} referred_by ${centre.id}`, `${centre.id} partner ${partner.id}`, `${supplier.id} supplier ${partner.id}`].sort())
    expect(answer.has_more).toBe(false)
  })

  test('a link that both the file and a relationship tell of is drawn once', async () => {
    const [group, unit] = await Promise.all([aCustomer(admin), aCustomer(admin)])
    await admin.patch(`/api/v1/customers/${unit.id}`, { parent: group.id })
    await bind(group.id, 'parent', unit.id)
    expect((await network(admin, unit.id)).edges).toEqual([{ from: group.id, kind: 'parent', to: unit.id }])
  })

  test('a customer that the caller may not see is not in it, and is no way to those behind it', async () => {
    const [own, foreign, behind] = await Promise.all([aCustomer(lin, { name: '本人的' }), aCustomer(admin, { name: '别人的', owner: world.ids.chen }), aCustomer(lin, { name: '后面的' })])
    await bind(own.id, 'partner', foreign.id)
    await bind(foreign.id, 'partner', behind.id)
    expect(namesOf(await network(admin, own.id))).toEqual(['0 本人的', '1 别人的', '2 后面的'].sort())
    expect(namesOf(await network(lin, own.id))).toEqual(['0 本人的'])
    expect((await network(lin, own.id)).edges).toEqual([])
    expect((await lin.post(`/api/v1/customers/${foreign.id}/network`, {})).status).toBe(404)
  })

  test('what lies in the recycle bin is not drawn', async () => {
    const [one, other] = await Promise.all([aCustomer(admin), aCustomer(admin)])
    const { id } = await bind(one.id, 'partner', other.id)
    await admin.del(`/api/v1/relationships/${id}`)
    expect((await network(admin, one.id)).edges).toEqual([])
    await bind(one.id, 'partner', other.id)
    await admin.del(`/api/v1/customers/${other.id}`)
    expect((await network(admin, one.id)).nodes).toHaveLength(1)
  })

  test('a large group is cut, and the answer says so', async () => {
    const group = await aCustomer(admin, { name: '大集团' })
    const units = await admin.post('/api/v1/customers/batch', { create: Array.from({ length: 30 }, (_, index) => ({ name: `单位 ${index}`, parent: group.id })) })
    expect(units.status).toBe(200)
    const cut = await network(admin, group.id, { limit: 10 })
    expect([cut.nodes.length, cut.has_more]).toEqual([10, true])
    const whole = await network(admin, group.id)
    expect([whole.nodes.length, whole.has_more]).toEqual([31, false])
  })

  test.each([{ limit: 1 }, { limit: 501 }, { limit: 'all' }, { limit: 2.5 }, { depth: 3 }])('refuses %o in words', async (body) => {
    const { id } = await aCustomer(admin)
    const reply = await admin.post(`/api/v1/customers/${id}/network`, body)
    expect([reply.status, reply.headers['content-type']]).toEqual([422, 'application/problem+json; charset=utf-8'])
  })
})
