import { z } from 'zod'
import { invalid, issue } from '../../../platform/problems.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { stageById, type Stage } from '../queries/stages.ts'
import { changeStage, mayChangeOpportunity } from './change-stage.ts'

export const version = z.number().int().min(1).optional()

/** To another stage on the way, forward or back, also of another pipeline. Ends are reached by win and lose. */
export const moveOpportunity = defineAction({
  name: 'move',
  object: 'opportunity',
  on: 'record',
  label: { zh: '移动', en: 'Move' },
  input: z.strictObject({ stage: z.uuid(), version }),
  guard: mayChangeOpportunity,
  run: (ctx, { id, input }) =>
    changeStage(ctx, id, {
      from: ['open'],
      verb: 'moved',
      version: input.version,
      stage: (opportunity, stages) => {
        const stage = stageById(stages, input.stage.toLowerCase())
        refuseTarget(stage, opportunity.pipeline === stage.pipeline)
        return stage.id === opportunity.stage ? null : stage
      },
    }),
})

function refuseTarget(stage: Stage, isOwnPipeline: boolean): void {
  if (stage.kind !== 'open') throw invalid([issue('stage', 'is_end', '请用“赢单”或“输单”，并说明原因', 'Use win or lose, with the reason')])
  if (!stage.is_pipeline_active && !isOwnPipeline) throw invalid([issue('stage', 'not_active', '此销售流程已停用', 'The pipeline is not in use any more')])
}
