import { transaction } from '../../../platform/db/database.ts'
import { invalid, issue } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import type { ObjectDefinition } from '../../../kernel/definitions/object.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { enterStages } from '../queries/keep-stays.ts'
import { beginning, firstStage, livingStages, type Stage } from '../queries/stages.ts'
import { placeIn } from '../rules/placement.ts'

/**
 * The plain create: into the first stage of its pipeline, as defaults of the moment, so that the event of the creation tells of them.
 * @throws Problem 422 also for what only imports may say; 409 where the company has no stage to begin in.
 */
export async function createOpportunity(ctx: Context, input: Record<string, unknown>): Promise<string> {
  if (input.is_historic === true) throw invalid([issue('is_historic', 'only_import', '历史商机只能从文件导入', 'Opportunities from former records come by import only')])
  return transaction(ctx, async (ctx) => {
    const at = ctx.clock.now()
    const { pipeline, ...rest } = input
    const stage = await stageToBeginIn(ctx, pipeline)
    const place = placeIn(stage, {}, { at, timeZone: ctx.workspace.timeZone })
    const { id } = await createRecord(ctx, withDefaults(objectOf(ctx, 'opportunity'), place), pipeline ? input : rest)
    await enterStages(ctx, [{ opportunity: id, stage: stage.id, at: at.toISOString() }])
    return id
  })
}

async function stageToBeginIn(ctx: Context, asked: unknown): Promise<Stage> {
  const stages = await livingStages(ctx)
  const id = idOf(asked)
  if (id && !firstStage(stages, id)) throw invalid([issue('pipeline', 'no_stage', '没有此销售流程，或它还没有进行中的阶段', 'There is no such pipeline, or it has no open stage to begin in')])
  return beginning(stages, id)
}

function idOf(asked: unknown): string | null {
  if (typeof asked === 'string') return asked.toLowerCase()
  return typeof asked === 'object' && asked !== null && 'id' in asked ? idOf(asked.id) : null
}

function withDefaults(object: ObjectDefinition, values: Record<string, Value>): ObjectDefinition {
  const fields = new Map(object.fields)
  for (const [name, value] of Object.entries(values)) {
    const field = fields.get(name)
    if (field) fields.set(name, { ...field, default: value })
  }
  return { ...object, fields }
}
