import { z } from 'zod'
import { conflict, notFound, Problem } from '../../../platform/problems.ts'
import { transaction } from '../../../platform/db/database.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { isAlike, matchesOf, targetOf } from '../queries/matches.ts'
import { refuseMove, mayChange } from './move-lead.ts'
import { carryOver } from './carry-over.ts'
import { contactOf, makeCustomer } from './make-customer.ts'
import { makeOpportunity } from './make-opportunity.ts'

const name = z.string().trim().min(1).max(300)

const input = z.strictObject({
  /** An existing one, or what to make; left out, what the lead says. */
  customer: z.union([z.strictObject({ id: z.uuid() }), z.strictObject({ kind: z.enum(['organisation', 'person']).optional(), name: name.optional() })]).default({}),
  contact: z.union([z.enum(['make', 'none']), z.strictObject({ id: z.uuid() })]).optional(),
  opportunity: z.strictObject({ name, amount: z.string().max(30).nullish(), close_on: z.iso.date().nullish(), pipeline: z.uuid().nullish() }).optional(),
  /** The customers that look the same were looked at: it is another. */
  is_new: z.boolean().default(false),
})

/** Customers that the lead perhaps already is. */
export const showMatches = defineAction({
  name: 'matches',
  object: 'lead',
  on: 'record',
  label: { zh: '可能已有的客户', en: 'Customers it may already be' },
  is_query: true,
  input: z.strictObject({ kind: z.enum(['organisation', 'person']).optional(), name: name.optional() }),
  guard: mayChange,
  run: async (ctx, { id, input }) => {
    if (!id) throw notFound()
    return transaction(ctx, async (ctx) => {
      const { record: lead } = await lockRecord(ctx, objectOf(ctx, 'lead'), id, 'change')
      return { data: await matchesOf(ctx, lead, { ...targetOf(lead), ...input }) }
    })
  },
})

/** The lead becomes a customer, new or known: all of it or nothing, and once. */
export const convertLead = defineAction({
  name: 'convert',
  object: 'lead',
  on: 'record',
  label: { zh: '转化', en: 'Convert' },
  input,
  guard: mayChange,
  run: (ctx, { id, input }) => convert(ctx, id, input),
})

/** @throws Problem 404, 403; 409 when it was converted or is not qualified, or where customers look the same; 422. */
async function convert(ctx: Context, id: string | null, request: z.infer<typeof input>): Promise<unknown> {
  if (!id) throw notFound()
  return transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'lead')
    const { record: lead } = await lockRecord(ctx, object, id, 'change')
    if (lead.status === 'converted') throw conflict('already-converted', { zh: '线索已经转化', en: 'The lead was converted already' })
    refuseMove(lead, 'converted')
    // Everything that comes of it says so in its history.
    const caused: Context = { ...ctx, cause: { ...ctx.cause, lead: id, lead_number: String(lead.number) } }
    const customer = await customerOf(caused, lead, request)
    const contact = await contactOf(caused, lead, { customer, wanted: request.contact })
    const opportunity = request.opportunity ? await makeOpportunity(caused, lead, { customer: customer.id, contact, wanted: request.opportunity }) : null
    await carryOver(caused, id, { customer: customer.id, contact })
    const patch = { status: 'converted', customer: customer.id, contact, opportunity, converted_by: ctx.actor.id, settled_at: ctx.clock.now().toISOString() }
    return JSON.parse((await updateRecord(ctx, object, id, patch, { asSystem: true, verb: 'converted' })).json)
  })
}

/** @throws Problem 409 naming the customers that look the same, 404 for one that is not there. */
async function customerOf(ctx: Context, lead: Stored, { customer, contact, is_new }: z.infer<typeof input>): Promise<{ id: string; kind: string }> {
  if ('id' in customer) {
    const { record } = await lockRecord(ctx, objectOf(ctx, 'customer'), customer.id, 'see')
    return { id: customer.id, kind: String(record.kind) }
  }
  const target = { ...targetOf(lead), ...customer }
  const same = is_new ? [] : (await matchesOf(ctx, lead, target)).filter(isAlike)
  if (same.length > 0) {
    throw new Problem({ status: 409, code: 'customers-alike', title: { zh: '已有很像的客户：请选择其一，或确认是新客户', en: 'There are customers that look the same: choose one, or say that it is new' }, extra: { customers: same } })
  }
  return { id: await makeCustomer(ctx, lead, { ...target, hasContact: contact !== 'none' && target.kind === 'organisation' }), kind: target.kind }
}
