import { objectOf } from '../../kernel/context.ts'
import { recordsAbout } from '../../kernel/query/list.ts'
import type { DeclaresOccasions } from '../approvals/index.ts'
import type { DeclaresValueSources } from '../insight/index.ts'
import { settleNotices, tellOwners } from '../notices/index.ts'
import { changeInTree } from '../team/index.ts'
import { callBack } from './actions/call-back.ts'
import { compensationActions } from './actions/compensate.ts'
import { compensationApproval } from './actions/compensation-approval.ts'
import { savesComplaint } from './actions/create-complaint.ts'
import { qualityOfComplaints } from './actions/quality.ts'
import { raiseRepeats } from './actions/raise-repeats.ts'
import { agreeWithCustomer, apologiseToCustomer, defineComplaint, finishComplaint, listenToComplaint, proposeToCustomer, withdrawComplaint } from './actions/steps.ts'
import { tellOfLateCallBacks } from './actions/tell-call-backs.ts'
import { complaintNotices } from './notices.ts'
import { compensation } from './objects/compensation.ts'
import { complaintCause } from './objects/complaint-cause.ts'
import { complaint } from './objects/complaint.ts'
import { warningRule } from './objects/warning-rule.ts'
import { policies } from './policies.ts'
import { costEvents, costOfComplaints, markComplained } from './queries/cost-to-serve.ts'
import { readyComplaints } from './ready.ts'
import { openCasesOfRequests, openPreventiveCases } from './warnings/open-cases.ts'
import { simulateWarning } from './warnings/simulate.ts'

const named = (verbs: string[]) => verbs.map((verb) => `complaints.complaint.${verb}`)

export const complaints: DeclaresOccasions & DeclaresValueSources = {
  name: 'complaints',
  label: { zh: '投诉', en: 'Complaints' },
  needs: ['team', 'customers', 'interactions', 'sales', 'orders', 'requests', 'insight', 'approvals', 'notices'],
  objects: [complaint, compensation, complaintCause, warningRule],
  policies,
  verbs: { complaint: savesComplaint, complaint_cause: { update: changeInTree('complaint_cause') } },
  actions: [listenToComplaint, defineComplaint, proposeToCustomer, agreeWithCustomer, apologiseToCustomer, finishComplaint, callBack, withdrawComplaint, ...compensationActions, qualityOfComplaints, simulateWarning],
  occasions: [compensationApproval],
  value_sources: [costOfComplaints],
  sections: [
    {
      object: 'complaint',
      name: 'compensations',
      json: (ctx, id) => recordsAbout(ctx, objectOf(ctx, 'compensation'), { by: 'complaint', id, sort: 'created_at', limit: 50 }),
    },
  ],
  listeners: [
    { name: 'complaints.repeats', kinds: named(['created', 'updated', 'defined', 'restored']), handle: raiseRepeats },
    {
      name: 'complaints.notices',
      kinds: named(['created', 'updated']),
      // Of a case that a rule opened its owner is told as of a warning.
      handle: (ctx, events) => tellOwners(ctx, events.filter(({ after }) => !after?.rule), { kind: 'complaint_assigned', field: 'owner' }),
    },
    {
      name: 'complaints.settled',
      kinds: named(['verified', 'withdrawn', 'deleted']),
      handle: (ctx, events) => settleNotices(ctx, 'complaint', { done: [...new Set(events.map(({ record_id: id }) => id))], open: [] }),
    },
    { name: 'complaints.values', kinds: costEvents, handle: markComplained },
    { name: 'complaints.warnings', kinds: ['created', 'updated', 'evaluated', 'response_breached', 'solution_breached'].map((verb) => `requests.request.${verb}`), handle: openCasesOfRequests },
  ],
  notices: complaintNotices,
  daily: [{ name: 'complaint-warnings', run: openPreventiveCases }],
  mornings: [{ name: 'complaint-call-backs', run: tellOfLateCallBacks }],
  ready: readyComplaints,
}
