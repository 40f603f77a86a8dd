import { dayOf } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { MergePair } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { channelOptions, purposeOptions } from '../../customers/index.ts'
import { consentWords } from '../queries/consent-words.ts'
import { consentState, type ConsentWord } from '../rules/consent-state.ts'
import { projectConsents } from './project-consents.ts'

const how = { zh: '合并客户档案：沿用撤回', en: 'Files were merged: the withdrawal holds' }

/**
 * Two files of one customer become one ledger, every word and its evidence kept. Where one of the two had withdrawn and the other said
 * yes later, a withdrawal is added: nobody who said no is written to because a second file of theirs said yes.
 */
export async function mergeConsents(ctx: Context, { survivor, moved }: MergePair & { moved: ReadonlyMap<string, string[]> }): Promise<void> {
  const fromLoser = new Set(moved.get('consent.customer'))
  const words = (await consentWords(ctx, [survivor])).filter(({ contact }) => contact === null)
  const [own, other] = [words.filter(({ id }) => !fromLoser.has(id)), words.filter(({ id }) => fromLoser.has(id))]
  const now = ctx.clock.now()
  for (const { purpose, channel } of lostWithdrawals({ own, other }, { now, today: dayOf(now, ctx.workspace.timeZone) })) {
    await createRecord(withEveryRight(ctx), objectOf(ctx, 'consent'), { customer: survivor, purpose, channel, state: 'withdrawn', at: now.toISOString(), how: how[ctx.language] }, { asSystem: true })
  }
  await projectConsents(ctx, [survivor])
}

/** The withdrawals that only the merge had made are taken back; at the files each word is where it was given. */
export async function unmergeConsents(ctx: Context, { survivor, loser, id }: MergePair & { id: string }): Promise<void> {
  await ctx.db.rows(
    sql`update consents k set deleted_at = ${ctx.clock.now()} where k.workspace_id = ${sql.workspace} and k.customer_id = ${survivor}::uuid
      and k.id in (select e.record_id from events e where e.workspace_id = ${sql.workspace} and e.cause ? 'merge' and e.cause ->> 'merge' = ${id}
        and e.object = 'consent' and e.before is null)`,
  )
  await projectConsents(ctx, [survivor, loser])
}

/** Purposes and channels of which one file had withdrawn while the words of both together would say something else. */
export function lostWithdrawals(files: { own: readonly ConsentWord[]; other: readonly ConsentWord[] }, moment: { now: Date; today: string }): { purpose: string; channel: string }[] {
  const channels = channelOptions.map(({ key }) => key).filter((key) => key !== 'any')
  return purposeOptions.flatMap(({ key: purpose }) => {
    const lost = channels.filter((channel) => {
      const state = (words: readonly ConsentWord[]) => consentState(words, { purpose, channel, ...moment })
      const isWithdrawn = state(files.own) === 'withdrawn' || state(files.other) === 'withdrawn'
      return isWithdrawn && state([...files.own, ...files.other]) !== 'withdrawn'
    })
    return lost.length === channels.length ? [{ purpose, channel: 'any' }] : lost.map((channel) => ({ purpose, channel }))
  })
}
