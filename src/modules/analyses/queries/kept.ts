/** Answers about the whole company that take too long to ask live: computed by night, told to whoever may read all that they are made of. */
import { longTransaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { eachInTurn } from '../../../platform/jobs/each-in-turn.ts'
import { mayAll } from '../../../kernel/access/actor.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { analysisNames, type AnalysisAnswer, type AnalysisName, type Filter } from '../rules/answer.ts'
import { serviceSpans, servicePopulations, type ServiceAsked, type ServiceQuality } from '../rules/service.ts'
import { answerTo } from './answer-to.ts'
import { serviceQuality } from './service-quality.ts'

const madeOf = ['customer', 'customer_value', 'transaction', 'product', 'price', 'price_list', 'preference', 'order', 'quote', 'campaign', 'lead', 'opportunity', 'user'] as const
const serviceMadeOf = ['request', 'service_voucher', 'asset', 'product', 'department', 'user'] as const

/** Milliseconds: what is answered sooner is asked live, so that it is never older than it looks. */
const patience = 1000

export async function keptAnswer(ctx: Context, analysis: AnalysisName, filter: Filter): Promise<AnalysisAnswer | null> {
  return Object.keys(filter).length > 0 || !readsAll(ctx, madeOf) ? null : kept<AnalysisAnswer>(ctx, analysis)
}

export async function keptQuality(ctx: Context, { days, of, part, filter }: ServiceAsked): Promise<ServiceQuality | null> {
  const answer = days === null || Object.keys(filter).length > 0 || !readsAll(ctx, serviceMadeOf) ? null : await kept<ServiceQuality>(ctx, qualityKey(days, of))
  return answer && { ...answer, ...(part === 'totals' ? { blocks: [] } : {}), ...(part === 'blocks' ? { totals: [] } : {}) }
}

/** Daily work. Answers that have become quick are forgotten, so that small companies are always asked live. */
export async function keepAnswers(ctx: Context, within = patience): Promise<void> {
  await eachInTurn(analysisNames, (analysis) => keepSlow(ctx, analysis, within, (ctx) => answerTo(ctx, analysis, {})))
  const asked = serviceSpans.flatMap((days) => servicePopulations.map((of) => ({ days, of, filter: {} })))
  // By what the page waits for: the figures of all. What they are sorted into comes after them, however long it takes.
  await eachInTurn(asked, (one) => keepSlow(ctx, qualityKey(one.days, one.of), within, (ctx) => serviceQuality(ctx, one), (ctx) => serviceQuality(ctx, { ...one, part: 'totals' })))
}

const qualityKey = (days: number, of: string) => `service:${of}:${days}`

async function kept<Answer>(ctx: Context, key: string): Promise<Answer | null> {
  const [row] = await ctx.db.rows<{ answer: Answer }>(sql`select k.answer from analysis_answers k where k.workspace_id = ${sql.workspace} and k.analysis = ${key}`)
  return row?.answer ?? null
}

/** @param first what is timed, where that is not the whole answer */
async function keepSlow(ctx: Context, key: string, within: number, ask: (ctx: Context) => Promise<object>, first = ask): Promise<void> {
  const start = performance.now()
  const asked = await longTransaction(ctx, first)
  if (performance.now() - start < within) await ctx.db.rows(sql`delete from analysis_answers k where k.workspace_id = ${sql.workspace} and k.analysis = ${key}`)
  else {
    const answer = first === ask ? asked : await longTransaction(ctx, ask)
    await ctx.db.rows(sql`insert into analysis_answers as k (workspace_id, analysis, computed_at, answer) values (${sql.workspace}, ${key}, ${ctx.clock.now()}, ${JSON.stringify({ ...answer, is_kept: true })}::jsonb)
      on conflict (workspace_id, analysis) do update set computed_at = excluded.computed_at, answer = excluded.answer`)
  }
}

function readsAll(ctx: Context, objects: readonly string[]): boolean {
  return objects.every((name) => {
    const object = objectOf(ctx, name)
    return mayAll(ctx.actor, name, 'see') && [...object.fields.values()].every((field) => field.internal || readableField(ctx, object, field.name) !== null)
  })
}
