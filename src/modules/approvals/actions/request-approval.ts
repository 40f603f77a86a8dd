import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { conflict } from '../../../platform/problems.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import { updateRecord } from '../../../kernel/records/update.ts'
import { occasionOf, type ApprovalStatus } from '../occasions.ts'
import { approvalOf, type Asked, type ApprovalState } from '../queries/approval-of.ts'
import { fittingLine } from '../queries/fitting-line.ts'
import { openCase } from '../queries/open-case.ts'
import { organisationOf } from '../queries/organisation.ts'
import { freeze } from '../rules/signers.ts'
import type { Step } from '../rules/steps.ts'
import { settleCase, withIds } from './settle-case.ts'

/** What is decided on, as it is now; shown as it was written. */
export interface Fact {
  label: { zh: string; en: string }
  value: string | number | null
  /** How it is shown; left out: as it is. */
  type?: 'money' | 'percent' | 'date'
}

export interface Request extends Asked {
  /** What is asked, in words that stand for themselves, up to 300 characters. */
  title: string
  /** Decimal text, by which lines may differ. */
  amount?: string | null
  facts?: readonly Fact[]
  /** Words of the requester. */
  reason?: string | null
}

export type Requested = { needed: false } | { needed: true; id: string; status: ApprovalStatus }

/**
 * Asks whoever the lines of the company name. In the caller's transaction; where every step is passed over it is approved at once, and
 * the occasion's `decided` has run. What was returned before is asked again, in a new round.
 * @throws Problem 404 for a record that the caller may not see; 409 where it is asked already.
 */
export async function requestApproval(ctx: Context, request: Request): Promise<Requested> {
  occasionOf(ctx, request.object, request.occasion)
  const object = objectOf(ctx, request.object)
  await getRecord(ctx, object, request.id, new Map([['id', null]]))
  return transaction(ctx, async (ctx) => {
    await ctx.db.rows(sql`select 1 from ${sql.id(object.table)} c where c.workspace_id = ${sql.workspace} and c.id = ${request.id}::uuid for no key update of c`)
    const last = await approvalOf(ctx, request)
    if (last?.status === 'waiting') throw conflict('approval-waiting', { zh: '此事项已在审批中', en: 'This waits for approval already' })
    const line = await fittingLine(ctx, { ...request, amount: request.amount ?? null })
    if (!line) {
      if (last?.status === 'returned') await giveUp(ctx, last)
      return { needed: false }
    }
    const id = last?.status === 'returned' ? last.id : await begin(ctx, request)
    const status = await ask(ctx, id, { request, line, isAgain: last?.status === 'returned' })
    return { needed: true, id, status }
  })
}

/** What was returned needs nobody any more as it is now. */
async function giveUp(ctx: Context, { id }: ApprovalState): Promise<void> {
  const every = withEveryRight(ctx)
  const { version } = await openCase(every, id)
  await updateRecord(every, objectOf(ctx, 'approval'), id, { status: 'withdrawn', decided_at: ctx.clock.now().toISOString() }, { asSystem: true, version, verb: 'withdrawn' })
}

async function begin(ctx: Context, request: Request): Promise<string> {
  const record = { object: request.object, record: request.id.toLowerCase(), occasion: request.occasion, requested_by: ctx.actor.id, ...wordsOf(request) }
  return (await createRecord(withEveryRight(ctx), objectOf(ctx, 'approval'), record, { asSystem: true })).id
}

function wordsOf({ title, amount, facts, reason }: Request) {
  return { title: title.slice(0, 300), amount: amount ?? null, facts: facts ?? [], reason: reason ?? null }
}

async function ask(ctx: Context, id: string, { request, line, isAgain }: { request: Request; line: { id: string; steps: Step[] }; isAgain: boolean }): Promise<ApprovalStatus> {
  const requester = ctx.actor.id
  const named = line.steps.flatMap(({ people = [] }) => people)
  const organisation = await organisationOf(ctx, { people: [requester, ...named], roles: line.steps.flatMap(({ role }) => role ?? []) })
  const { steps, signatures } = freeze(organisation, line.steps, requester)
  const kase = await openCase(withEveryRight(ctx), id)
  const round = isAgain ? kase.round + 1 : 1
  const fresh = { ...kase, round, steps, signatures: [], record: { ...kase.record, requested_by: requester, ...(request.amount === undefined ? {} : { amount: request.amount }) } }
  const patch = { ...wordsOf(request), round, steps, line: line.id, requested_by: requester }
  return settleCase(ctx, fresh, { signatures: withIds(signatures), verb: isAgain ? 'requested_again' : 'requested', patch })
}
