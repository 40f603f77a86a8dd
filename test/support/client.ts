/** A person at the HTTP interface: keeps the cookie, speaks one language. */
import type { FastifyInstance } from 'fastify'

export interface Reply {
  status: number
  headers: Record<string, string | string[] | number | undefined>
  text: string
  bytes: Buffer
  /** The text as JSON; null where it is none. */
  body: any
}

type Headers = Record<string, string>

export interface Client {
  get(url: string, headers?: Headers): Promise<Reply>
  post(url: string, body?: unknown, headers?: Headers): Promise<Reply>
  patch(url: string, body?: unknown, headers?: Headers): Promise<Reply>
  del(url: string, headers?: Headers): Promise<Reply>
  /** The request as it is, with nothing but the cookie added. */
  send(request: { method: string; url: string; headers?: Headers; payload?: string | Buffer }): Promise<Reply>
  /** Every row of a list, page by page. */
  list(objects: string, query?: ListQuery): Promise<any[]>
}

export interface ListQuery {
  q?: string
  filter?: unknown
  sort?: string
  fields?: string
  limit?: number
  count?: 'none' | 'exact' | 'estimate'
  deleted?: boolean
}

export function makeClient(server: FastifyInstance, options: { cookie?: string; language?: 'zh' | 'en' } = {}): Client {
  const own: Headers = { 'accept-language': options.language === 'en' ? 'en' : 'zh-CN', ...(options.cookie ? { cookie: options.cookie } : {}) }
  const send: Client['send'] = async ({ method, url, headers, payload }) => {
    const reply = await server.inject({ method: method as 'GET', url, headers: { ...own, ...headers }, payload })
    return { status: reply.statusCode, headers: reply.headers, text: reply.payload, bytes: reply.rawPayload, body: parsed(reply.payload) }
  }
  const withBody = (method: string) => (url: string, body: unknown = {}, headers: Headers = {}) =>
    send({ method, url, headers: { 'content-type': 'application/json', ...headers }, payload: JSON.stringify(body) })
  const client: Client = {
    send,
    get: (url, headers) => send({ method: 'GET', url, headers }),
    post: withBody('POST'),
    patch: withBody('PATCH'),
    del: (url, headers) => send({ method: 'DELETE', url, headers }),
    list: async (objects, query = {}) => {
      const rows: any[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const { status, text, body } = await client.get(listUrl(objects, query, cursor))
        if (status !== 200) throw new Error(`${listUrl(objects, query, cursor)} answered ${status}: ${text}`)
        rows.push(...body.data)
        cursor = body.next_cursor
      }
      return rows
    },
  }
  return client
}

export function listUrl(objects: string, query: ListQuery, cursor?: string): string {
  const { filter, deleted, ...rest } = query
  const parts = new URLSearchParams()
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) parts.set(name, String(value))
  if (filter !== undefined) parts.set('filter', JSON.stringify(filter))
  if (deleted) parts.set('deleted', 'true')
  if (cursor) parts.set('cursor', cursor)
  return `/api/v1/${objects}?${parts.toString()}`
}

export async function signIn(server: FastifyInstance, person: { login: string; password: string; language?: 'zh' | 'en' }): Promise<Client> {
  const { language, ...body } = person
  const reply = await makeClient(server).post('/api/v1/session', body)
  if (reply.status !== 201) throw new Error(`${person.login} cannot sign in: ${reply.text}`)
  const cookie = String(reply.headers['set-cookie']).split(';', 1)[0]
  return makeClient(server, { cookie, language })
}

function parsed(text: string): any {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
