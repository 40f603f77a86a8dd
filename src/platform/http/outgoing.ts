/**
 * The only way to other servers: what people type as an address must not lead into the own network. Every name is resolved here,
 * every address it has must be a public one, and the connection goes to the address that was looked at, so that a name that
 * answers differently a moment later gains nothing. Redirects are looked at like the first address.
 */
import { lookup } from 'node:dns/promises'
import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { BlockList, isIP } from 'node:net'
import { Readable } from 'node:stream'
import type { IncomingMessage } from 'node:http'

export interface OutgoingOptions {
  /** `host:port` or `network/bits` that may be reached all the same, such as a provider in the own house. */
  allow?: readonly string[]
  /** Ports besides those of `allow`. */
  ports?: readonly number[]
  /** All of the request and its redirects, in milliseconds. */
  timeout?: number
  /** Longest answer, in bytes. */
  most?: number
  /** Redirects that are followed; what is one more is refused, and with 0 the redirect itself is the answer. */
  redirects?: number
  /** For tests. */
  resolve?: (host: string) => Promise<string[]>
}

export interface OutgoingRequest {
  method?: string
  headers?: Record<string, string>
  body?: string
}

/** An address that is refused; `reason` says why without naming what was found there. */
export class OutgoingRefused extends Error {
  readonly reason: 'address' | 'protocol' | 'port' | 'credentials' | 'unknown_host' | 'too_many_redirects' | 'too_large'

  constructor(reason: OutgoingRefused['reason']) {
    super(`The address is refused: ${reason}`)
    this.name = 'OutgoingRefused'
    this.reason = reason
  }
}

const usualRedirects = 5

/** @throws OutgoingRefused; any error of the network; a DOMException named TimeoutError. */
export async function fetchOutside(address: string, request: OutgoingRequest = {}, options: OutgoingOptions = {}): Promise<Response> {
  const mostRedirects = options.redirects ?? usualRedirects
  const signal = AbortSignal.timeout(options.timeout ?? 10_000)
  let url = parseUrl(address)
  let asked = request
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const pinned = await checkedAddress(url, options)
    const answer = await send(url, asked, { pinned, signal })
    const status = answer.statusCode ?? 0
    const next = [301, 302, 303, 307, 308].includes(status) ? answer.headers.location : undefined
    if (next === undefined || mostRedirects === 0) return await responseOf(answer, options.most ?? 5_000_000)
    answer.destroy()
    const target = parseUrl(next, url)
    asked = redirected(asked, { status, isSameOrigin: target.origin === url.origin })
    url = target
  }
  throw new OutgoingRefused('too_many_redirects')
}

function parseUrl(text: string, base?: URL): URL {
  if (!URL.canParse(text, base)) throw new OutgoingRefused('protocol')
  return new URL(text, base)
}

/** The address the connection is to go to. @throws OutgoingRefused */
export async function checkedAddress(url: URL, options: OutgoingOptions = {}): Promise<string> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new OutgoingRefused('protocol')
  if (url.username !== '' || url.password !== '') throw new OutgoingRefused('credentials')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  const isNamed = options.allow?.includes(`${url.hostname}:${port}`) ?? false
  if (!isNamed && ![80, 443, ...(options.ports ?? [])].includes(port)) throw new OutgoingRefused('port')
  const addresses = isIP(host) ? [host] : await (options.resolve ?? resolveAll)(host).catch(() => [])
  const [first] = addresses
  if (first === undefined) throw new OutgoingRefused('unknown_host')
  const allowed = listOf(options.allow?.filter((entry) => entry.includes('/')) ?? [])
  // One private address among public ones is a trap, not an oversight.
  if (!isNamed && !addresses.every((one) => isPublic(one) || has(allowed, one))) throw new OutgoingRefused('address')
  return first
}

async function resolveAll(host: string): Promise<string[]> {
  return (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address)
}

/** IANA's registries of addresses for special purposes: this network, private, shared, loopback, link-local with the metadata services of clouds, documentation, benchmarks, multicast, reserved. */
const special = listOf([
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24',
  '192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4',
  // A metadata service of a cloud with a public address (Alibaba has its in 100.64.0.0/10).
  '168.63.129.16/32',
])
/** What the world uses of IPv6 is 2000::/3, without tunnels that carry an IPv4 address and documentation. */
const global6 = listOf(['2000::/3'])
const special6 = listOf(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'])

export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !has(special, address)
  return isIP(address) === 6 && !address.includes('%') && has(global6, address) && !has(special6, address)
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/')
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

function has(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

function send(url: URL, asked: OutgoingRequest, { pinned, signal }: { pinned: string; signal: AbortSignal }): Promise<IncomingMessage> {
  const answered = Promise.withResolvers<IncomingMessage>()
  const request = (url.protocol === 'https:' ? requestSecure : requestPlain)(url, {
    method: asked.method ?? 'GET',
    headers: asked.headers,
    signal,
    agent: false,
    // The certificate is still asked for the name; only the way there is fixed.
    lookup: (_host, options, done) => {
      const family = isIP(pinned)
      if (options.all === true) done(null, [{ address: pinned, family }])
      else done(null, pinned, family)
    },
  })
  request.once('response', answered.resolve)
  request.once('error', answered.reject)
  request.end(asked.body)
  return answered.promise
}

/** What was meant for one server is not handed to another. */
function redirected(asked: OutgoingRequest, { status, isSameOrigin }: { status: number; isSameOrigin: boolean }): OutgoingRequest {
  const secret = /^(authorization|cookie|proxy-authorization|x-.*(signature|key|token))$/i
  const headers = isSameOrigin ? asked.headers : Object.fromEntries(Object.entries(asked.headers ?? {}).filter(([name]) => !secret.test(name)))
  return status === 307 || status === 308 ? { ...asked, headers } : { method: asked.method === 'HEAD' ? 'HEAD' : 'GET', headers }
}

async function responseOf(answer: IncomingMessage, most: number): Promise<Response> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of Readable.from(answer)) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size > most) {
      answer.destroy()
      throw new OutgoingRefused('too_large')
    }
    chunks.push(chunk)
  }
  const headers = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] => [value ?? []].flat().map((one) => [name, one]))
  const status = answer.statusCode ?? 502
  return new Response([204, 205, 304].includes(status) ? null : Buffer.concat(chunks), { status, headers })
}
