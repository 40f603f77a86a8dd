/** The HTTP server: security headers, limits, languages, problems. Knows no records. */
import { isUtf8 } from 'node:buffer'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { newId } from '../ids.ts'
import type { Language } from '../label.ts'
import { forbidden, malformed, notFound, notSignedIn, unsupportedMediaType } from '../problems.ts'
import { refuseDeepNesting } from './nesting.ts'
import { registerPages, type SendDocument } from './pages.ts'
import { problemAnswer } from './problem-answer.ts'
import { createRateLimiter, type RateLimiter, type Rates, type Subject } from './rate-limit.ts'
import type { Answer, Route } from './route.ts'
import { securityHeaders } from './security-headers.ts'
import { limitBodies, patience, whenRead } from './slow-clients.ts'
import { keepSignedText } from './signed-body.ts'

export interface ServerOptions<Ctx> {
  log: FastifyBaseLogger
  routes: readonly Route<Ctx>[]
  /** Null when nobody is signed in. */
  identify(request: FastifyRequest, route: Route<Ctx>): Promise<Ctx | null>
  /** Context of public routes. */
  anonymous(request: FastifyRequest): Ctx
  /** Wraps writing requests, e.g. for idempotency keys. */
  around?(ctx: Ctx, request: FastifyRequest, work: (ctx: Ctx) => Promise<Answer>, route: Route<Ctx>): Promise<Answer>
  /** Extra members of the 401 answer. */
  signInHint?(): Record<string, unknown>
  webFolder: string
  /** Addresses and networks of proxies whose word on address and protocol of the caller is taken, e.g. `127.0.0.1, 10.0.0.0/8`. */
  trustedProxies?: string | null
  /** How much may be asked for; without limit where left out. */
  rates?: Rates
  /** Whom a request of somebody signed in is counted for. */
  subjectOf(ctx: Ctx, request: FastifyRequest): Subject
  /** Connections at the same time; more are turned away. */
  mostConnections?: number
  /** How long a body without a file may take, in milliseconds. */
  bodyPatience?: number
}

const bodyLimit = 10 * 1024 * 1024
const uploadLimit = 2 * 1024 * 1024 * 1024

export async function buildServer<Ctx>(options: ServerOptions<Ctx>): Promise<FastifyInstance> {
  const server = Fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    // Nothing is logged by request, so none needs a logger of its own.
    childLoggerFactory: (logger) => logger,
    bodyLimit,
    // Live streams never end by themselves; a stopping server does not wait for them.
    forceCloseConnections: true,
    genReqId: () => newId(),
    trustProxy: options.trustedProxies ?? false,
    requestTimeout: patience.request,
    connectionTimeout: patience.silence,
    keepAliveTimeout: patience.pause,
    http: { headersTimeout: patience.head },
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => sendProblem(options, request, reply, error),
  })
  server.setErrorHandler((error, request, reply) => sendProblem(options, request, reply, error))
  if (options.mostConnections) server.server.maxConnections = options.mostConnections
  const security = await securityHeaders()
  server.addHook('onRequest', (request, reply, done) => {
    void reply.headers(security.always)
    if (request.protocol === 'https') void reply.headers(security.secure)
    // What belongs to somebody stays in no cache; what may be kept says so itself.
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store')
    done()
  })
  await server.register(compress, { threshold: 4096, encodings: ['br', 'gzip'] })
  await server.register(cookie)
  await server.register(multipart, { limits: { fileSize: uploadLimit, files: 1, fields: 20 } })
  readBodies(server)
  limitBodies(server, { wait: options.bodyPatience ?? patience.body, refuse: (request, reply, problem) => sendProblem(options, request, reply, problem) })
  const sendDocument = await registerPages(server, { folder: options.webFolder, security })
  server.setNotFoundHandler((request, reply) => answerUnknownPath(options, request, reply, sendDocument))
  const limiter = options.rates ? createRateLimiter(options.rates) : null
  for (const route of options.routes) register(server, options, route, limiter)
  return server
}

/** JSON and merge patches in UTF-8; anything else is answered 415 or 400. A body that is empty is one that was not sent. */
function readBodies(server: FastifyInstance): void {
  const read = server.getDefaultJsonParser('error', 'error')
  server.removeContentTypeParser(['text/plain', 'application/json'])
  server.addContentTypeParser(['application/json', 'application/merge-patch+json', 'application/scim+json'], { parseAs: 'buffer' }, (request, bytes: Buffer, done) => {
    if (bytes.length === 0) return done(null, undefined)
    // Decoded all the same, letters of another encoding would be kept as signs for what cannot be read.
    if (!isUtf8(bytes)) throw malformed({ zh: '内容不是 UTF-8 编码', en: 'The content is not in UTF-8' })
    const text = bytes.toString()
    refuseDeepNesting(text)
    keepSignedText(request, text)
    void read(request, text, done)
  })
  server.addContentTypeParser(formType, { parseAs: 'string' }, (_request, _text, done) => done(null, undefined))
}

const formType = 'application/x-www-form-urlencoded'

function isForm(request: FastifyRequest): boolean {
  return (request.headers['content-type'] ?? '').toLowerCase().startsWith(formType)
}

