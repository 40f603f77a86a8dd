import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkedAddress, fetchOutside, isPublic, OutgoingRefused } from './outgoing.ts'

const nobody = async (): Promise<string[]> => []
const at = (...addresses: string[]) => ({ resolve: async () => addresses })

async function refusal(address: string, options: Parameters<typeof fetchOutside>[2] = { resolve: nobody }): Promise<string> {
  const error: unknown = await fetchOutside(address, {}, options).catch((error: unknown) => error)
  return error instanceof OutgoingRefused ? error.reason : String(error)
}

describe('an address into the own network is refused', () => {
  test('however it is written', async () => {
    const ways = [
      'http://127.0.0.1/', 'http://127.1/', 'http://2130706433/', 'http://0x7f000001/', 'http://0177.0.0.1/', 'http://0x7f.1/', 'http://127.0.0.1./', 'http://0/', 'http://0.0.0.0/', 'http://①②⑦.⓪.⓪.①/', 'http://127。0。0。1/',
      'http://[::1]/', 'http://[::]/', 'http://[0:0:0:0:0:0:0:1]/', 'http://[::ffff:127.0.0.1]/', 'http://[::ffff:7f00:1]/', 'http://[::127.0.0.1]/', 'http://[64:ff9b::7f00:1]/', 'http://[2002:7f00:1::]/', 'http://[2001:0:7f00:1::]/', 'http://[fe80::1]/', 'http://[fd00::1]/', 'http://[fec0::1]/', 'http://[ff02::1]/',
      'http://10.0.0.1/', 'http://172.16.0.1/', 'http://172.31.255.255/', 'http://192.168.1.1/', 'http://169.254.169.254/latest/meta-data/', 'http://100.100.100.200/', 'http://168.63.129.16/', 'http://198.18.0.1/', 'http://224.0.0.1/', 'http://255.255.255.255/',
    ]
    for (const way of ways) expect([way, await refusal(way)]).toEqual([way, 'address'])
  })

  test('by any name that has one private address', async () => {
    for (const addresses of [['127.0.0.1'], ['93.184.216.34', '10.0.0.1'], ['::1'], ['::ffff:169.254.169.254'], ['fe80::1%eth0']]) {
      expect(await refusal('https://example.com/', at(...addresses))).toBe('address')
    }
    expect(await refusal('http://localhost/', {})).toBe('address')
    expect(await refusal('https://nowhere.invalid/')).toBe('unknown_host')
  })

  test('by other protocols, ports and with names and passwords', async () => {
    for (const way of ['file:///etc/passwd', 'ftp://example.com/', 'gopher://127.0.0.1:6379/_', 'data:text/plain,x', 'javascript:alert(1)', 'example.com', '', 'http://', '//127.0.0.1/']) expect([way, await refusal(way)]).toEqual([way, 'protocol'])
    for (const way of ['http://example.com:22/', 'http://example.com:5432/', 'https://example.com:6379/']) expect([way, await refusal(way, at('93.184.216.34'))]).toEqual([way, 'port'])
    for (const way of ['http://user@example.com/', 'http://example.com:80@127.0.0.1/', 'http://user:pass@example.com/']) expect([way, await refusal(way, at('93.184.216.34'))]).toEqual([way, 'credentials'])
  })

  test('whatever address there is: only what the world can reach is public', () => {
    const bytes = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(bytes, (four) => {
        const [a = 0, b = 0] = four
        const isPrivate = a === 0 || a === 10 || a === 127 || a >= 224 || (a === 100 && b >= 64 && b < 128) || (a === 169 && b === 254) || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168)
        if (isPrivate) expect(isPublic(four.join('.'))).toBe(false)
        // The same address in the clothes of the newer protocol.
        expect(isPublic(`::ffff:${four.join('.')}`)).toBe(false)
        expect(isPublic(`64:ff9b::${four.join('.')}`)).toBe(false)
      }),
      { numRuns: 2000 },
    )
    expect(['93.184.216.34', '1.1.1.1', '2606:4700::1111'].map(isPublic)).toEqual([true, true, true])
    fc.assert(fc.property(fc.string(), (text) => void isPublic(text)))
  })

  test('never throws anything else for any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.string().map((text) => `http://${text}`)), async (text) => {
        expect(['address', 'protocol', 'port', 'credentials', 'unknown_host']).toContain(await refusal(text))
      }),
    )
  })
})

describe('a server that may be reached', () => {
  const seen: { url: string | undefined; headers: Record<string, unknown> }[] = []
  let server: Server
  let here: string
  let allow: string[]
  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push({ url: request.url, headers: request.headers })
      const to = new URL(request.url ?? '/', here).searchParams.get('to')
      if (to !== null) response.writeHead(302, { location: to }).end()
      else if (request.url === '/large') response.end('x'.repeat(10_000))
      else if (request.url === '/slow') setTimeout(() => response.end(), 5000).unref()
      else response.end(`hello ${request.headers.host}`)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    here = `http://inside.example:${port}`
    allow = [`inside.example:${port}`]
  })
  afterAll(() => void server.close())
  const options = (more: object = {}) => ({ allow, resolve: async () => ['127.0.0.1'], ...more })

  test('is asked by its name at the address that was looked at', async () => {
    let asked = 0
    // A name that answers differently the second time.
    const resolve = async () => (asked++ === 0 ? ['127.0.0.1'] : ['203.0.113.1'])
    const answer = await fetchOutside(`${here}/`, {}, { allow, resolve })
    expect([answer.status, await answer.text(), asked]).toEqual([200, `hello ${new URL(here).host}`, 1])
  })

  test('cannot send on into the network, nor in circles', async () => {
    for (const to of ['http://127.0.0.1/', 'http://169.254.169.254/', '//[::1]/']) expect([to, await refusal(`${here}/?to=${encodeURIComponent(to)}`, options())]).toEqual([to, 'address'])
    expect(await refusal(`${here}/?to=${encodeURIComponent('file:///etc/passwd')}`, options())).toBe('protocol')
    expect(await refusal(`${here}/?to=${encodeURIComponent('?to=')}`, options())).toBe('too_many_redirects')
  })

  test('gets no secret that was meant for another', async () => {
    const other = `http://127.0.0.1:${new URL(here).port}`
    seen.length = 0
    await fetchOutside(`${here}/?to=${encodeURIComponent(`${other}/end`)}`, { headers: { authorization: 'Bearer secret', 'x-guanxi-signature': 's', accept: 'a/b' } }, options({ allow: [...allow, new URL(other).host] }))
    expect(seen.map(({ url, headers }) => [url?.slice(0, 4), headers.authorization, headers['x-guanxi-signature'], headers.accept])).toEqual([['/?to', 'Bearer secret', 's', 'a/b'], ['/end', undefined, undefined, 'a/b']])
  })

  test('cannot answer without end, in size or in time', async () => {
    expect(await refusal(`${here}/large`, options({ most: 9999 }))).toBe('too_large')
    expect(await refusal(`${here}/slow`, options({ timeout: 100 }))).toMatch(/Timeout|Abort/)
  })

  test('in an allowed network needs no further permission but keeps to the ports', async () => {
    const url = new URL(here)
    expect(await checkedAddress(new URL('http://10.1.2.3/'), { allow: ['10.1.0.0/16'] })).toBe('10.1.2.3')
    await expect(checkedAddress(new URL('http://10.2.0.1/'), { allow: ['10.1.0.0/16'] })).rejects.toThrow(OutgoingRefused)
    await expect(checkedAddress(new URL(`http://127.0.0.1:${url.port}/`), { allow: ['127.0.0.0/8'] })).rejects.toThrow(/port/)
  })
})
