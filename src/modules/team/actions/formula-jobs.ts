/** A formula over the records that were there before: work that is watched, stopped and begun again on the page of own fields. */
import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { invalid, issue } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { withCustomFields } from '../../../kernel/definitions/custom-fields.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import type { StoredEvent } from '../../../kernel/history/events.ts'
import { startJob } from '../../../kernel/jobs.ts'
import { formulasOf, refreshAllFormulas } from '../../../kernel/records/refresh-formulas.ts'

const kind = 'team.formulas'

/** How far the work has come. It stands in the job's row, so that a new process goes on behind it. */
const stateShape = z.object({ records: z.number(), after: z.uuid() })
type State = z.infer<typeof stateShape>

/** A formula that is new, other or back from the bin is computed for every record, as work of whoever changed it. */
export async function startRefresh(ctx: Context, events: StoredEvent[]): Promise<void> {
  const ids = [...new Set(events.map((event) => event.record_id))]
  const objects = await withCustomFields(ctx.db, ctx.registry.objects)
  for (const object of objects.values()) {
    const fields = formulasOf(object).filter((field) => field.custom_id !== undefined && ids.includes(field.custom_id))
    const by = events.findLast((event) => fields.some((field) => field.custom_id === event.record_id))
    if (by) await startJob({ ...ctx, actor: { ...ctx.actor, id: by.actor_id } }, { kind, payload: { object: object.name } })
  }
}

const payloadShape = z.object({ object: z.string() })

export const formulasJob = {
  kind,
  run: async (ctx: Context, job: { id: string; payload: unknown }): Promise<unknown> => {
    const object = objectOf({ ...ctx, objects: await withCustomFields(ctx.db, ctx.registry.objects) }, payloadShape.parse(job.payload).object)
    const before = await stateOf(ctx, job.id, object.table)
    const records = await refreshAllFormulas(ctx, object, formulasOf(object), { after: before?.after, goesOn: (done, after) => keepState(ctx, job.id, { records: (before?.records ?? 0) + done, after }) })
    return { records: (before?.records ?? 0) + records }
  },
}

/** Where a process that is gone had come to; with the number of records there are, for whoever watches. */
async function stateOf(ctx: Context, id: string, table: string): Promise<State | null> {
  const [job] = await ctx.db.rows<{ result: unknown }>(
    sql`update jobs j set total = (select count(*) from ${sql.id(table)} c where c.workspace_id = ${sql.workspace}) where j.workspace_id = ${sql.workspace} and j.id = ${id}::uuid returning j.result`,
  )
  return stateShape.safeParse(job?.result).data ?? null
}

/** @returns whether to go on. */
async function keepState(ctx: Context, id: string, state: State): Promise<boolean> {
  const [job] = await ctx.db.rows<{ state: string }>(
    sql`update jobs j set done = ${state.records}, result = ${JSON.stringify(state)}, updated_at = ${ctx.clock.now()} where j.workspace_id = ${sql.workspace} and j.id = ${id}::uuid returning j.state`,
  )
  return job?.state === 'running'
}

/** The last work on formulas of each object, whoever began it. */
export const lastFormulaJobs = defineAction({
  name: 'formula-jobs',
  object: 'custom_field',
  on: 'collection',
  label: { zh: '公式计算进度', en: 'Progress of formulas' },
  is_query: true,
  input: z.strictObject({}),
  guard: mayCompute,
  run: async (ctx) => ({
    data: await ctx.db.rows<object>(
      sql`select distinct on (j.payload ->> 'object') j.id, j.payload ->> 'object' as object, j.state, j.done, j.total, j.updated_at, j.created_by = ${ctx.actor.id}::uuid as is_own from jobs j
        where j.workspace_id = ${sql.workspace} and j.kind = ${kind} order by j.payload ->> 'object', j.created_at desc, j.id desc`,
    ),
  }),
})

/** Once more, after the work was stopped or failed. */
export const computeFormulas = defineAction({
  name: 'compute-formulas',
  object: 'custom_field',
  on: 'collection',
  label: { zh: '重新计算公式', en: 'Compute formulas again' },
  input: z.strictObject({ object: z.string().max(60) }),
  guard: mayCompute,
  run: (ctx, { input }) =>
    transaction(ctx, async (ctx) => {
      const object = ctx.objects.get(input.object)
      if (!object || formulasOf(object).length === 0) throw invalid([issue('object', 'no_formulas', '这个对象没有公式字段', 'This object has no fields by formula')])
      return { job: await startJob(ctx, { kind, payload: { object: object.name } }) }
    }),
})

function mayCompute(ctx: Context): boolean {
  return verdictOf(ctx, 'custom_field', 'create') !== false
}

/** The day has changed, and what is counted from it. */
export async function refreshFormulasOfToday(ctx: Context): Promise<void> {
  for (const object of ctx.objects.values()) {
    const formulas = formulasOf(object)
    if (formulas.some((field) => field.is_of_today)) await refreshAllFormulas(ctx, object, formulas)
  }
}
