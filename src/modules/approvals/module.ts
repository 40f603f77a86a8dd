import type { Module } from '../../kernel/definitions/module.ts'
import { approve, refuse, returnToRequester } from './actions/decide.ts'
import { addSignerAction, delegate } from './actions/hand-on.ts'
import { leavingListener } from './actions/replace-left.ts'
import { waitingForMe } from './actions/waiting.ts'
import { withdraw } from './actions/withdraw.ts'
import { occasionsAction } from './actions/occasions.ts'
import { approvalLine } from './objects/approval-line.ts'
import { approvalSignature } from './objects/approval-signature.ts'
import { approval } from './objects/approval.ts'
import { policies } from './policies.ts'
import { savesLine } from './save-line.ts'

const quotes = { value: 'signature', object: 'approval_signature', field: 'comment' }

export const approvals: Module = {
  name: 'approvals',
  label: { zh: '审批', en: 'Approvals' },
  needs: ['team', 'notices'],
  objects: [approval, approvalSignature, approvalLine],
  policies,
  verbs: { approval_line: savesLine },
  actions: [approve, refuse, returnToRequester, delegate, addSignerAction, withdraw, waitingForMe, occasionsAction],
  listeners: [leavingListener],
  notices: [
    {
      kind: 'approval_waiting',
      label: { zh: '有审批等待我处理', en: 'An approval waits for me' },
      text: { zh: '{actor}提交的“{record}”等待您审批', en: '{record}, asked by {actor}, waits for your decision' },
      default: { app: true, mail: 'at_once' },
    },
    {
      kind: 'approval_approved',
      label: { zh: '我的申请已同意', en: 'A request of mine was approved' },
      text: { zh: '“{record}”已同意', en: '{record} was approved' },
      quotes,
      default: { app: true, mail: 'digest' },
    },
    {
      kind: 'approval_refused',
      label: { zh: '我的申请被拒绝', en: 'A request of mine was refused' },
      text: { zh: '{actor}拒绝了“{record}”', en: '{actor} refused {record}' },
      quotes,
      default: { app: true, mail: 'at_once' },
    },
    {
      kind: 'approval_returned',
      label: { zh: '我的申请被退回', en: 'A request of mine was returned' },
      text: { zh: '{actor}退回了“{record}”，请修改后重新提交', en: '{actor} returned {record}: change it and ask again' },
      quotes,
      default: { app: true, mail: 'at_once' },
    },
  ],
}
