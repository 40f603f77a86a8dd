import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { castPassword } from '../support/cast.ts'
import { makeClient } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
/** Added to the clock of the server. */
let later = 0
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => new Date(Date.now() + later) } })
})
afterAll(() => world.close())

const minute = 60_000

const knock = async (login: string, password: string, options: { from?: string; cookie?: string } = {}) => {
  const reply = await world.app.server.inject({
    method: 'POST', url: '/api/v1/session', remoteAddress: options.from ?? '10.0.0.1',
    headers: { 'content-type': 'application/json', 'accept-language': 'en', ...(options.cookie ? { cookie: options.cookie } : {}) }, payload: JSON.stringify({ login, password }),
  })
  return { status: reply.statusCode, headers: reply.headers, body: reply.json() }
}

const fail = async (login: string, times: number, from: string) => {
  for (let count = 0; count < times; count++) expect((await knock(login, 'a wrong guess', { from })).status).toBe(401)
}

describe('whoever guesses passwords has to wait', () => {
  test('longer each time, and not even the right password is looked at meanwhile', async () => {
    await fail('lin', 5, '10.1.0.1')
    const first = await knock('lin', castPassword, { from: '10.1.0.1' })
    expect([first.status, first.body.type]).toEqual([429, '/problems/too-many-requests'])
    const waits = []
    for (let round = 0; round < 6; round++) {
      const { headers } = await knock('lin', 'a wrong guess', { from: '10.1.0.1' })
      waits.push(Number(headers['retry-after']))
      later += Number(headers['retry-after']) * 1000 + 100
      expect((await knock('lin', 'a wrong guess', { from: '10.1.0.1' })).status).toBe(401)
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32])
  })

  test('after the wait the right password opens, and the count begins anew', async () => {
    await fail('mei', 5, '10.1.0.2')
    later += 2 * minute
    expect((await knock('mei', castPassword, { from: '10.1.0.2' })).status).toBe(201)
    await fail('mei', 5, '10.1.0.2')
  })

  test('a name that nobody has is answered like one that somebody has', async () => {
    const answersFor = async (login: string, from: string) => {
      const answers = []
      for (let count = 0; count < 7; count++) answers.push((await knock(login, 'a wrong guess', { from })).status)
      return answers
    }
    expect(await answersFor('nobody-at-all', '10.1.0.3')).toEqual(await answersFor('chen', '10.1.0.4'))
  })

  test('many names from one address are too many', async () => {
    const answers = []
    for (let count = 0; count < 22; count++) answers.push((await knock(`name-${count}`, 'a wrong guess', { from: '10.1.0.5' })).status)
    expect(answers.indexOf(429)).toBe(20)
  })

  test('of many guesses at the same moment no more pass than one after the other', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => knock('ma', 'a wrong guess', { from: '10.1.0.6' })))
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5)
    later += 20 * minute
  })
})

describe('nobody can lock somebody else out', () => {
  test('a browser that signed in before comes in while others fail in that name from many addresses', async () => {
    const { headers } = await knock('chen', castPassword, { from: '10.2.0.1' })
    const device = [headers['set-cookie']].flat().map((text) => String(text).split(';', 1)[0]).find((text) => text!.startsWith('guanxi_device='))!
    await fail('chen', 5, '10.2.1.1')
    // And fifty more from ten other addresses, written down here because each of them takes its time.
    const account = (await world.query('select account_id from users where id = $1', [world.ids.chen]))[0].account_id
    await world.query("update sign_in_failures set failures = failures + 50, blocked_until = $2 where subject = $1", [`account:${account}`, new Date(Date.now() + later + 10 * minute)])
    expect((await knock('chen', castPassword, { from: '10.2.2.2' })).status).toBe(429)
    expect((await knock('chen', castPassword, { from: '10.2.2.2', cookie: device })).status).toBe(201)
    // Nor do failures at the same address, as behind the router of an office.
    expect((await knock('chen', castPassword, { from: '10.2.1.1', cookie: device })).status).toBe(201)
    later += 20 * minute
  })

  test('the cookie of another person’s browser opens nothing earlier', async () => {
    const { headers } = await knock('lin', castPassword, { from: '10.2.0.2' })
    const device = [headers['set-cookie']].flat().map((text) => String(text).split(';', 1)[0]).find((text) => text!.startsWith('guanxi_device='))!
    await fail('admin', 5, '10.2.0.3')
    expect((await knock('admin', castPassword, { from: '10.2.0.3', cookie: device })).status).toBe(429)
    later += 20 * minute
  })

  test('a browser that is known has to wait as well, for its own failures', async () => {
    const { headers } = await knock('mei', castPassword, { from: '10.2.0.4' })
    const cookie = [headers['set-cookie']].flat().map((text) => String(text).split(';', 1)[0]).join('; ').replace(/guanxi_session=[^;]*; /, '')
    const answers = []
    for (let count = 0; count < 12; count++) answers.push((await knock('mei', 'a wrong guess', { from: '10.2.0.4', cookie })).status)
    expect(answers.indexOf(429)).toBe(10)
  })
})

describe('what was counted', () => {
  test('outlives the server', async () => {
    for (let count = 0; count < 10; count++) {
      await fail('nobody-after-restart', 1, '10.3.0.1')
      later += minute
    }
    await fail('nobody-after-restart', 1, '10.3.0.1')
    const { openApp } = await import('../../src/app.ts')
    const second = await openApp({ databaseUrl: world.databaseUrl, dataFolder: world.dataFolder, clock: { now: () => new Date(Date.now() + later) } })
    const reply = await second.server.inject({ method: 'POST', url: '/api/v1/session', remoteAddress: '10.3.0.1', payload: { login: 'nobody-after-restart', password: 'a wrong guess' } })
    await second.close()
    expect(reply.statusCode).toBe(429)
  })

  test('keeps no name and no password that was typed', async () => {
    await knock('typed-password-by-mistake', 'a wrong guess', { from: '10.3.0.2' })
    expect(JSON.stringify(await world.query('select * from sign_in_failures'))).not.toMatch(/typed-password|wrong guess/)
  })

  test('the current password of somebody signed in cannot be guessed without waiting either', async () => {
    const { headers } = await knock('ma', castPassword, { from: '10.3.0.3' })
    const client = makeClient(world.app.server, { cookie: String([headers['set-cookie']].flat()[0]).split(';', 1)[0] })
    const answers = []
    for (let count = 0; count < 7; count++) answers.push((await client.post('/api/v1/session/password', { current: 'a wrong guess', password: 'another-good-one-9' })).status)
    expect(answers).toEqual([422, 422, 422, 422, 422, 429, 429])
  })
})
