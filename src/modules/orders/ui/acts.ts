/** What can be done with a document as it stands: the next step first, the others behind it. Their words are those of the server. */
import type { RecordData } from '../../../web/client/records.ts'

/** One thing that an act is told, drawn as the field it ends up in. */
export interface ActInput {
  /** In the body of the act. */
  name: string
  object: string
  field: string
  required?: boolean
  /** Key of the words, where the field is called otherwise. */
  label?: string
  /** What stands there at first. */
  from?: (record: RecordData) => unknown
}

export interface Foretelling {
  /** Key of the words. */
  text: string
  /** Said only where the record names such a one, with its `name`. */
  of?: string
}

export interface Act {
  name: string
  inputs?: ActInput[]
  /** The act that takes it back. */
  undo?: string
  isDanger?: boolean
  /** What opens again or falls away besides, said beforehand. */
  foretells?: Foretelling[]
  /** What it answers is another record, which is shown then. */
  makes?: string
}

export interface Offered {
  main?: Act
  others: Act[]
}

/** By object and record; nothing for what moves no more. */
export function actsOf(object: string, record: RecordData): Offered {
  const status = String(record.status)
  if (object === 'order') return ofOrder(record, status)
  return byState[object]?.[status] ?? { others: [] }
}

const stepActs: Record<string, Act> = {
  confirmed: { name: 'confirm', undo: 'take_back' },
  in_production: { name: 'start_production', undo: 'take_back' },
  produced: { name: 'finish_production', undo: 'take_back' },
  awaiting_payment: { name: 'await_payment', undo: 'take_back' },
  paid: { name: 'mark_paid', undo: 'take_back' },
  shipped: { name: 'ship', undo: 'take_back', inputs: ['carrier', 'tracking_number', 'expected_on'].map((name) => ({ name, object: 'shipment', field: name })) },
  arrived: { name: 'arrive', undo: 'take_back', inputs: [{ name: 'confirmed_by', object: 'shipment', field: 'confirmed_by' }] },
  completed: { name: 'complete', undo: 'take_back' },
}

/** What was received outside is said in words. */
const unpaidNote: ActInput = { name: 'note', object: 'order', field: 'cancel_reason', label: 'orders.paid_outside', required: true }
const countFalls: Foretelling = { text: 'orders.count_falls' }
const winFalls: Foretelling = { text: 'orders.may_reopen', of: 'opportunity' }
const takeBack: Act = { name: 'take_back' }
const toDraft: Act = { ...takeBack, foretells: [{ text: 'orders.steps_fall' }, countFalls, winFalls] }
const invoice: Act = { name: 'invoice', makes: 'invoices' }
const cancel: Act = { name: 'cancel', isDanger: true, inputs: [{ name: 'reason', object: 'order', field: 'cancel_reason', required: true }] }

function ofOrder(record: RecordData, status: string): Offered {
  if (record.is_historic === true || status === 'cancelled') return { others: [] }
  const names = stepNames(record.steps)
  const next = status === 'draft' ? 'confirmed' : names[names.indexOf(status) + 1]
  const step = next ? stepActs[next] : undefined
  const isOutstanding = amountOf(record.paid_total) < amountOf(record.total)
  const main = step?.name === 'mark_paid' && isOutstanding ? { ...step, inputs: [unpaidNote] } : step
  if (status === 'draft') return { main, others: [cancel] }
  const back = status === 'confirmed' ? toDraft : takeBack
  return { main, others: [invoice, back, ...(status === 'completed' ? [] : [{ ...cancel, foretells: [countFalls, winFalls] }])] }
}

const settledAmount = (name: string): ActInput => ({ name, object: 'claim', field: 'settled_amount', from: (record) => record.settled_amount ?? record.claimed_amount })
const reason: ActInput = { name: 'reason', object: 'claim', field: 'reason', required: true }
const propose: Act = {
  name: 'propose',
  undo: 'reopen',
  inputs: [
    { name: 'settlement', object: 'claim', field: 'settlement', required: true, from: (record) => record.settlement },
    { name: 'proposal', object: 'claim', field: 'proposal', required: true, from: (record) => record.proposal },
    settledAmount('amount'),
  ],
}
const settle: Act = { name: 'settle', inputs: [settledAmount('amount'), { name: 'note', object: 'claim', field: 'reason' }] }
const reject: Act = { name: 'reject', undo: 'reopen', isDanger: true, inputs: [reason] }
const voidIt: Act = { name: 'void', isDanger: true, inputs: [{ name: 'reason', object: 'invoice', field: 'void_reason', required: true }] }
const issue: Act = { name: 'issue', inputs: ['issued_on', 'due_on', 'tax_number'].map((name) => ({ name, object: 'invoice', field: name, from: (record) => record[name] })) }
const onDay = (field: string): ActInput[] => [{ name: 'on', object: 'purchase', field }]
const cancelPurchase: Act = { name: 'cancel', isDanger: true }
const costFalls: Foretelling[] = [{ text: 'orders.cost_falls', of: 'order' }]

const byState: Record<string, Record<string, Offered>> = {
  invoice: { draft: { main: issue, others: [voidIt] }, issued: { others: [voidIt] } },
  claim: {
    open: { main: propose, others: [reject] },
    proposed: { main: settle, others: [propose, { name: 'reopen' }, reject] },
    rejected: { main: { name: 'reopen' }, others: [] },
  },
  purchase: {
    draft: { main: { name: 'place', undo: 'redraft' }, others: [cancelPurchase] },
    ordered: { main: { name: 'receive', inputs: onDay('received_on') }, others: [{ name: 'redraft', foretells: costFalls }, { ...cancelPurchase, foretells: costFalls }] },
    received: { main: { name: 'pay', inputs: onDay('paid_on') }, others: [] },
  },
}

function stepNames(steps: unknown): string[] {
  return Array.isArray(steps) ? steps.map((one: { step?: unknown }) => String(one.step)) : []
}

/** Only to compare: what is shown is the decimal text. */
function amountOf(value: unknown): number {
  return Number(typeof value === 'object' && value !== null && 'amount' in value ? value.amount : value)
}
