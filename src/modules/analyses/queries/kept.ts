/** Answers about the whole company that take too long to ask live: computed by night, told to whoever may read all that they are made of. */
import { sql } from '../../../platform/db/sql.ts'
import { mayAll } from '../../../kernel/access/actor.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { analysisNames, type AnalysisAnswer, type AnalysisName, type Filter } from '../rules/answer.ts'
import { answerTo } from './answer-to.ts'

const madeOf = ['customer', 'customer_value', 'transaction', 'product', 'price', 'price_list', 'preference', 'order', 'quote', 'user'] as const

/** Milliseconds: what is answered sooner is asked live, so that it is never older than it looks. */
const patience = 1000

export async function keptAnswer(ctx: Context, analysis: AnalysisName, filter: Filter): Promise<AnalysisAnswer | null> {
  if (Object.keys(filter).length > 0 || !readsAll(ctx)) return null
  const [row] = await ctx.db.rows<{ answer: AnalysisAnswer }>(sql`select k.answer from analysis_answers k where k.workspace_id = ${sql.workspace} and k.analysis = ${analysis}`)
  return row?.answer ?? null
}

/** Daily work. Answers that have become quick are forgotten, so that small companies are always asked live. */
export async function keepAnswers(ctx: Context, within = patience): Promise<void> {
  for (const analysis of analysisNames) {
    const start = performance.now()
    const answer = await answerTo(ctx, analysis, {})
    if (performance.now() - start < within) await forget(ctx, analysis)
    else await keepAnswer(ctx, analysis, answer)
  }
}

async function keepAnswer(ctx: Context, analysis: AnalysisName, answer: AnalysisAnswer): Promise<void> {
  await ctx.db.rows(sql`insert into analysis_answers as k (workspace_id, analysis, computed_at, answer) values (${sql.workspace}, ${analysis}, ${ctx.clock.now()}, ${JSON.stringify({ ...answer, is_kept: true })}::jsonb)
    on conflict (workspace_id, analysis) do update set computed_at = excluded.computed_at, answer = excluded.answer`)
}

async function forget(ctx: Context, analysis: AnalysisName): Promise<void> {
  await ctx.db.rows(sql`delete from analysis_answers k where k.workspace_id = ${sql.workspace} and k.analysis = ${analysis}`)
}

function readsAll(ctx: Context): boolean {
  return madeOf.every((name) => {
    const object = objectOf(ctx, name)
    return mayAll(ctx.actor, name, 'see') && [...object.fields.values()].every((field) => field.internal || readableField(ctx, object, field.name) !== null)
  })
}