/** Paths of the pages are the browser's business: every one of them gets the same document. */
function answerUnknownPath<Ctx>(options: ServerOptions<Ctx>, request: FastifyRequest, reply: FastifyReply, sendDocument: SendDocument | null): void {
  const isPage = request.method === 'GET' && !request.url.startsWith('/api/') && !/\.[a-z0-9]+$/i.test(pathOf(request))
  if (isPage && sendDocument) void sendDocument(reply)
  else sendProblem(options, request, reply, notFound())
}

function register<Ctx>(server: FastifyInstance, options: ServerOptions<Ctx>, route: Route<Ctx>, limiter: RateLimiter | null): void {
  server.route({
    method: route.method,
    url: route.path,
    ...(route.isBytes ? { compress: false as const } : {}),
    handler: async (request, reply) => {
      if (limiter) void reply.headers(limiter.take({ kind: 'address', id: request.ip }))
      refuseForeignOrigin(request)
      if (!route.takes_forms && isForm(request)) throw unsupportedMediaType()
      const known = route.guard === 'public' && !route.knows_caller ? null : await options.identify(request, route)
      const ctx = known ?? (route.guard === 'public' ? options.anonymous(request) : null)
      if (ctx === null) throw notSignedIn(options.signInHint?.())
      if (limiter && known) void reply.headers(limiter.take(options.subjectOf(ctx, request)))
      if (route.body && request.isMultipart()) throw unsupportedMediaType()
      const query = route.query ? route.query.parse(request.query) : {}
      const body = route.body ? route.body.parse(request.body === undefined ? {} : request.body) : request.body
      const work = (ctx: Ctx) => route.handle(ctx, { params: paramsOf(request), query, body, headers: request.headers, raw: request })
      const answer = options.around && route.guard === 'signed_in' ? await options.around(ctx, request, work, route) : await work(ctx)
      return send(reply, answer)
    },
  })
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  for (const [name, value] of Object.entries(answer.headers ?? {})) void reply.header(name, value)
  void reply.code(answer.status ?? 200)
  if (answer.stream) return reply.send(answer.stream)
  if (answer.json === undefined && answer.body === undefined) return reply.send()
  if (!reply.hasHeader('content-type')) void reply.header('content-type', 'application/json; charset=utf-8')
  return reply.send(typeof answer.json === 'object' ? bytesOf(answer.json) : (answer.json ?? JSON.stringify(answer.body)))
}

/**
 * The parts as they go out. Joined as a text, a list of 50 would be longer than V8 keeps among its other objects: memory for each such
 * text comes from the system and goes back to it, which took 2 ms for 140 kB, twenty times what writing the parts takes.
 */
function bytesOf(parts: readonly string[]): Buffer {
  const bytes = Buffer.allocUnsafe(parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0))
  let end = 0
  for (const part of parts) end += bytes.write(part, end)
  return bytes
}

/**
 * A browser tells where a request comes from. Requests that change something and come with a cookie from another site are
 * refused; programs send neither header and hold no cookie by accident.
 */
function refuseForeignOrigin(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers['sec-fetch-site']
  if (site === 'cross-site' || site === 'same-site') throw forbidden({ zh: '拒绝来自其他网站的请求', en: 'Requests from other sites are refused' })
  const origin = request.headers.origin
  if (site === undefined && origin !== undefined && hostOf(origin) !== request.headers.host) {
    throw forbidden({ zh: '拒绝来自其他网站的请求', en: 'Requests from other sites are refused' })
  }
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}

function sendProblem<Ctx>(options: ServerOptions<Ctx>, request: FastifyRequest, reply: FastifyReply, error: unknown): void {
  const answer = problemAnswer(error, { language: languageOf(request), path: pathOf(request) })
  // The route as it is declared: in the address itself may stand a link that opens something to whoever has it.
  if (answer.status >= 500) options.log.error({ err: error, requestId: request.id, route: `${request.method} ${request.routeOptions.url ?? ''}` }, 'a request failed')
  const tell = (): void =>
    void reply
      .code(answer.status)
      .headers(answer.headers)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify({ ...answer.body, request_id: request.id }))
  if (answer.status === 413 && !request.isMultipart()) whenRead(request, reply, tell)
  else tell()
}

/** The one of both that is wanted more; Chinese where neither is asked for. */
export function languageOf(request: FastifyRequest): Language {
  const wanted = (request.headers['accept-language'] ?? '').split(',').flatMap((part) => {
    const [, name, quality] = /^\s*(zh|en)(?:-[^;]*)?\s*(?:;\s*q\s*=\s*([\d.]+)\s*)?$/i.exec(part) ?? []
    return name ? [{ name: name.toLowerCase(), quality: Number(quality ?? 1) }] : []
  })
  const [best] = wanted.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality)
  return best?.name === 'en' ? 'en' : 'zh'
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? ''
}

function paramsOf(request: FastifyRequest): Record<string, string> {
  const { params } = request
  if (typeof params !== 'object' || params === null) return {}
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key, String(value)]))
}

/** A JSON query parameter such as `filter`. @throws Problem 400. */
export function parseJsonParameter(name: string, text: string): unknown {
  refuseDeepNesting(text)
  try {
    return JSON.parse(text)
  } catch {
    throw malformed({ zh: `${name} 不是有效的 JSON`, en: `${name} is not valid JSON` })
  }
}
