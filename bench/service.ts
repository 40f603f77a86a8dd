/**
 * node bench/service.ts --data FOLDER: 1,000,000 requests with 5,000,000 messages in a seeded company (bin/seed --customers 100000): views of the
 * inbox, search, similar requests, the conversation, the board of 200 visits by HTTP beside the same by raw SQL in the same run; then the watch
 * over the clocks of 50,000 open requests. `--only WORDS` asks for those alone. Prints a table for bench/RESULTS.md.
 */
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { openApp } from '../src/app.ts'
import { watchClocks } from '../src/modules/requests/index.ts'
import { measureSeeded, type Case, type Seeded } from './beside-sql.ts'
import type { Ask } from './client.ts'
import { enterService } from './service-rows.ts'

const { values: words } = parseArgs({ options: { data: { type: 'string' }, turns: { type: 'string' }, only: { type: 'string' } } })
if (!words.data) throw new Error('--data FOLDER: a folder made by bin/seed')

await measureSeeded({
  data: words.data, turns: Number(words.turns ?? 8), enter: enterService,
  cases: async (seeded) => (await cases(seeded)).filter(({ what }) => !words.only || what.includes(words.only)),
  after: async (seeded) => words.only ? undefined : watch(seeded),
})

/** As the minute's job does it: what comes due in one minute, then everything at once, as after a day without the server. */
async function watch({ session, ws, databaseUrl }: Seeded): Promise<void> {
  const app = await openApp({ databaseUrl, dataFolder: words.data ?? '', log: pino({ level: 'silent' }) })
  try {
    const ctx = await app.runtime.systemContext(ws, 'bench')
    for (const [what, due] of [['of a minute', `alarm % 480 = 0`], ['of all at once', 'true']] as const) {
      const { rowCount } = await session.query(
        `update service_requests r set next_alarm_at = now() - interval '1 minute' from (select id, row_number() over () as alarm from service_requests
           where workspace_id = $1 and status in ('received', 'terms_checked', 'diagnosing', 'assigned', 'in_progress') and deleted_at is null) o where r.workspace_id = $1 and r.id = o.id and ${due}`, [ws])
      const start = performance.now()
      const seen = await watchClocks(ctx)
      console.log(`| clocks ${what}: ${seen} of ${rowCount} due | ${(performance.now() - start).toFixed(0)} | | | 2000 |`)
    }
  } finally {
    await app.close()
  }
}

async function cases({ session, ws }: Seeded): Promise<Case[]> {
  const { rows: [busy] } = await session.query<{ owner_id: string; team_id: string; id: string; customer_id: string }>(
    `select owner_id, team_id, id, customer_id from service_requests where workspace_id = $1 and status = 'in_progress' order by received_at desc limit 1`, [ws])
  if (!busy) throw new Error('no request in work')
  const open = `status not in ('completed', 'evaluated', 'closed', 'cancelled')`
  const view = (filter: object, sort: string, more: Record<string, string> = {}): Ask => ({ method: 'GET', path: `/api/v1/service-requests?${new URLSearchParams({ filter: JSON.stringify(filter), sort, limit: '50', ...more })}` })
  const post = (path: string, body: object): Ask => ({ method: 'POST', path: `/api/v1/${path}`, body: JSON.stringify(body) })
  const raw = (where: string) => `select * from service_requests where workspace_id = $1 and deleted_at is null and ${where} limit 50`
  const isOpen = { status: { nin: ['completed', 'evaluated', 'closed', 'cancelled'] } }
  const late = { ...isOpen, or: [{ response_state: { in: ['warned', 'breached'] }, first_response_at: { is_empty: true } }, { solution_state: { in: ['warned', 'breached'] } }] }
  const { rows: [waiting] } = await session.query<{ id: string; day: string }>('select id, wanted_on::text as day from field_jobs where workspace_id = $1 and engineer_id is null and wanted_on = current_date limit 1', [ws])
  const { id: visit, day } = waiting ?? { id: '', day: '' }
  return [
    { what: 'inbox: mine', goal: 300, asks: [view({ owner: busy.owner_id, ...isOpen }, 'solution_due_at')], raw: raw(`owner_id = '${busy.owner_id}' and ${open} order by solution_due_at, id`) },
    { what: 'inbox: unassigned', goal: 300, asks: [view({ owner: { is_empty: true }, ...isOpen }, 'received_at')], raw: raw(`owner_id is null and ${open} order by received_at, id`) },
    { what: 'inbox: my team', goal: 300, asks: [view({ team: busy.team_id, ...isOpen }, 'solution_due_at')], raw: raw(`team_id = '${busy.team_id}' and ${open} order by solution_due_at, id`) },
    { what: 'inbox: waiting for the customer', goal: 300, asks: [view({ status: 'waiting_customer' }, 'received_at')], raw: raw(`status = 'waiting_customer' order by received_at, id`) },
    { what: 'inbox: late', goal: 300, asks: [view(late, 'solution_due_at')], raw: raw(`${open} and ((response_state in ('warned', 'breached') and first_response_at is null) or solution_state in ('warned', 'breached')) order by solution_due_at, id`) },
    { what: 'inbox: all', goal: 300, asks: [view({}, '-received_at')], raw: raw('true order by received_at desc, id desc') },
    { what: 'inbox: by step, one column', goal: 300, asks: [view({ status: 'in_progress' }, 'solution_due_at')], raw: raw(`status = 'in_progress' order by solution_due_at, id`) },
    { what: 'urgent faults of the last month', goal: 300, asks: [view({ kind: 'fault', priority: 'urgent', received_at: { in_last: '30d' } }, '-received_at')], raw: raw(`kind = 'fault' and priority = 'urgent' and received_at > now() - interval '30 days' order by received_at desc, id desc`) },
    { what: 'words in a request', goal: 300, asks: [view({}, '-received_at', { q: '投影花屏' }), view({}, '-received_at', { q: 'B-99123' })], raw: raw(`search_text like '%b-99123%' order by received_at desc, id desc`) },
    { what: 'of a customer', goal: 300, asks: [view({ customer: busy.customer_id }, '-received_at')], raw: raw(`customer_id = '${busy.customer_id}' order by received_at desc, id desc`) },
    { what: 'the conversation', goal: 300, asks: [{ method: 'GET', path: `/api/v1/request-messages?${new URLSearchParams({ filter: JSON.stringify({ request: busy.id }), sort: 'at', limit: '100' })}` }], raw: `select * from request_messages where workspace_id = $1 and request_id = '${busy.id}' and deleted_at is null order by at, id limit 100` },
    { what: 'similar solved requests', goal: 200, asks: [post(`service-requests/${busy.id}/similar`, {}), post(`service-requests/${busy.id}/similar`, { words: '会议投影屏幕花屏' }), post(`service-requests/${busy.id}/similar`, { words: '门锁打不开' })], raw: null },
    { what: 'board of 200 visits a day', goal: 1000, asks: [post('field-jobs/board', { from: day })], raw: `select * from field_jobs where workspace_id = $1 and wanted_on = '${day}' and deleted_at is null` },
    { what: 'who is best for a visit', goal: 1000, asks: [post(`field-jobs/${visit}/proposals`, { day })], raw: null },
  ]
}
