import fc from 'fast-check'
import { almost, junkTexts, oddHeaders, parameter, payloadOf, type Ids } from './junk.ts'

export interface OddRequest {
  url: string
  headers: Record<string, string>
  payload?: string | Buffer
}

/** What a route of the description is asked with: an address, headers, a body. */
export function oddRequest(description: any, ids: Ids, { method, path }: { method: string; path: string }): fc.Arbitrary<OddRequest> {
  const operation = description.paths[path.replace(/:([a-z_]+)/g, '{$1}')][method.toLowerCase()]
  const objects = path.split('/')[3] ?? ''
  const ownId = ids.own[objects] ?? ids.own.customers!
  const id = fc.oneof({ weight: 6, arbitrary: fc.constant(ownId) }, { weight: 1, arbitrary: fc.constant(ids.foreign) }, { weight: 1, arbitrary: fc.constantFrom(...junkTexts).map((text) => encodeURIComponent(text.toWellFormed()) || 'x') })
  const asked = operation.parameters.filter((one: any) => one.in === 'query').map((one: any) => one.name)
  const required = operation.parameters.filter((one: any) => one.in === 'query' && one.required).map((one: any) => one.name)
  const query = fc
    .tuple(fc.subarray(asked as string[]), fc.integer({ min: 0, max: 30 }))
    .map(([some, dice]) => [...new Set([...required, ...some, ...(['x[]', '__proto__', 'limit'].slice(dice, dice + 1))])])
    .chain((names) => fc.tuple(...names.map((name) => parameter(name, ids).map((text) => `${encodeURIComponent(name)}=${encodeURIComponent(text.toWellFormed())}`))))
    .map((parts) => parts.join('&'))
  const schema = operation.requestBody?.content['application/json'].schema
  const meant = schema ? fc.constantFrom(0, 0.05, 0.3).chain((wrong) => almost(schema, ids, wrong)) : fc.constantFrom(undefined, {})
  const body = method === 'GET' ? fc.constant(null) : meant.chain(payloadOf)
  return fc.tuple(id, query, oddHeaders, body, fc.boolean()).map(([id, query, headers, sent, withQuery]) => ({
    url: path.replace('x-:made', 'x-thing').replace(/:[a-z_]+/g, id) + (withQuery || asked.length > 0 ? `?${query}` : ''),
    headers: { ...headers, ...(sent?.type ? { 'content-type': sent.type } : {}) },
    ...(sent ? { payload: sent.payload } : {}),
  }))
}
