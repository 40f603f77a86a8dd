/** One change of many records as its row: what is done to which, how far it has come. */
import { sql } from '../../platform/db/sql.ts'
import { conflict, notFound } from '../../platform/problems.ts'
import type { Context } from '../../kernel/context.ts'
import { isOwnWork } from '../own-work.ts'

export type BulkState = 'running' | 'done' | 'cancelled' | 'failed' | 'undoing' | 'undone'

/** What is done to each record, as the caller said it. */
export interface BulkWork {
  /** Fields that get a value. */
  change?: Record<string, unknown>
  /** Values that lists (tags) get besides those they have, and lose. */
  add?: Record<string, unknown[]>
  remove?: Record<string, unknown[]>
  delete?: true
}

export interface Question {
  filter?: unknown
  q?: string
}

/** By id: what a record is called is asked when it is shown, so that nobody's name stays here. */
export interface NotDone {
  id: string
  reason: string
}

export interface BulkResult {
  changed: number
  /** They are like that already. */
  unchanged: number
  /** They do not fit the question any more, or are not there any more. */
  passed_over: number
  refused: number
  /** The first of those. */
  refused_preview: NotDone[]
  /** Why the work as a whole ended before its time. */
  problem?: { code: string; message: string }
  /** After an undo: records that are as before, and those that are not, with the reason. */
  undone?: { records: number; kept: number; kept_preview: NotDone[] }
}

export interface BulkRow {
  id: string
  object: string
  state: BulkState
  work: BulkWork
  question: Question | null
  total: number
  result: BulkResult
  job_id: string | null
  undone_to: string | null
  created_at: Date
}

export const mostPreviewed = 100

export const emptyBulkResult: BulkResult = { changed: 0, unchanged: 0, passed_over: 0, refused: 0, refused_preview: [] }

const columns = sql.raw('b.id, b.object, b.state, b.work, b.question, b.total, b.result, b.job_id, b.undone_to, b.created_at')

export async function addBulk(ctx: Context, given: Pick<BulkRow, 'id' | 'object' | 'work' | 'question' | 'result'>): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.rows(
    sql`insert into bulk_changes (workspace_id, id, object, state, work, question, total, result, created_by, created_at, updated_at)
      values (${sql.workspace}, ${given.id}, ${given.object}, 'running', ${JSON.stringify(given.work)}, ${given.question && JSON.stringify(given.question)}, 0,
        ${JSON.stringify(given.result)}, ${ctx.actor.id}, ${now}, ${now})`,
  )
}

/** The caller's own, locked when `lock` says so. @throws Problem 404. */
export async function ownBulk(ctx: Context, id: string, options: { lock?: boolean } = {}): Promise<BulkRow> {
  const [row] = await ctx.db.rows<BulkRow>(
    sql`select ${columns} from bulk_changes b where b.workspace_id = ${sql.workspace} and b.id = ${id}::uuid and ${isOwnWork(ctx, 'b')}
      ${options.lock ? sql.raw('for no key update') : sql.empty}`,
  )
  if (!row) throw notFound()
  return row
}

/** Newest first. */
export async function ownBulks(ctx: Context, page: { object: string | null; limit: number; before: string | null }): Promise<BulkRow[]> {
  return ctx.db.rows<BulkRow>(
    sql`select ${columns} from bulk_changes b where b.workspace_id = ${sql.workspace} and ${isOwnWork(ctx, 'b')}
        ${page.object ? sql`and b.object = ${page.object}` : sql.empty} ${page.before ? sql`and b.id < ${page.before}::uuid` : sql.empty}
      order by b.id desc limit ${page.limit}`,
  )
}

type Changes = Partial<Pick<BulkRow, 'state' | 'total' | 'result' | 'job_id' | 'undone_to'>>

export async function changeBulk(ctx: Context, id: string, changes: Changes): Promise<void> {
  const sets = Object.entries(changes).map(([name, value]) => sql`${sql.id(name)} = ${typeof value === 'object' && value !== null ? JSON.stringify(value) : value}`)
  await ctx.db.rows(
    sql`update bulk_changes b set ${sql.join([...sets, sql`updated_at = ${ctx.clock.now()}`])} where b.workspace_id = ${sql.workspace} and b.id = ${id}::uuid`,
  )
}

/** @throws Problem 409. */
export function refuseUnless(row: BulkRow, states: readonly BulkState[]): void {
  if (states.includes(row.state)) return
  throw conflict('wrong-state', { zh: '当前状态不允许此操作', en: 'This cannot be done in the state it is in' })
}
