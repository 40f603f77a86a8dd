import { objectOf } from '../../kernel/context.ts'
import type { Module } from '../../kernel/definitions/module.ts'
import { createRecord } from '../../kernel/records/create.ts'
import { tellOwners } from '../notices/index.ts'
import { explainOpportunity, loseOpportunity, reopenOpportunity, winOpportunity } from './actions/close-opportunity.ts'
import { createOpportunity } from './actions/create-opportunity.ts'
import { moveOpportunity } from './actions/move-opportunity.ts'
import { placeImported } from './actions/place-imported.ts'
import { showBoard } from './actions/show-board.ts'
import { showFunnel, showWinLoss } from './actions/show-funnel.ts'
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
  verbs: { opportunity: { create: createOpportunity, many: { leaves_out: [], created: placeImported } } },
  actions: [moveOpportunity, winOpportunity, loseOpportunity, explainOpportunity, reopenOpportunity, showBoard, showFunnel, showWinLoss],
  notices: [
    {
      kind: 'opportunity_assigned',
      label: { zh: '商机交给我', en: 'An opportunity was given to me' },
      text: { zh: '{actor}把商机“{record}”交给您', en: '{actor} gave you the opportunity {record}' },
      text_many: { zh: '{actor}把 {count} 个商机交给您', en: '{actor} gave you {count} opportunities' },
      default: { app: true, mail: 'digest' },
    },
    {
      kind: 'opportunity_won',
      label: { zh: '商机因客户同意而赢单', en: 'An opportunity is won by an agreement' },
      text: { zh: '{agreement}，商机“{record}”已赢单：请说明赢单原因', en: '{agreement}: the opportunity {record} is won. Please say why' },
      default: { app: true, mail: 'digest' },
    },
    {
      kind: 'opportunity_waits',
      label: { zh: '客户已同意但商机未赢单', en: 'An agreement leaves an opportunity open' },
      text: { zh: '{agreement}，但商机“{record}”还缺赢单必填的内容', en: '{agreement}, but the opportunity {record} lacks what is required to win it' },
      default: { app: true, mail: 'digest' },
    },
    {
      kind: 'opportunity_win_taken_back',
      label: { zh: '赢单被收回', en: 'A win is taken back' },
      text: { zh: '{ending}，商机“{record}”已重新打开：请继续跟进，或按赢单、输单了结', en: '{ending}: the opportunity {record} is open again. Go on with it, or win or lose it as it is' },
      default: { app: true, mail: 'digest' },
    },
  ],
  listeners: [
    {
      name: 'opportunities.notices',
      kinds: ['opportunities.opportunity.created', 'opportunities.opportunity.updated'],
      handle: (ctx, events) => tellOwners(ctx, events, { kind: 'opportunity_assigned', field: 'owner' }),
    },
  ],
  ready: [{
    name: 'opportunities.pipeline', label: { zh: '标准商机流程', en: 'The standard pipeline' }, object: 'pipeline',
    make: async (ctx) => {
      const { id } = await createRecord(ctx, objectOf(ctx, 'pipeline'), readyPipeline)
      for (const stage of readyStages) await createRecord(ctx, objectOf(ctx, 'stage'), { ...stage, pipeline: id })
    },
  }],
}
