import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { eachInTurn } from '../../../platform/jobs/each-in-turn.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { changeMany } from '../../../kernel/records/change-many.ts'
import { isLiving } from '../../../kernel/records/living.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { superiorsOf } from '../../approvals/index.ts'
import { notifyAll } from '../../notices/index.ts'
import { lost, writeMove } from './move-call.ts'

export const callsCrontab = '* * * * * calls-watch'

const [slice, standardWait] = [500, 15]

/** Each minute: calls that wait although nobody is there any more, and call-backs that have become late. */
export async function watchCalls(ctx: Context): Promise<void> {
  await missForgotten(ctx)
  while ((await tellOfLate(ctx)) === slice);
}

/** The phone has long stopped ringing, whoever forgot to say so, or whatever died in between: the call is missed, and called back. */
async function missForgotten(ctx: Context): Promise<void> {
  const calls = await ctx.db.rows<{ id: string }>(
    sql`select c.id::text as id from calls c left join call_queues q on q.workspace_id = ${sql.workspace} and q.id = c.queue_id
      where c.workspace_id = ${sql.workspace} and c.status = 'waiting' and c.deleted_at is null
        and c.arrived_at <= ${ctx.clock.now()}::timestamptz - make_interval(mins => coalesce(q.most_waiting_minutes, ${standardWait})::int) order by c.arrived_at limit ${slice}`,
  )
  // They are few, and each makes what a person would make of it: one that is answered just now is left alone.
  for (const { id } of calls) {
    await transaction(ctx, async (ctx) => {
      const [still] = await ctx.db.rows(sql`select 1 from calls c where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid and c.status = 'waiting' for no key update of c skip locked`)
      if (still) await writeMove(ctx, id, (ctx, record) => lost(ctx, record, 'missed'))
    })
  }
}

interface Late {
  id: string
  version: number
  customer: string | null
  owner: string | null
  manager: string | null
  people: string[]
  due: string
}

/** Once for each time it is due: who calls, whoever leads the queue, and the superior; of nobody's call-back everybody in the queue. */
async function tellOfLate(ctx: Context): Promise<number> {
  return transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'call_back')
    const now = ctx.clock.now()
    const late = await ctx.db.rows<Late>(
      sql`select c.id::text as id, c.version, c.customer_id::text as customer, c.owner_id::text as owner, q.manager_id::text as manager, coalesce(q.people_ids, '{}')::text[] as people, to_json(c.due_at)#>>'{}' as due
        from call_backs c left join call_queues q on q.workspace_id = ${sql.workspace} and q.id = c.queue_id
        where c.workspace_id = ${sql.workspace} and c.status = 'open' and c.late_at is null and c.due_at <= ${now} and ${isLiving(ctx, object, 'c')} order by c.due_at, c.id limit ${slice} for no key update of c skip locked`,
    )
    await changeMany(ctx, object, late.map(({ id, version, customer }) => ({ id, version, before: { customer, late_at: null }, after: { late_at: now.toISOString() } })), { verb: 'late', fields: ['late_at'] })
    const superiors = await superiorsOf(ctx, [...new Set(late.flatMap(({ owner, people }) => owner ?? people))])
    const above = (person: string) => superiors.get(person) ?? []
    await notifyAll(ctx, late.map(({ id, owner, manager, people, due }) => ({
      kind: 'call_back_late', to: [...(owner ? [owner] : people), ...(manager ? [manager] : (owner ? [owner] : people.slice(0, 1)).flatMap(above))], object: 'call_back', record_id: id, key: `call_back_late:${id}:${due}`, from: null,
    })))
    return late.length
  })
}

export function callTasks(runtime: Runtime): Record<string, (payload: unknown) => Promise<void>> {
  return {
    'calls-watch': async () => {
      await eachInTurn(await runtime.systemContexts('calls watch'), watchCalls)
    },
  }
}
