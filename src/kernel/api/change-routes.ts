/** The change feed for programs, and the same as a live stream for open pages. */
import { Readable } from 'node:stream'
import { z } from 'zod'
import { addDays } from '../../platform/calendar/days.ts'
import { startOfDay, today } from '../../platform/calendar/zones.ts'
import { defineRoute, type Route } from '../../platform/http/route.ts'
import { signal } from '../../platform/signal.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Context } from '../context.ts'
import { changesAfter } from '../history/changes.ts'
import { onAnnouncement } from '../history/events.ts'
import { presence } from '../presence.ts'
import { othersAt } from './presence-routes.ts'
import type { PersonContext } from './access-routes.ts'

const objects = z.string().max(1000).optional()

/** @param contextOf who somebody is by now: an open stream is told when that changed. */
export const changeRoutes = (contextOf: PersonContext): Route<Context>[] => [
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
      stream: Readable.from(liveChanges(ctx, contextOf, query.topics?.split(',')), { objectMode: false }),
    }),
  }),
]

/** What other processes announce may be lost, so the log is looked at now and then even when all is quiet. */
const lookAgainAfter = 5000
/** The browser comes back after this with the rights it has then. */
const longestStream = 10 * 60_000

/** What rights hang on beside the record itself. */
const rightsObjects = new Set(['user', 'role', 'department', 'territory', 'share'])

async function* liveChanges(ctx: Context, contextOf: PersonContext, topics: string[] | undefined): AsyncGenerator<string> {
  const wake = signal()
  const marks = liveMarks(ctx)
  let isDoubtful = false
  const forget = onAnnouncement((workspaceId, object) => {
    if (workspaceId !== ctx.workspace.id) return
    isDoubtful ||= rightsObjects.has(object)
    marks.doubt(object)
    wake.ring()
  })
  // Told to those who are at the record themselves, each time they give a sign with the right to see it; not to who looks as somebody.
  const gathered = new Map<string, { object: string; id: string }>()
  const leave = presence.onChange(({ workspaceId, object, id }) => {
    const isConcerned = workspaceId === ctx.workspace.id && (!topics || topics.includes(object)) && ctx.actor.via === undefined
    if (!isConcerned || !presence.isAt({ workspaceId, object, id }, ctx.actor.id)) return
    gathered.set(`${object} ${id}`, { object, id })
    wake.ring()
  })
  const end = Date.now() + longestStream
  // Shares and substitutions run out with a day.
  let midnight = nextMidnight(ctx)
  try {
    let { next_cursor: after } = await changesAfter(ctx, { after: 'now', limit: 1 })
    const rights = await rightsNow(ctx, contextOf)
    yield 'retry: 1000\n\n'
    while (Date.now() < end) {
      const now = ctx.clock.now().getTime()
      if (now >= midnight) [isDoubtful, midnight] = [true, nextMidnight(ctx)]
      if (isDoubtful) {
        isDoubtful = false
        // The conditions of this stream are those of then: the browser comes back and gets those of now.
        if ((await rightsNow(ctx, contextOf)) !== rights) return yield 'event: rights\ndata: {}\n\n'
      }
      for (const place of gathered.values()) {
        const { data: people, turn } = othersAt(ctx, place)
        yield `event: presence\ndata: ${JSON.stringify({ ...place, people, turn })}\n\n`
      }
      gathered.clear()
      const { data, next_cursor } = await changesAfter(ctx, { after, limit: 200, objects: topics })
      for (const { fields, ...change } of data) {
        yield `event: change\ndata: ${JSON.stringify({ ...change, fields: fields.map(({ field }) => field) })}\n\n`
      }
      yield* marks.news()
      if (next_cursor === after) {
        if (!(await wake.heard(Math.min(lookAgainAfter, midnight - now)))) marks.doubt(null)
        // A comment now and then tells both ends that the other is still there.
        yield ': \n\n'
      }
      after = next_cursor
    }
  } finally {
    forget()
    leave()
  }
}

/** What modules always tell open pages of this person: all of it at first, then what has changed. */
function liveMarks(ctx: Context) {
  const marks = ctx.registry.modules.flatMap((module) => module.live ?? [])
  const told = new Map<string, string>()
  const doubtful = new Set(marks)
  return {
    /** @param object that was announced; null: another process may have changed anything. */
    doubt: (object: string | null) => {
      for (const mark of marks) if (object === null || mark.objects.includes(object)) doubtful.add(mark)
    },
    async *news(): AsyncGenerator<string> {
      // What is doubted again while it is asked for comes again: it is taken out before.
      for (const mark of doubtful) {
        doubtful.delete(mark)
        const news = JSON.stringify(await mark.of(ctx))
        if (told.get(mark.name) === news) continue
        told.set(mark.name, news)
        yield `event: ${mark.name}\ndata: ${news}\n\n`
      }
    },
  }
}

function nextMidnight({ clock, workspace: { timeZone } }: Context): number {
  return startOfDay(addDays(today(clock, timeZone), 1), timeZone).getTime()
}

/** Everything that the rights of the caller are decided by, to be compared: of another day only what is other than the day before. */
async function rightsNow(ctx: Context, contextOf: PersonContext): Promise<string> {
  const actor = (await contextOf(ctx, ctx.actor.id))?.actor
  if (!actor) return ''
  const shares = await ctx.db.rows<{ id: string }>(
    sql`select s.id from shares s where s.workspace_id = ${sql.workspace} and s.deleted_at is null and (s.until is null or s.until >= ${actor.today}::date)
      and (s.person_id = ${actor.id}::uuid or s.department_id = any(${actor.departmentPath}::uuid[])) order by s.id`,
  )
  return JSON.stringify([{ ...actor, today: null }, shares])
}
