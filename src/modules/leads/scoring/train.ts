import { z } from 'zod'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { fit, type Example } from '../../../platform/statistics/feature-model.ts'
import { choosePenalty, judgeHeldOut, qualityOf } from '../../../platform/statistics/model-quality.ts'
import { mayAll } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { announceAfterCommit } from '../../../kernel/history/events.ts'
import { featureNames } from '../rules/features.ts'
import { fewestOfEach, verdictOf } from '../rules/quality.ts'
import { scoreAll } from './score-leads.ts'
import { keepModel, type StoredModel } from './stored-model.ts'

/** The youngest outcomes: what was true years ago is no guide, and so many are learnt from in a moment. */
const mostExamples = 3000

/** Learns anew at once, for whoever may change every lead. */
export const trainScoring = defineAction({
  name: 'train',
  object: 'lead',
  on: 'collection',
  label: { zh: '重新学习评分', en: 'Learn the score anew' },
  input: z.strictObject({}),
  guard: (ctx) => mayAll(ctx.actor, 'lead', 'change'),
  run: async (ctx) => {
    const { verdict, won, lost } = await train(ctx)
    return { verdict, won, lost }
  },
})

/** Learns from the company's own outcomes, judges what it learnt on leads it had not seen, keeps both, and scores the open leads by it where it is good enough. */
export async function train(ctx: Context): Promise<StoredModel> {
  const examples = await examplesOf(ctx)
  const won = examples.filter((example) => example.came).length
  const counts = { won, lost: examples.length - won }
  const isEnough = Math.min(counts.won, counts.lost) >= fewestOfEach
  const judged = isEnough ? judgeHeldOut(examples, featureNames) : null
  const quality = judged && qualityOf(judged, bands)
  const said = new Map(judged?.map((one) => [one.example, one.said]))
  const learnt: StoredModel = { trained_at: ctx.clock.now(), ...counts, verdict: verdictOf(counts, quality), quality, model: isEnough ? fit(examples, featureNames, choosePenalty(examples, featureNames)) : null }
  await transaction(ctx, async (ctx) => {
    await keepModel(ctx, learnt)
    await keepLearnt(ctx, examples.map((example) => ({ ...example, said: said.get(example) ?? null })))
  })
  await scoreAll(ctx)
  return learnt
}

/** Of the probability, as the page tells it. */
const bands = 5

type LearntLead = Example & { id: string }

/** The leads behind the figures. Cut, not rounded, to two digits: none is moved into the next band of what was said. */
async function keepLearnt(ctx: Context, leads: readonly (LearntLead & { said: number | null })[]): Promise<void> {
  const rows = leads.map(({ id, came, said }) => ({ id, came, said: said === null ? null : Math.floor(said * 10_000) / 100 }))
  const now = ctx.clock.now()
  await ctx.db.rows(sql`delete from learnt_leads l where l.workspace_id = ${sql.workspace} and not (l.id = any(${rows.map(({ id }) => id)}::uuid[]))`)
  await ctx.db.rows(sql`insert into learnt_leads as l (workspace_id, id, created_at, created_by, updated_at, updated_by, lead_id, is_won, said, learnt_on)
    select ${sql.workspace}, g.id, ${now}, ${ctx.actor.id}::uuid, ${now}, ${ctx.actor.id}::uuid, g.id, g.came, g.said, ${dayOf(now, ctx.workspace.timeZone)}::date
    from json_to_recordset(${JSON.stringify(rows)}::json) g(id uuid, came boolean, said numeric)
    on conflict (workspace_id, id) do update set is_won = excluded.is_won, said = excluded.said, learnt_on = excluded.learnt_on, updated_at = excluded.updated_at, updated_by = excluded.updated_by`)
  announceAfterCommit(ctx, objectOf(ctx, 'learnt_lead'))
}

const inputsShape = z.record(z.string(), z.string())

/** Won: it became a customer, and its opportunity was not lost since. What was a duplicate says nothing of a lead. */
async function examplesOf(ctx: Context): Promise<LearntLead[]> {
  const rows = await ctx.db.rows<{ id: string; inputs: unknown; came: boolean }>(
    sql`select c.id::text as id, c.score_inputs as inputs, c.status = 'converted' and o.status is distinct from 'lost' as came from leads c
        left join opportunities o on o.workspace_id = ${sql.workspace} and o.id = c.opportunity_id
      where c.workspace_id = ${sql.workspace} and c.deleted_at is null and c.status in ('converted', 'unqualified') and c.unqualified_reason is distinct from 'duplicate'
      order by c.settled_at desc, c.id limit ${mostExamples}`,
  )
  return rows.flatMap(({ id, inputs, came }) => {
    const { data } = inputsShape.safeParse(inputs)
    return data ? [{ id, features: data, came }] : []
  })
}
