/** The own tasks as a calendar: its secret address, and what a calendar program reads there. */
import { addressAsked } from '../../../platform/http/address-asked.ts'
import { createRateLimiter } from '../../../platform/http/rate-limit.ts'
import { defineRoute, type Answer, type Route } from '../../../platform/http/route.ts'
import { addDays } from '../../../platform/calendar/days.ts'
import { today } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import { forbidden, notFound } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { listRecords } from '../../../kernel/query/list.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { closeFeed, feedOf, openFeed, readerOf } from './feeds.ts'
import { calendarOf, type FeedTask } from './ics.ts'

const tag = 'Calendar'
/** A program asks every few minutes at most; more than that is guessing. */
const perMinute = 60
const most = 2000
/** What is overdue for longer is read in the list. */
const daysBack = 90

export function calendarRoutes(runtime: Runtime, { publicUrl }: { publicUrl: string | null }): Route<Context>[] {
  const limiter = createRateLimiter({ address: perMinute, person: 0, key: 0 })
  return [
    defineRoute({
      method: 'GET', path: '/api/v1/calendar-feed', guard: 'signed_in', is_personal: true, tag, summary: 'Whether the own tasks can be read as a calendar, and since when',
      handle: async (ctx: Context): Promise<Answer> => ({ body: { feed: await feedOf(ctx) } }),
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/calendar-feed', guard: 'signed_in', is_personal: true, holds_secret: true, tag, summary: 'A secret address for calendar programs 日历订阅地址, shown once; the one before is dead',
      handle: async (ctx: Context, { raw }): Promise<Answer> => {
        if (verdictOf(ctx, 'task', 'see') === false) throw forbidden()
        return { status: 201, body: { address: `${publicUrl ?? addressAsked(raw)}/api/v1/calendar-feeds/${await openFeed(ctx)}`, feed: await feedOf(ctx) } }
      },
    }),
    defineRoute({
      method: 'DELETE', path: '/api/v1/calendar-feed', guard: 'signed_in', is_personal: true, tag, summary: 'Withdraws the address 撤销订阅地址',
      handle: async (ctx: Context): Promise<Answer> => {
        await closeFeed(ctx)
        return { status: 204 }
      },
    }),
    defineRoute({
      method: 'GET', path: '/api/v1/calendar-feeds/:address', guard: 'public', tag, summary: 'The open tasks of the person whose address it is, as iCalendar (RFC 5545)',
      handle: async (ctx: Context, { params, raw }): Promise<Answer> => {
        limiter.take({ kind: 'address', id: ctx.origin.address ?? '' })
        const reader = await readerOf(runtime, ctx, params.address ?? '')
        // Of nobody, withdrawn, or of who may see no tasks any more: the same.
        if (!reader || verdictOf(reader, 'task', 'see') === false) throw notFound()
        return { headers: { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, no-store' }, json: await calendarText(reader, publicUrl ?? addressAsked(raw)) }
      },
    }),
  ]
}

/** With the rights of the person, as a list of the pages is. */
async function calendarText(ctx: Context, base: string): Promise<string> {
  const day = today(ctx.clock, ctx.workspace.timeZone)
  const object = objectOf(ctx, 'task')
  const { rows } = await listRecords(ctx, object, { filter: { owner: ctx.actor.id, status: 'open', due_on: { gte: addDays(day, -daysBack) } }, sort: 'due_on', limit: most })
  const name = ctx.language === 'en' ? `Tasks · ${ctx.actor.name}` : `任务 · ${ctx.actor.name}`
  const records = rows.map((row): Record<string, unknown> => JSON.parse(row))
  const followed = await followedOf(ctx, records.map(({ id }) => String(id)))
  return calendarOf(records.map((record) => feedTask(record, followed)), { name, timeZone: ctx.workspace.timeZone, today: day, address: (id) => `${base}/${object.path}/${id}` })
}

/** Those that the next one stands behind already: the days to come are its. */
async function followedOf(ctx: Context, ids: string[]): Promise<Set<string>> {
  const rows = await ctx.db.rows<{ id: string }>(sql`select n.follows_id::text as id from tasks n where n.workspace_id = ${sql.workspace} and n.follows_id = any(${ids}::uuid[]) and n.deleted_at is null`)
  return new Set(rows.map(({ id }) => id))
}

/** A field that the person's role hides is not there. */
function feedTask(record: Record<string, unknown>, followed: ReadonlySet<string>): FeedTask {
  const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
  const { customer } = record
  return {
    id: String(record.id),
    version: Number(record.version),
    updated_at: String(record.updated_at),
    name: textOf(record.name) ?? '',
    due_on: String(record.due_on),
    due_time: textOf(record.due_time),
    repeat: followed.has(String(record.id)) ? null : textOf(record.repeat),
    remind: textOf(record.remind),
    customer: typeof customer === 'object' && customer !== null && 'name' in customer ? textOf(customer.name) : null,
    remark: textOf(record.remark),
  }
}
