import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { conflict, notFound } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { refuseConditions } from '../queries/decide.ts'
import { schemeOf } from '../queries/schemes.ts'

const nothing = z.strictObject({})
const mayChange = (ctx: Context) => verdictOf(ctx, 'tier_scheme', 'change') !== false

/** From now on customers are in tiers by this scheme; the one before it is replaced and stays as it was. */
export const switchOn = defineAction({
  name: 'switch-on',
  object: 'tier_scheme',
  on: 'record',
  label: { zh: '启用', en: 'Switch on' },
  input: nothing,
  guard: mayChange,
  run: (ctx, { id }) => transaction(ctx, async (ctx) => {
    if (!id) throw notFound()
    const object = objectOf(ctx, 'tier_scheme')
    // Two who switch on at once come one after the other.
    await ctx.db.rows(sql`select 1 from tier_schemes s where s.workspace_id = ${sql.workspace} and s.state = 'active' and s.deleted_at is null for no key update of s`)
    const { record } = await lockRecord(ctx, object, id, 'change')
    if (record.state !== 'draft' && record.state !== 'paused') throw wrongState()
    refuseConditions(ctx, schemeOf({ ...record, id }))
    const now = ctx.clock.now().toISOString()
    const [known] = await ctx.db.rows<{ active: string[] | null; last: number | null }>(
      sql`select array_agg(s.id) filter (where s.state = 'active' or s.state = 'paused' and s.id <> ${id}::uuid) as active, max(s.number)::int as last from tier_schemes s where s.workspace_id = ${sql.workspace} and s.deleted_at is null`,
    )
    // One, or two where one is paused.
    for (const other of known?.active ?? []) await updateRecord(ctx, object, other, { state: 'retired', retired_at: now }, { asSystem: true, verb: 'retired' })
    const patch = { state: 'active', number: record.number ?? (known?.last ?? 0) + 1, switched_on_at: now, switched_on_by: ctx.actor.kind === 'user' ? ctx.actor.id : null }
    return JSON.parse((await updateRecord(ctx, object, id, patch, { asSystem: true, verb: 'switched_on' })).json)
  }),
})

/** Nobody is moved until it is switched on again. */
export const pauseScheme = defineAction({
  name: 'pause',
  object: 'tier_scheme',
  on: 'record',
  label: { zh: '暂停', en: 'Pause' },
  input: nothing,
  guard: mayChange,
  run: (ctx, { id }) => transaction(ctx, async (ctx) => {
    if (!id) throw notFound()
    const object = objectOf(ctx, 'tier_scheme')
    const { record } = await lockRecord(ctx, object, id, 'change')
    if (record.state !== 'active') throw wrongState()
    return JSON.parse((await updateRecord(ctx, object, id, { state: 'paused' }, { asSystem: true, verb: 'paused' })).json)
  }),
})

/** A new draft with the same rules, to be changed and switched on in its place. */
export const reviseScheme = defineAction({
  name: 'revise',
  object: 'tier_scheme',
  on: 'record',
  label: { zh: '另存为草稿', en: 'Make a draft of it' },
  input: nothing,
  guard: (ctx) => verdictOf(ctx, 'tier_scheme', 'create') !== false,
  run: (ctx, { id }) => transaction(ctx, async (ctx) => {
    if (!id) throw notFound()
    const object = objectOf(ctx, 'tier_scheme')
    const { record } = await lockRecord(ctx, object, id, 'see')
    const names = ['name', 'levels', 'conditions', 'scope', 'most_up', 'most_down', 'stay_days', 'hold_days', 'hand_days']
    return JSON.parse((await createRecord(ctx, object, Object.fromEntries(names.map((name) => [name, record[name]])))).json)
  }),
})

function wrongState() {
  return conflict('wrong-state', { zh: '方案的当前状态不允许此操作', en: 'The scheme is not in a state that allows this' })
}
