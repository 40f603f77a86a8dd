import { Writable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLog } from '../../src/platform/log.ts'
import { castPassword } from '../support/cast.ts'
import { create } from '../support/builders.ts'
import { makeClient } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { upload } from '../support/upload.ts'

let world: TestApp
let log = ''
beforeAll(async () => {
  const sink = new Writable({ write: (chunk, _encoding, done) => ((log += String(chunk)), done()) })
  world = await startTestApp({ app: { log: openLog('trace', sink) } })
})
afterAll(() => world.close())

test('no password, token, cookie or content of a record stands in the log of a whole session, at its most talkative', async () => {
  const client = makeClient(world.app.server)
  const wrong = 'Wrong-password-7731'
  await client.post('/api/v1/session', { login: 'lin', password: wrong })
  const signedIn = await client.post('/api/v1/session', { login: 'lin', password: castPassword })
  const cookie = String(signedIn.headers['set-cookie']).split(';', 1)[0] ?? ''
  const token = cookie.split('=')[1] ?? ''
  const lin = makeClient(world.app.server, { cookie })
  const admin = await world.asUser('admin')
  await create(admin, 'users', { name: '新人', user_name: 'newcomer', password: 'lantern-under-snow-88' })
  await admin.post(`/api/v1/users/${world.ids.mei}/set-password`, { password: 'Given-9953-x' })
  const customer = await create(lin, 'customers', { name: '日志外的客户', phones: ['13899887766'] })
  await lin.patch(`/api/v1/customers/${customer.id}`, { remark: '机密备注4417' })
  await upload(lin, '/api/v1/files', { fileName: '机密文件5528.txt', file: '机密内容6639' })
  await lin.get('/api/v1/customers?filter=%7B', { authorization: 'Bearer Secret-key-1122' })
  await lin.post('/api/v1/customers', { name: 1, password: wrong })
  // What fails inside is logged in full: still without what came with the request.
  await world.query('alter table tags rename to tags_away')
  const failed = await lin.post('/api/v1/tags', { name: '机密标签7740' })
  expect(failed.status).toBe(500)
  await world.query('alter table tags_away rename to tags')
  // Whoever has the link of a quote reads and answers it: it is in no log either, nor is a link that is tried.
  const quote = await create(lin, 'quotes', { name: '日志外的报价', customer: customer.id, lines: [{ name: '大床房', quantity: 1, price: '880' }] })
  await lin.post(`/api/v1/quotes/${quote.id}/submit`)
  const sent = await lin.post(`/api/v1/quotes/${quote.id}/send`, {})
  const link = String(sent.body.link).split('/').at(-1) ?? ''
  expect(link.length).toBeGreaterThan(40)
  const visitor = makeClient(world.app.server)
  expect((await visitor.get(`/api/v1/public-quotes/${link}`)).status).toBe(200)
  await visitor.get(`/q/${link}`)
  await world.query('alter table sent_quotes rename to sent_quotes_away')
  const broken = [await visitor.get(`/api/v1/public-quotes/${link}`), await visitor.get(`/api/v1/public-quotes/${link}/pdf`), await visitor.post(`/api/v1/public-quotes/${link}/accept`, { name: '周敏' })]
  expect(broken.map(({ status }) => status)).toContain(500)
  await world.query('alter table sent_quotes_away rename to sent_quotes')
  await lin.del('/api/v1/session')
  expect(log).toContain(failed.body.request_id)
  for (const { status, body } of broken) if (status === 500) expect(log).toContain(body.request_id)
  for (const word of [link, wrong, castPassword, 'lantern-under-snow-88', 'Given-9953-x', token, 'guanxi_session', 'Secret-key-1122', '13899887766', '机密备注4417', '机密文件5528', '机密内容6639', '机密标签7740']) {
    const line = log.split('\n').find((one) => one.includes(word)) ?? ''
    expect(line).toBe('')
  }
  expect(failed.text).not.toMatch(/relation|select|insert|node_modules/)
})
