import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { invalid, issue } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import { numberOf } from '../rules/number.ts'
import { endAndFinish, wrapUp } from './finish-call.ts'

const input = wrapUp.extend({
  phone: z.string().max(60).nullish(),
  line: z.string().max(40).nullish(),
  queue: z.uuid().nullish(),
  direction: z.enum(['in', 'out']).default('in'),
  /** When the agent began to talk. */
  answered_at: z.iso.datetime({ offset: true }).nullish(),
})

/** Further back an agent does not remember a call; what lies further was mistyped. */
const longest = 24 * 3_600_000

/**
 * The hot line, registered in one press: the call and what becomes of it, all or nothing. It walks through the states of every call.
 * @throws Problem 422 for a time to come or long gone, and for whatever is to be made of it
 */
export const registerCall = defineAction({
  name: 'register',
  object: 'call',
  on: 'collection',
  label: { zh: '热线登记', en: 'Register a call' },
  input,
  guard: (ctx) => ctx.actor.kind === 'user' && verdictOf(ctx, 'call', 'create') !== false,
  run: (ctx, { input }) => transaction(ctx, (ctx) => register(ctx, input)),
})

async function register(ctx: Context, { phone, line, queue, direction, answered_at, ...said }: z.infer<typeof input>): Promise<unknown> {
  const now = ctx.clock.now().getTime()
  const at = answered_at ? Date.parse(answered_at) : now
  if (at > now + 60_000 || at < now - longest) throw invalid([issue('answered_at', 'invalid_value', '接听时间须在最近 24 小时内', 'The call began within the last 24 hours')])
  const began = new Date(Math.min(at, now)).toISOString()
  const call = { direction, phone: numberOf(phone), line: line ?? null, queue: queue ?? null, status: 'talking', agent: ctx.actor.id, arrived_at: began, answered_at: began }
  const object = objectOf(ctx, 'call')
  const { id } = await createRecord(ctx, object, call, { asSystem: true })
  await endAndFinish(ctx, id, said)
  return JSON.parse((await getRecord(ctx, object, id)).json)
}
