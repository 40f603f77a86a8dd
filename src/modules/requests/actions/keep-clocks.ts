import type { Pause } from '../../../platform/calendar/business.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { announceAfterCommit } from '../../../kernel/history/events.ts'
import { changeMany } from '../../../kernel/records/change-many.ts'
import { notifyAll, type NewNotice } from '../../notices/index.ts'
import { clockRows, type ClockRow } from '../queries/clock-rows.ts'
import { slaPolicies, type SlaPolicy } from '../queries/policies.ts'
import { readClock, workingMinutes, type ClockState, type Reading } from '../rules/clocks.ts'
import { fittingPolicy } from '../rules/policies-that-fit.ts'

/**
 * Reads the clocks of these requests anew and keeps what they say: a bulk path for what is computed, the only one there is. Acts call it in
 * their transaction, a listener after plain changes, the watch every minute. A clock that becomes soon due or overdue leaves its event and
 * tells people, in the same transaction; read again, it says the same, and nobody is told twice.
 */
export async function keepClocks(ctx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const rows = await clockRows(ctx, ids)
  if (rows.length === 0) return
  const { policies, usual } = await slaPolicies(ctx)
  const now = ctx.clock.now()
  const read = rows.map((row) => {
    const policy = fittingPolicy(policies, row)
    return { row, policy, ...readingsOf(row, policy, now), ...timesOf(row, policy?.calendar ?? usual) }
  })
  await ctx.db.rows(sql`
    update service_requests c set sla_policy_id = n.policy, response_due_at = n.response_due_at, response_state = n.response_state, solution_due_at = n.solution_due_at, solution_state = n.solution_state,
      next_alarm_at = n.next_alarm_at, minutes_to_first_response = n.minutes_to_first_response, minutes_to_assign = n.minutes_to_assign, minutes_to_complete = n.minutes_to_complete
    from json_to_recordset(${JSON.stringify(read.map(columnsOf))}::json) as n(id uuid, policy uuid, response_due_at timestamptz, response_state text, solution_due_at timestamptz, solution_state text,
      next_alarm_at timestamptz, minutes_to_first_response bigint, minutes_to_assign bigint, minutes_to_complete bigint)
    where c.workspace_id = ${sql.workspace} and c.id = n.id`)
  announceAfterCommit(ctx, objectOf(ctx, 'request'))
  await tellOfChanges(ctx, read.flatMap(({ row, policy, response, solution }) => [...changeOf(row, policy, 'response', response), ...changeOf(row, policy, 'solution', solution)]))
}

interface Said {
  dueAt: Date | null
  state: ClockState | null
  nextAt: Date | null
}

const silent: Said = { dueAt: null, state: null, nextAt: null }

function readingsOf(row: ClockRow, policy: SlaPolicy | null, now: Date): { response: Said; solution: Said } {
  const pauses = pausesOf(row)
  const read = (which: 'response' | 'solution', done: string | null): Said => {
    const kept: Said = { dueAt: instant(row[`${which}_due_at`]), state: row[`${which}_state`], nextAt: null }
    // Judged is judged; and what is cancelled is waited for by nobody.
    if (row.status === 'cancelled' || (done !== null && (kept.state === 'met' || kept.state === 'breached') && kept.dueAt !== null)) return kept
    const minutes = row[`${which}_minutes`] ?? policy?.[`${which}_minutes`] ?? null
    if (policy === null || minutes === null) return silent
    return readClock({ calendar: policy.calendar, startedAt: new Date(row.received_at), minutes, warnPercent: policy.warn_percent, pauses, doneAt: instant(done) }, now) satisfies Reading
  }
  // What was solved without a word was answered by that.
  return { response: read('response', row.first_response_at ?? row.completed_at), solution: read('solution', row.completed_at) }
}

function timesOf(row: ClockRow, calendar: SlaPolicy['calendar']) {
  const to = (at: string | null) => (at === null ? null : workingMinutes(calendar, new Date(row.received_at), new Date(at), pausesOf(row)))
  return { minutes_to_first_response: to(row.first_response_at), minutes_to_assign: to(row.assigned_at), minutes_to_complete: to(row.completed_at) }
}

function columnsOf({ row, policy, response, solution, ...times }: ReturnType<typeof timesOf> & { row: ClockRow; policy: SlaPolicy | null; response: Said; solution: Said }) {
  const next = [response.nextAt, solution.nextAt].flatMap((at) => (at ? [at.getTime()] : []))
  return {
    id: row.id, policy: policy?.id ?? null, response_due_at: response.dueAt, response_state: response.state, solution_due_at: solution.dueAt, solution_state: solution.state,
    next_alarm_at: next.length > 0 ? new Date(Math.min(...next)) : null, ...times,
  }
}

function pausesOf({ pauses }: ClockRow): Pause[] {
  return pauses.map(({ from, to }) => ({ from: new Date(from), to: to ? new Date(to) : null }))
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}

interface Change {
  row: ClockRow
  clock: 'response' | 'solution'
  state: 'warned' | 'breached'
  due: string
  to: string[]
}

function changeOf(row: ClockRow, policy: SlaPolicy | null, clock: Change['clock'], { state, dueAt }: Said): Change[] {
  if ((state !== 'warned' && state !== 'breached') || state === row[`${clock}_state`] || !dueAt) return []
  const boss = policy?.escalate_to ?? row.above
  const to = [row.owner ?? boss, state === 'breached' ? boss : null].flatMap((id) => id ?? [])
  return [{ row, clock, state, due: dueAt.toISOString(), to }]
}

async function tellOfChanges(ctx: Context, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const versions = new Map(changes.map(({ row }) => [row.id, row.version]))
  for (const clock of ['response', 'solution'] as const) {
    for (const state of ['warned', 'breached'] as const) {
      const those = changes.filter((change) => change.clock === clock && change.state === state)
      const field = `${clock}_state`
      const written = those.map(({ row }) => ({ id: row.id, version: versions.get(row.id) ?? row.version, before: { [field]: row[`${clock}_state`] }, after: { [field]: state } }))
      await changeMany(ctx, objectOf(ctx, 'request'), written, { verb: `${clock}_${state}`, fields: [field] })
      for (const { id, version } of written) versions.set(id, version + 1)
    }
  }
  await notifyAll(ctx, changes.map(({ row, clock, state, due, to }): NewNotice => ({
    kind: `request_sla_${state}`, to, object: 'request', record_id: row.id, values: { clock: clockWords[clock] }, key: `request_${clock}_${state}:${row.id}:${due}`, from: null,
  })))
}

const clockWords = { response: { zh: '响应', en: 'response' }, solution: { zh: '解决', en: 'solution' } }
