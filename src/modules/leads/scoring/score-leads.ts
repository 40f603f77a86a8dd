import { z } from 'zod'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { chanceOf, contributions, type Contribution, type Model } from '../../../platform/statistics/feature-model.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Listener } from '../../../kernel/definitions/module.ts'
import { announceAfterCommit } from '../../../kernel/history/events.ts'
import { lastModel } from './stored-model.ts'

/** With every change of a lead whose outcome is open: what it is scored by may be among it. */
export const scoreListener: Listener = {
  name: 'leads.scores',
  kinds: ['created', 'updated', 'restored', 'reopened'].map((verb) => `leads.lead.${verb}`),
  handle: async (ctx, events) => {
    const model = await usedModel(ctx)
    if (model) await scoreSome(ctx, model, sql`c.id = any(${[...new Set(events.map((event) => event.record_id))]}::uuid[])`)
  },
}

const slice = 1000

/** Every open lead anew; without a model that may be used, none has a score. */
export async function scoreAll(ctx: Context): Promise<void> {
  const model = await usedModel(ctx)
  if (!model) {
    await ctx.db.rows(sql`update leads c set score = null, score_reasons = '[]', scored_at = null where c.workspace_id = ${sql.workspace} and c.score is not null and ${isOpen}`)
    return announceAfterCommit(ctx, objectOf(ctx, 'lead'))
  }
  for (let last: string | undefined = '00000000-0000-0000-0000-000000000000'; last !== undefined; ) last = await scoreSome(ctx, model, sql`c.id > ${last}::uuid order by c.id limit ${slice}`)
}

async function usedModel(ctx: Context): Promise<Model | null> {
  const stored = await lastModel(ctx)
  return stored?.verdict === 'used' ? stored.model : null
}

const isOpen = sql`c.status in ('new', 'working', 'qualified') and c.deleted_at is null`
const inputsShape = z.record(z.string(), z.string())

/**
 * A bulk path for what is computed: neither version nor event.
 * @param which the end of a condition on `c`
 * @returns the last that was looked at
 */
async function scoreSome(ctx: Context, model: Model, which: Sql): Promise<string | undefined> {
  const leads = await ctx.db.rows<{ id: string; inputs: unknown }>(sql`select c.id, c.score_inputs as inputs from leads c where c.workspace_id = ${sql.workspace} and ${isOpen} and ${which}`)
  const scored = leads.flatMap(({ id, inputs }) => {
    const { data } = inputsShape.safeParse(inputs)
    return data ? [{ id, score: Math.round(chanceOf(model, data) * 100), reasons: reasonsOf(model, contributions(model, data)) }] : []
  })
  if (scored.length > 0) {
    await ctx.db.rows(
      sql`update leads c set score = r.score, score_reasons = r.reasons, scored_at = ${ctx.clock.now()} from json_to_recordset(${JSON.stringify(scored)}::json) as r(id uuid, score bigint, reasons jsonb)
        where c.workspace_id = ${sql.workspace} and c.id = r.id and (c.score, c.score_reasons) is distinct from (r.score, r.reasons)`,
    )
    announceAfterCommit(ctx, objectOf(ctx, 'lead'))
  }
  return leads.at(-1)?.id
}

/** What the usual lead has, and what sets this one apart: together the log odds of its score. */
function reasonsOf(model: Model, parts: readonly Contribution[]): Contribution[] {
  const rounded = (value: number) => Math.round(value * 10_000) / 10_000
  const sorted = parts.toSorted((one, other) => Math.abs(other.log_odds) - Math.abs(one.log_odds))
  return [{ feature: 'usual', value: 'lead', log_odds: rounded(model.intercept) }, ...sorted.map((part) => ({ ...part, log_odds: rounded(part.log_odds) }))]
}
