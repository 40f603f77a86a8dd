/** The stages of the company: few, so that all are read at once. */
import { sql } from '../../../platform/db/sql.ts'
import { conflict, invalid, issue } from '../../../platform/problems.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Standing } from '../rules/standing.ts'

export interface Stage {
  id: string
  name: string
  pipeline: string
  position: number
  kind: Standing
  probability: number
  expected_days: number | null
  required_fields: string[]
  tasks: { name: string; due_in_days?: number }[]
  is_pipeline_active: boolean
}

/** Those that are there, the default pipeline first, each in its order. */
export async function livingStages(ctx: Context): Promise<Stage[]> {
  return ctx.db.rows<Stage>(
    sql`select s.id::text as id, s.name, s.pipeline_id::text as pipeline, s.position, s.kind, s.probability::int as probability, s.expected_days, s.required_fields, s.tasks,
        p.is_active as is_pipeline_active
      from stages s join pipelines p on p.workspace_id = ${sql.workspace} and p.id = s.pipeline_id and p.deleted_at is null
      where s.workspace_id = ${sql.workspace} and s.deleted_at is null
      order by p.is_active desc, p.is_default desc, p.position, p.id, s.position, s.id`,
    { prepared: true },
  )
}

/** Where an opportunity begins: in the pipeline that it names, else in the default one. */
export function firstStage(stages: readonly Stage[], pipeline: string | null): Stage | undefined {
  const open = stages.filter(({ kind }) => kind === 'open')
  return pipeline ? open.find((stage) => stage.pipeline === pipeline) : open[0]
}

/** The same, in the default pipeline where that one has no open stage any more. @throws Problem 409 where the company has none at all. */
export function beginning(stages: readonly Stage[], pipeline: string | null): Stage {
  const stage = firstStage(stages, pipeline) ?? firstStage(stages, null)
  if (!stage) throw conflict('no-such-stage', { zh: '销售流程还没有进行中的阶段', en: 'There is no open stage to begin in' })
  return stage
}

/** @throws Problem 409 for a pipeline that lacks such a stage. */
export function endStage(stages: readonly Stage[], pipeline: string, kind: 'won' | 'lost'): Stage {
  const stage = stages.find((one) => one.pipeline === pipeline && one.kind === kind)
  if (!stage) throw conflict('no-such-stage', { zh: `此销售流程没有“${kind === 'won' ? '赢单' : '输单'}”阶段`, en: `The pipeline has no stage of the kind ${kind}` })
  return stage
}

/** @throws Problem 422 for one that is not there. */
export function stageById(stages: readonly Stage[], id: string): Stage {
  const stage = stages.find((one) => one.id === id)
  if (!stage) throw invalid([issue('stage', 'reference_not_found', '阶段：没有找到所指的记录', 'Stage: the record is not there')])
  return stage
}
