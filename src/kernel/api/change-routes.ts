/** The change feed for programs, and the same as a live stream for open pages. */
import { Readable } from 'node:stream'
import { z } from 'zod'
import { defineRoute, type Route } from '../../platform/http/route.ts'
import type { Context } from '../context.ts'
import { changesAfter } from '../history/changes.ts'
import { onAnnouncement } from '../history/events.ts'

const objects = z.string().max(1000).optional()

export const changeRoutes: Route<Context>[] = [
  defineRoute({
    method: 'GET', path: '/api/v1/changes', guard: 'signed_in', tag: 'Changes', summary: 'Every change in order, after a cursor (or after=now)',
    query: z.strictObject({ after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(1000).default(200), objects }),
    handle: async (ctx: Context, { query }) => ({
      body: await changesAfter(ctx, { after: query.after, limit: query.limit, objects: query.objects?.split(',') }),
    }),
  }),
  defineRoute({
    method: 'GET', path: '/api/v1/stream', guard: 'signed_in', tag: 'Changes', summary: 'Server-sent events of what the caller may see',
    query: z.strictObject({ topics: objects }),
    handle: async (ctx: Context, { query }) => ({
      headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' },
      stream: Readable.from(liveChanges(ctx, query.topics?.split(',')), { objectMode: false }),
    }),
  }),
]

/** Other processes write too, so the log is looked at now and then even when this one is quiet. */
const lookAgainAfter = 5000
/** Rights may change while a page is open: the browser comes back after this with the rights it has then. */
const longestStream = 10 * 60_000

async function* liveChanges(ctx: Context, topics: string[] | undefined): AsyncGenerator<string> {
  const wake = signal()
  const forget = onAnnouncement((workspaceId) => {
    if (workspaceId === ctx.workspace.id) wake.ring()
  })
  const end = Date.now() + longestStream
  try {
    let { next_cursor: after } = await changesAfter(ctx, { after: 'now', limit: 1 })
    yield 'retry: 1000\n\n'
    while (Date.now() < end) {
      const { data, next_cursor } = await changesAfter(ctx, { after, limit: 200, objects: topics })
      for (const { fields, ...change } of data) {
        yield `event: change\ndata: ${JSON.stringify({ ...change, fields: fields.map(({ field }) => field) })}\n\n`
      }
      if (next_cursor === after) {
        await wake.heard(lookAgainAfter)
        // A comment now and then tells both ends that the other is still there.
        yield ': \n\n'
      }
      after = next_cursor
    }
  } finally {
    forget()
  }
}

function signal() {
  let rung = false
  let resolve: () => void = () => {}
  return {
    ring: () => {
      rung = true
      resolve()
    },
    heard: async (timeout: number) => {
      if (!rung) {
        await new Promise<void>((done) => {
          const timer = setTimeout(done, timeout)
          resolve = () => {
            clearTimeout(timer)
            done()
          }
        })
      }
      rung = false
    },
  }
}
