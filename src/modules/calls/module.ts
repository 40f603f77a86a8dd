import { objectOf } from '../../kernel/context.ts'
import type { Module } from '../../kernel/definitions/module.ts'
import { createRecord } from '../../kernel/records/create.ts'
import { settleNotices, tellOwners } from '../notices/index.ts'
import { setAgentState } from './actions/agent-states.ts'
import { callBackActs } from './actions/call-back-acts.ts'
import { savesCall } from './actions/create-call.ts'
import { savesCallBack } from './actions/create-call-back.ts'
import { finishCall, identifyCaller } from './actions/finish-call.ts'
import { abandonCall, answerCall, hangUpCall, missCall } from './actions/move-call.ts'
import { endAfterReopened, planAfterRequest } from './actions/plan-after-request.ts'
import { recogniseCaller } from './actions/recognise.ts'
import { registerCall } from './actions/register.ts'
import { showLevel } from './actions/show-level.ts'
import { callNotices } from './notices.ts'
import { agentState } from './objects/agent-state.ts'
import { callBack } from './objects/call-back.ts'
import { call } from './objects/call.ts'
import { callQueue } from './objects/call-queue.ts'
import { policies } from './policies.ts'
import { readyQueue } from './ready-queue.ts'

const named = (verbs: string[]) => verbs.map((verb) => `calls.call_back.${verb}`)

export const calls: Module = {
  name: 'calls',
  label: { zh: '呼叫中心', en: 'Call centre' },
  needs: ['team', 'customers', 'interactions', 'leads', 'requests', 'complaints', 'approvals', 'notices'],
  objects: [call, callBack, callQueue, agentState],
  policies,
  verbs: { call: savesCall, call_back: savesCallBack },
  actions: [recogniseCaller, registerCall, answerCall, hangUpCall, missCall, abandonCall, finishCall, identifyCaller, ...callBackActs, setAgentState, showLevel],
  listeners: [
    { name: 'calls.after_requests', kinds: ['requests.request.completed'], handle: planAfterRequest },
    { name: 'calls.after_reopened', kinds: ['requests.request.reopened'], handle: endAfterReopened },
    {
      name: 'calls.notices',
      kinds: named(['created', 'updated']),
      // Whoever promised a call needs not be told of it.
      handle: (ctx, events) => tellOwners(ctx, events, { kind: 'call_back_assigned', field: 'owner' }),
    },
    {
      name: 'calls.settled',
      kinds: named(['settled', 'unsettled', 'wrong_number', 'called_again', 'given_up', 'request_reopened']),
      // A wrong number that is tried with another one goes on.
      handle: (ctx, events) => settleNotices(ctx, 'call_back', { done: [...new Set(events.filter(({ after }) => after?.status).map(({ record_id: id }) => id))], open: [] }),
    },
  ],
  notices: callNotices,
  ready: [{
    name: 'calls.queue', label: { zh: '客服热线', en: 'The hot line' }, object: 'call_queue',
    make: async (ctx) => void (await createRecord(ctx, objectOf(ctx, 'call_queue'), readyQueue)),
  }],
}
