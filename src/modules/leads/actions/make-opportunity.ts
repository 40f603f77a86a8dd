import { forbidden } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import type { Stored } from '../../../kernel/records/input.ts'

export interface WantedOpportunity {
  name: string
  amount?: string | null
  close_on?: string | null
  pipeline?: string | null
}

/** By the plain create that everybody uses: stage, number and stays are for the module of opportunities. @throws Problem 403, 422 */
export async function makeOpportunity(ctx: Context, lead: Stored, { customer, contact, wanted }: { customer: string; contact: string | null; wanted: WantedOpportunity }): Promise<string> {
  if (verdictOf(ctx, 'opportunity', 'create') === false) throw forbidden({ zh: '您不能新建商机：可以只转为客户', en: 'You may not make opportunities: convert the lead without one' })
  const input = {
    name: wanted.name,
    customer,
    contacts: contact ? [contact] : [],
    products: lead.products ?? [],
    amount: wanted.amount ?? lead.budget ?? null,
    close_on: wanted.close_on ?? lead.expected_on ?? null,
    ...(wanted.pipeline ? { pipeline: wanted.pipeline } : {}),
    source: lead.source,
    campaign: lead.campaign,
    source_detail: lead.source_detail,
    owner: lead.owner ?? ctx.actor.id,
    territory: lead.territory,
  }
  const create = ctx.registry.verbs.get('opportunity')?.create
  return create ? create(ctx, input) : (await createRecord(ctx, objectOf(ctx, 'opportunity'), input)).id
}
