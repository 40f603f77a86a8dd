/** The only way to the server: JSON over fetch, with the chosen language and problems (RFC 9457) as errors. */
import { addressOf, headersFor, takeAhead } from './asked-ahead.ts'
import { deviceOwner } from './device-owner.ts'
import { currentLanguage } from './i18n.ts'
import { isWorthKeeping, keepAnswer, keptAnswer } from './kept-answers.ts'
import { noteKeptAnswer, noteReached } from './reach.ts'

/** One entry of a problem's `errors`. `path` names the input, such as `phones[0]`. */
export interface ProblemEntry {
  path: string
  code: string
  message: string
  /** On collisions (412): both values, who changed it and when. */
  yours?: unknown
  theirs?: unknown
  changed_by?: { id: string; name: string }
  changed_at?: string
}

/** A refusal by the server, or (status 0) a server that cannot be reached. */
export class ProblemError extends Error {
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly errors: ProblemEntry[]
  /** The whole problem document, for extensions such as `demo`. */
  readonly body: Record<string, unknown>

  constructor(status: number, body: Record<string, unknown>) {
    const title = typeof body.title === 'string' ? body.title : ''
    const detail = typeof body.detail === 'string' ? body.detail : ''
    super(detail || title || `HTTP ${status}`)
    this.name = 'ProblemError'
    this.status = status
    this.title = title
    this.detail = detail
    this.errors = Array.isArray(body.errors) ? body.errors.filter(isEntry) : []
    this.body = body
  }
}

export interface RequestOptions {
  /** Objects and arrays are sent as JSON text; undefined ones are left out. */
  query?: Record<string, unknown>
  /** Version of the record that the change is based on. */
  ifMatch?: number
  /** The same key and body give the same answer once. */
  idempotencyKey?: string
  /** Never answered by what this device kept from before. */
  isFresh?: boolean
  signal?: AbortSignal
}

export const api = {
  get: <T>(path: string, options: RequestOptions = {}) => request<T>('GET', path, undefined, options),
  post: <T>(path: string, body?: unknown, options: RequestOptions = {}) => request<T>('POST', path, body, options),
  patch: <T>(path: string, body: unknown, options: RequestOptions = {}) => request<T>('PATCH', path, body, options),
  delete: <T = void>(path: string, options: RequestOptions = {}) => request<T>('DELETE', path, undefined, options),
  /** Address of a path with its query, for links that download. */
  url: (path: string, query: Record<string, unknown> = {}) => addressOf(path, query),
}

type Listener = () => void
const signedOut = new Set<Listener>()

/** Called on every 401 but that of signing in itself. Returns the way to stop listening. */
export function onSignedOut(listener: Listener): () => void {
  signedOut.add(listener)
  return () => signedOut.delete(listener)
}

async function request<T>(method: string, path: string, body: unknown, options: RequestOptions): Promise<T> {
  const isKept = method === 'GET' && !options.isFresh && isWorthKeeping(path, options.query)
  const owner = deviceOwner()
  const response = await send(method, path, body, options).catch(async (error: unknown) => {
    const kept = isKept && isUnreachable(error) ? await keptAnswer(addressOf(path, options.query ?? {})) : undefined
    if (!kept) throw error
    return kept
  })
  if (!(response instanceof Response)) {
    noteKeptAnswer(response.at)
    return response.answer as T
  }
  if (response.status === 204) return undefined as T
  const text = await response.text().catch(() => {
    throw new ProblemError(0, {})
  })
  const answer: unknown = parse(text)
  if (response.ok) {
    if (isKept) void keepAnswer(addressOf(path, options.query ?? {}), owner, text, answer)
    return answer as T
  }
  const problem = new ProblemError(response.status, isObject(answer) ? answer : {})
  if (problem.status === 401 && path !== '/session') signedOut.forEach((listener) => listener())
  throw problem
}

async function send(method: string, path: string, body: unknown, options: RequestOptions): Promise<Response> {
  const url = addressOf(path, options.query ?? {})
  const ahead = method === 'GET' ? await takeAhead(url) : undefined
  if (ahead) {
    noteReached(true)
    return ahead
  }
  const headers = headersFor(currentLanguage())
  const isForm = body instanceof FormData
  if (body !== undefined && !isForm) headers.set('content-type', 'application/json')
  if (options.ifMatch !== undefined) headers.set('if-match', `"${options.ifMatch}"`)
  if (options.idempotencyKey) headers.set('idempotency-key', options.idempotencyKey)
  const content = body === undefined ? undefined : isForm ? body : JSON.stringify(body)
  try {
    const response = await fetch(url, { method, headers, body: content, signal: options.signal, credentials: 'same-origin' })
    noteReached(true)
    return response
  } catch (error) {
    if (options.signal?.aborted) throw error
    noteReached(false)
    throw new ProblemError(0, {})
  }
}

function isUnreachable(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 0
}

function parse(text: string): unknown {
  try {
    return text ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isEntry(value: unknown): value is ProblemEntry {
  return isObject(value) && typeof value.path === 'string' && typeof value.message === 'string'
}
