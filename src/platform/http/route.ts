/** A route is a list of guards, top-down: who, what input, then the handler. Registered and documented from the same lines. */
import type { Readable } from 'node:stream'
import type { z } from 'zod'

export interface Answer {
  status?: number
  headers?: Record<string, string | string[]>
  /** Made into JSON, unless `json` is already text or `stream` is given. */
  body?: unknown
  /** Text; in parts where it is long, as lists are: they are sent one behind the other and never put together as one text. */
  json?: string | readonly string[]
  stream?: Readable
}

export interface RouteRequest<Query = unknown, Body = unknown> {
  params: Record<string, string>
  query: Query
  body: Body
  headers: Record<string, string | string[] | undefined>
  /** For uploads: the parts of a multipart body. */
  raw: unknown
}

export interface Route<Ctx, Query = unknown, Body = unknown> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `:id` for parameters. */
  path: string
  /** `public` routes get no context of a person. */
  guard: 'signed_in' | 'public'
  /** Public, but answers more to whoever is signed in: such a caller has the own context. */
  knows_caller?: boolean
  /** Changes nothing though it is a POST: callers who may only read may send it. */
  is_query?: boolean
  /** About the caller's own account: refused for keys and for an administrator who looks as somebody. */
  is_personal?: boolean
  /** Mail programs send a form, whose content is not read; elsewhere one is answered 415. */
  takes_forms?: boolean
  /** The answer holds a secret that is shown once: no copy of it is kept. */
  holds_secret?: boolean
  /** English; the description in OpenAPI. */
  summary: string
  tag: string
  query?: z.ZodType<Query>
  body?: z.ZodType<Body>
  /** JSON Schema of the body where zod does not describe it (objects are described by their fields). */
  bodySchema?: object
  answerSchema?: object
  /** Answers bytes as they are, which callers may ask for in parts: never compressed on the way. */
  isBytes?: boolean
  handle(ctx: Ctx, request: RouteRequest<Query, Body>): Promise<Answer>
}

/** Keeps the input types inside the route while a list holds routes of every input. */
export function defineRoute<Ctx, Query = unknown, Body = unknown>(route: Route<Ctx, Query, Body>): Route<Ctx> {
  // The server parses query and body by the route's own schemas before it calls the handler.
  return route
}
