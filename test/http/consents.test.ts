import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aContact, aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { importFile } from '../support/upload.ts'
import { mayContact } from '../../src/modules/privacy/index.ts'

let world: TestApp
let lin: Client
let admin: Client
beforeAll(async () => {
  world = await startTestApp({ background: true })
  lin = await world.asUser('lin')
  admin = await world.asUser('admin')
})
afterAll(() => world.close())

const consentsOf = async (id: string) => (await admin.get(`/api/v1/customers/${id}`)).body.consents
const asked = async (customer: string, channel: 'phone' | 'sms', purpose: string, contact?: string) => mayContact(await world.contextOf('lin'), { customer, channel, purpose, contact })

describe('the ledger of consents', () => {
  test('the last word counts, the file says so at once, and every word stays', async () => {
    const { id } = await aCustomer(lin, { kind: 'person' })
    await create(lin, 'consent-records', { customer: id, purpose: 'marketing', channel: 'sms', state: 'granted', how: '入住登记单', evidence: 'DJ-1' })
    expect(await consentsOf(id)).toEqual([expect.objectContaining({ purpose: 'marketing', channel: 'sms', state: 'granted', how: '入住登记单' })])
    await create(lin, 'consent-records', { customer: id, purpose: 'marketing', channel: 'sms', state: 'withdrawn', how: '短信回复退订' })
    expect(await consentsOf(id)).toEqual([expect.objectContaining({ purpose: 'marketing', channel: 'sms', state: 'withdrawn' })])
    const words = await lin.list('consent-records', { filter: { customer: id }, sort: 'at' })
    expect(words.map(({ state, created_by }) => [state, created_by.id])).toEqual([['granted', world.ids.lin], ['withdrawn', world.ids.lin]])
    const timeline = (await lin.get(`/api/v1/customers/${id}/timeline`)).body.data
    expect(timeline.filter((entry: any) => entry.kind === 'consent')).toHaveLength(2)
  })

  test('is only ever added to, and not past the ledger', async () => {
    const { id } = await aCustomer(lin)
    const word = await create(lin, 'consent-records', { customer: id })
    // Append-only objects have no such routes.
    expect((await admin.patch(`/api/v1/consent-records/${word.id}`, { state: 'withdrawn' })).status).toBe(404)
    expect((await admin.del(`/api/v1/consent-records/${word.id}`)).status).toBe(404)
    expect((await admin.patch(`/api/v1/customers/${id}`, { consents: [] })).status).toBe(422)
    expect(await consentsOf(id)).toHaveLength(1)
  })

  test('two words at the same moment both stand in the file', async () => {
    const { id } = await aCustomer(lin)
    const channels = ['phone', 'sms', 'mail', 'wechat']
    await Promise.all(channels.map((channel) => create(lin, 'consent-records', { customer: id, channel })))
    expect((await consentsOf(id)).map((one: any) => one.channel).sort()).toEqual(channels.toSorted())
  })

  test('what is wrong is refused, and nothing is written', async () => {
    const { id } = await aCustomer(lin)
    const hidden = await aCustomer(admin, { owner: world.ids.admin })
    const contact = await aContact(admin, hidden.id)
    const other = await aContact(lin, (await aCustomer(lin)).id)
    for (const wrong of [{ purpose: 'fun' }, { channel: 'pigeon' }, { state: 'perhaps' }, { at: '2999-01-01T00:00:00Z' }, { until: 'soon' }, { contact: contact.id }, { contact: other.id }, { customer: hidden.id }]) {
      const reply = await lin.post('/api/v1/consent-records', { customer: id, ...wrong })
      expect([wrong, reply.status]).toEqual([wrong, 422])
    }
    expect(await lin.list('consent-records', { filter: { customer: id } })).toEqual([])
    expect(await consentsOf(id)).toEqual([])
  })

  test('files bring words in, and the customers say so', async () => {
    const { number, id } = await aCustomer(admin)
    const { result } = await importFile(admin, { object: 'consent', file: `客户,目的,渠道,状态,时间,方式\n${number},营销,短信,撤回,2026-01-05 10:00,退订\n` })
    expect(result).toMatchObject({ created: 1, failed: 0 })
    expect(await consentsOf(id)).toEqual([{ purpose: 'marketing', channel: 'sms', state: 'withdrawn', at: '2026-01-05', how: '退订' }])
  })
})

describe('whether somebody may be reached', () => {
  test('service may until there is a no, everything else wants a yes', async () => {
    const { id } = await aCustomer(lin)
    expect(await asked(id, 'sms', 'service')).toEqual({ may: true, because: 'not_asked' })
    expect(await asked(id, 'sms', 'marketing')).toEqual({ may: false, because: 'not_asked' })
    await create(lin, 'consent-records', { customer: id, purpose: 'marketing', channel: 'any' })
    expect(await asked(id, 'sms', 'marketing')).toEqual({ may: true, because: 'granted' })
    await create(lin, 'consent-records', { customer: id, purpose: 'service', channel: 'sms', state: 'withdrawn' })
    expect(await asked(id, 'sms', 'service')).toEqual({ may: false, because: 'withdrawn' })
    expect(await asked(id, 'phone', 'service')).toEqual({ may: true, because: 'not_asked' })
  })

  test('a yes ends with its last day, hours of rest close the telephone, a contact speaks for itself', async () => {
    const { id } = await aCustomer(lin, { do_not_disturb: [{ from: '00:00', to: '00:00' }] })
    const contact = await aContact(lin, id)
    await create(lin, 'consent-records', { customer: id, channel: 'sms', at: '2026-01-01T00:00:00Z', until: '2026-02-01' })
    await create(lin, 'consent-records', { customer: id, channel: 'phone' })
    expect(await asked(id, 'sms', 'marketing')).toEqual({ may: false, because: 'expired' })
    expect(await asked(id, 'phone', 'marketing')).toEqual({ may: false, because: 'do_not_disturb' })
    await create(lin, 'consent-records', { customer: id, contact: contact.id, channel: 'sms' })
    expect(await asked(id, 'sms', 'marketing', contact.id)).toEqual({ may: true, because: 'granted' })
    expect(await asked(id, 'sms', 'marketing')).toEqual({ may: false, because: 'expired' })
    expect(await asked('01900000-0000-7000-8000-000000000000', 'sms', 'service')).toEqual({ may: false, because: 'not_there' })
  })
})
