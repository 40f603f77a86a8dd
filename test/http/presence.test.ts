import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let ma: Client
beforeAll(async () => {
  world = await startTestApp()
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
  ma = await world.asUser('ma')
})
afterAll(() => world.close())

const window = (letter: string) => letter.repeat(32)
const sign = (client: Client, id: string, body: object) => client.post(`/api/v1/customers/${id}/presence`, body)

describe('two people at one record', () => {
  test('each is told of the other and of the field being edited, not of oneself', async () => {
    const { id } = await aCustomer(lin)
    expect((await sign(lin, id, { window: window('a') })).body.data).toEqual([])
    expect((await sign(ma, id, { window: window('b'), editing: 'phones' })).body.data).toMatchObject([{ name: '林晓', is_editing: false, field: null }])
    expect((await sign(lin, id, { window: window('a') })).body.data).toMatchObject([{ id: world.ids.ma, name: '马丽', is_editing: true, field: 'phones' }])
    expect((await sign(ma, id, { window: window('b'), is_gone: true })).status).toBe(204)
    expect((await sign(lin, id, { window: window('a') })).body.data).toEqual([])
  })

  test('who may not see the record neither comes nor hears', async () => {
    const { id } = await aCustomer(admin, { owner: world.ids.chen })
    await sign(admin, id, { window: window('a') })
    const refused = await sign(lin, id, { window: window('c') })
    expect([refused.status, refused.text.includes('管理员')]).toEqual([404, false])
    expect((await sign(admin, id, { window: window('a') })).body.data).toEqual([])
  })

  test('nobody makes another person leave', async () => {
    const { id } = await aCustomer(lin)
    await sign(lin, id, { window: window('a') })
    await sign(ma, id, { window: window('a'), is_gone: true })
    expect((await sign(ma, id, { window: window('b') })).body.data).toHaveLength(1)
  })

  test('an administrator who looks as somebody is not announced', async () => {
    const { id } = await aCustomer(lin)
    await sign(ma, id, { window: window('b') })
    const looker = world.anonymous()
    const { headers } = await looker.post('/api/v1/session', { login: 'admin', password: 'green-mountain-7' })
    const cookie = String(headers['set-cookie']).split(';')[0] ?? ''
    expect((await looker.post(`/api/v1/users/${world.ids.lin}/look-as`, {}, { cookie })).status).toBeLessThan(300)
    expect((await looker.post(`/api/v1/customers/${id}/presence`, { window: window('d') }, { cookie })).status).toBe(403)
    expect((await sign(ma, id, { window: window('b') })).body.data).toEqual([])
  })

  test.each([{}, { window: 'x' }, { window: window('a'), editing: 7 }, { window: window('a'), who: 'me' }])('refuses %o in words', async (body) => {
    const { id } = await aCustomer(lin)
    const reply = await sign(lin, id, body)
    expect([reply.status, reply.headers['content-type']]).toEqual([422, 'application/problem+json; charset=utf-8'])
  })

  test('a field that does not exist is nothing that anybody edits', async () => {
    const { id } = await aCustomer(lin)
    await sign(lin, id, { window: window('a'), editing: '<script>' })
    expect((await sign(ma, id, { window: window('b') })).body.data).toMatchObject([{ is_editing: false, field: null }])
  })
})
