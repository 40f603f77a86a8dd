import { z } from 'zod'
import { isDay } from '../../../platform/calendar/days.ts'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { transaction } from '../../../platform/db/database.ts'
import { invalid, issue, notFound } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { withdrawApproval } from '../../approvals/index.ts'
import { askForContract } from './contract-approval.ts'
import { move, wrongState } from './move.ts'
import { takenFrom } from './quote-to-contract.ts'

const mayChange = (ctx: Context) => verdictOf(ctx, 'contract', 'change') !== false
const nothing = z.strictObject({})
const onContract = { object: 'contract', on: 'record', guard: mayChange } as const

/** Below the amounts that the lines of the company name it is ready to sign at once; else it waits for those whom they name. */
export const submitContract = defineAction({
  ...onContract,
  name: 'submit',
  label: { zh: '提交', en: 'Submit' },
  input: nothing,
  run: (ctx, { id }) =>
    move(ctx, 'contract', id, async (ctx, record) => {
      if (!id || record.status !== 'draft') throw wrongState()
      return (await askForContract(ctx, id, record)) ? { to: 'in_approval', verb: 'submitted' } : { to: 'approved', verb: 'approved' }
    }),
})

export const reopenContract = defineAction({
  ...onContract,
  name: 'reopen',
  label: { zh: '退回草稿', en: 'Back to draft' },
  input: nothing,
  run: (ctx, { id }) => transaction(ctx, async (ctx) => {
    if (!id) throw notFound()
    const contract = objectOf(ctx, 'contract')
    const { record } = await lockRecord(ctx, contract, id, 'change')
    if (record.status !== 'in_approval') return move(ctx, 'contract', id, { to: 'draft', verb: 'reopened' })
    // What is to be changed is no longer what was asked for: withdrawn, it is a draft again.
    await withdrawApproval(ctx, { object: 'contract', id, occasion: 'amount' })
    return JSON.parse((await getRecord(ctx, contract, id)).json)
  }),
})

/** The signing day starts what hangs on it, such as the clock of the file; not before the day it is. */
export const signContract = defineAction({
  ...onContract,
  name: 'sign',
  label: { zh: '签署', en: 'Sign' },
  input: z.strictObject({ signed_on: z.string().refine(isDay, { message: 'A day such as 2026-05-01' }).optional() }),
  run: (ctx, { id, input }) =>
    move(ctx, 'contract', id, async (ctx) => {
      const today = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
      const signed = input.signed_on ?? today
      if (signed > today) throw invalid([issue('signed_on', 'in_future', '签署日不能晚于今天', 'It cannot be signed on a day to come')])
      return { to: 'signed', verb: 'signed', patch: { signed_on: signed } }
    }),
})

export const terminateContract = defineAction({
  ...onContract,
  name: 'terminate',
  label: { zh: '终止', en: 'Terminate' },
  input: z.strictObject({ reason: z.string().trim().min(1).max(1000) }),
  run: (ctx, { id, input }) => move(ctx, 'contract', id, { to: 'terminated', verb: 'terminated', patch: { end_reason: input.reason } }),
})

/** A draft of an amendment, with all that the contract says. */
export const amendContract = defineAction({
  ...onContract,
  name: 'amend',
  label: { zh: '补充协议', en: 'Amend' },
  input: nothing,
  guard: (ctx) => mayChange(ctx) && verdictOf(ctx, 'contract', 'create') !== false,
  run: (ctx, { id }) => {
    if (!id) throw notFound()
    return transaction(ctx, async (ctx) => {
      const { record } = await lockRecord(ctx, objectOf(ctx, 'contract'), id, 'change')
      if (record.status !== 'signed' && record.status !== 'active') throw wrongState()
      const { parties, starts_on, ends_on, renews, notice_days } = record
      return JSON.parse((await createRecord(ctx, objectOf(ctx, 'contract'), { ...takenFrom(record), parties, starts_on, ends_on, renews, notice_days, kind: 'amendment', amends: id }, { asSystem: true })).json)
    })
  },
})
