import { z } from 'zod'
import { conflict, notFound } from '../../../platform/problems.ts'
import { transaction } from '../../../platform/db/database.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { mayMoveJob, type JobStatus } from '../rules/job-moves.ts'

export const mayChangeJob = (ctx: Context) => verdictOf(ctx, 'field_job', 'change') !== false

export interface JobAct {
  verb: string
  to?: JobStatus
  patch: Stored
}

/**
 * One act on a visit: decided with the visit locked, what follows from it in the same transaction.
 * @throws Problem 404, 403; 409 where its state does not lead there.
 */
export async function moveJob(ctx: Context, id: string | null, decide: (ctx: Context, job: Stored) => Promise<JobAct>, then?: (ctx: Context, job: Stored) => Promise<void>): Promise<unknown> {
  if (!id) throw notFound()
  return transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'field_job')
    const { record, version } = await lockRecord(ctx, object, id, 'change')
    const { verb, to, patch } = await decide(ctx, record)
    if (to !== undefined && !mayMoveJob(String(record.status), to)) throw wrongState()
    await updateRecord(ctx, object, id, { ...patch, ...(to === undefined ? {} : { status: to }) }, { asSystem: true, verb, version })
    await then?.(ctx, record)
    return JSON.parse((await getRecord(ctx, object, id)).json)
  })
}

export function wrongState() {
  return conflict('wrong-state', { zh: '上门的状态不允许这样做', en: 'The visit is not in a state that allows this' })
}

/** When it happened, for what a phone sends later; left out: now. */
export const at = z.iso.datetime({ offset: true }).optional()

/** What a device sent late happened when it says, but neither in the future nor before what came before it. */
export function momentOf(ctx: Context, given: string | undefined, notBefore: unknown = null): string {
  const now = ctx.clock.now().getTime()
  const earliest = typeof notBefore === 'string' ? Date.parse(notBefore) : now - longestWait
  return new Date(Math.max(Math.min(given === undefined ? now : Date.parse(given), now), Math.min(earliest, now))).toISOString()
}

const longestWait = 7 * 86_400_000
