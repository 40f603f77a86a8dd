import type { DeclaresValueSources } from '../insight/index.ts'
import { settleNotices, tellOwners } from '../notices/index.ts'
import { savesDocument } from '../sales/index.ts'
import { createJob, visitsOfFiles } from './actions/create-job.ts'
import { jobActs } from './actions/job-acts.ts'
import { showBoard } from './actions/show-board.ts'
import { showFindings } from './actions/show-findings.ts'
import { showProposals } from './actions/show-proposals.ts'
import { dispatchNotices } from './notices.ts'
import { addVoucher, finishJob } from './actions/finish-job.ts'
import { voucherActs } from './actions/settle-voucher.ts'
import { fieldJob } from './objects/field-job.ts'
import { voucher } from './objects/voucher.ts'
import { skill } from './objects/skill.ts'
import { policies } from './policies.ts'
import { costEvents, costOfVisits, markVisited } from './queries/cost-to-serve.ts'

export const dispatch: DeclaresValueSources = {
  name: 'dispatch',
  label: { zh: '现场服务', en: 'Field service' },
  needs: ['team', 'customers', 'sales', 'orders', 'notices', 'requests', 'insight'],
  objects: [fieldJob, voucher, skill],
  policies,
  verbs: { field_job: { create: createJob, many: visitsOfFiles }, service_voucher: { update: savesDocument({ object: 'service_voucher', customer: 'customer', day: 'done_on' }).update } },
  actions: [...jobActs, finishJob, addVoucher, ...voucherActs, showBoard, showProposals, showFindings],
  listeners: [
    { name: 'dispatch.values', kinds: costEvents, handle: markVisited },
    {
      name: 'dispatch.notices',
      kinds: ['dispatched'].map((verb) => `dispatch.field_job.${verb}`),
      handle: (ctx, events) => tellOwners(ctx, events, { kind: 'job_dispatched', field: 'engineer' }),
    },
    {
      name: 'dispatch.settled',
      kinds: ['checked_in', 'finished', 'failed', 'deleted'].map((verb) => `dispatch.field_job.${verb}`),
      handle: (ctx, events) => settleNotices(ctx, 'field_job', { done: [...new Set(events.map(({ record_id: id }) => id))], open: [] }),
    },
  ],
  notices: dispatchNotices,
  value_sources: [costOfVisits],
}
