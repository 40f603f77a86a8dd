/** What every act on an approval has in common: it is held, it waits, and it is the caller's turn. */
import { transaction } from '../../../platform/db/database.ts'
import { conflict, notFound } from '../../../platform/problems.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import { openCase, type Case, type StoredSignature } from '../queries/open-case.ts'

export const isPerson = (ctx: Context) => ctx.actor.kind === 'user'

export interface Turn {
  kase: Case
  own: StoredSignature
  /** The caller, where the signature is somebody else's who is away. */
  signed_by: string | null
  at: string
}

/**
 * Answers the approval as the caller reads it afterwards.
 * @throws Problem 404; 409 for one that is decided, and for whoever's turn it is not.
 */
export async function inTurn(ctx: Context, id: string | null, act: (ctx: Context, turn: Turn) => Promise<void>): Promise<unknown> {
  if (!id) throw notFound()
  return transaction(ctx, async (ctx) => {
    const kase = await openCase(ctx, id)
    refuseDecided(kase)
    const own = ownTurn(ctx, kase)
    await act(ctx, { kase, own, signed_by: own.person === ctx.actor.id ? null : ctx.actor.id, at: ctx.clock.now().toISOString() })
    return answer(ctx, id)
  })
}

export function refuseDecided({ record }: Case): void {
  if (record.status !== 'waiting') throw conflict('wrong-state', { zh: '此审批已结束', en: 'This has been decided' })
}

/** Whoever's act it was may have seen it through a turn that is over now: the answer is read with every right. */
export async function answer(ctx: Context, id: string): Promise<unknown> {
  return JSON.parse((await getRecord(withEveryRight(ctx), objectOf(ctx, 'approval'), id)).json)
}

/** One's own before that of somebody stood in for. */
function ownTurn(ctx: Context, { signatures }: Case): StoredSignature {
  const waiting = signatures.filter(({ status }) => status === 'waiting')
  const absent = ctx.actor.substitutesFor.map(({ id }) => id)
  const own = waiting.find(({ person }) => person === ctx.actor.id) ?? waiting.find(({ person }) => person !== null && absent.includes(person))
  if (!own) throw conflict('not-your-turn', { zh: '现在不是您审批', en: 'It is not your turn' })
  return own
}
