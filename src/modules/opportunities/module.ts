import { objectOf } from '../../kernel/context.ts'
import type { Module } from '../../kernel/definitions/module.ts'
import { createRecord } from '../../kernel/records/create.ts'
import { competitor } from './objects/competitor.ts'
import { opportunity } from './objects/opportunity.ts'
import { opportunityCompetitor } from './objects/opportunity-competitor.ts'
import { pipeline } from './objects/pipeline.ts'
import { stage } from './objects/stage.ts'
import { stageStay } from './objects/stage-stay.ts'
import { policies } from './policies.ts'
import { readyPipeline, readyStages } from './ready-pipeline.ts'

export const opportunities: Module = {
  name: 'opportunities',
  label: { zh: '商机', en: 'Opportunities' },
  needs: ['team', 'customers', 'interactions', 'sales', 'notices'],
  objects: [opportunity, competitor, opportunityCompetitor, pipeline, stage, stageStay],
  policies,
  furnish: async (ctx) => {
    const { id } = await createRecord(ctx, objectOf(ctx, 'pipeline'), readyPipeline)
    for (const stage of readyStages) await createRecord(ctx, objectOf(ctx, 'stage'), { ...stage, pipeline: id })
  },
}
