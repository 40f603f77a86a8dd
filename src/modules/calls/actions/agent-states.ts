import { z } from 'zod'
import { invalid, issue } from '../../../platform/problems.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { updateRecord } from '../../../kernel/records/update.ts'
import { pauseOptions } from '../objects/call-options.ts'

export type AgentState = 'available' | 'talking' | 'wrap_up' | 'pause' | 'off'

/** Of whoever acts. The one before ends as the new one begins, so that the times of a day add up. The same again changes nothing. */
export async function enterState(ctx: Context, state: AgentState, reason: string | null = null): Promise<void> {
  if (ctx.actor.kind !== 'user') return
  await transaction(ctx, async (ctx) => {
    const acting = withEveryRight(ctx)
    const object = objectOf(ctx, 'agent_state')
    await ctx.db.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`agent ${ctx.workspace.id} ${ctx.actor.id}`}, 0))`)
    const [now] = await ctx.db.rows<{ id: string; state: string; reason: string | null }>(
      sql`select s.id::text as id, s.state, s.reason from agent_states s where s.workspace_id = ${sql.workspace} and s.agent_id = ${ctx.actor.id}::uuid and s.ended_at is null and s.deleted_at is null`,
    )
    if (now?.state === state && now.reason === reason) return
    const at = ctx.clock.now().toISOString()
    if (now) await updateRecord(acting, object, now.id, { ended_at: at }, { asSystem: true, verb: 'ended' })
    await createRecord(acting, object, { name: ctx.actor.name, agent: ctx.actor.id, state, reason, began_at: at }, { asSystem: true })
  })
}

/** Wrapped up, free again, unless another call goes on. Whoever entered a call by hand was in none and stays what they were; so does whoever went off meanwhile. */
export async function freeAgain(ctx: Context, call: string): Promise<void> {
  const [now] = await ctx.db.rows<{ state: string; is_busy: boolean }>(
    sql`select s.state, exists (select 1 from calls c where c.workspace_id = ${sql.workspace} and c.agent_id = s.agent_id and c.status in ('talking', 'wrap_up') and c.id <> ${call}::uuid and c.deleted_at is null) as is_busy
      from agent_states s where s.workspace_id = ${sql.workspace} and s.agent_id = ${ctx.actor.id}::uuid and s.ended_at is null and s.deleted_at is null`,
  )
  if (now && !now.is_busy && (now.state === 'talking' || now.state === 'wrap_up')) await enterState(ctx, 'available')
}

/** By hand: what calls do not say by themselves. */
export const setAgentState = defineAction({
  name: 'set',
  object: 'agent_state',
  on: 'collection',
  label: { zh: '切换状态', en: 'Set my state' },
  input: z.strictObject({ state: z.enum(['available', 'pause', 'off']), reason: z.enum(pauseOptions.map(({ key }) => key)).nullish() }),
  guard: (ctx) => ctx.actor.kind === 'user' && verdictOf(ctx, 'call', 'change') !== false,
  run: async (ctx, { input: { state, reason } }) => {
    if (state === 'pause' && !reason) throw invalid([issue('reason', 'required', '小休要说明原因', 'A pause has its reason')])
    await enterState(ctx, state, state === 'pause' ? (reason ?? null) : null)
    return { state, reason: state === 'pause' ? reason : null }
  },
})
