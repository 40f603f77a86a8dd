import { invalid, issue } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import type { Target } from '../queries/matches.ts'

/** With the rights of the caller. @throws Problem 403, 422 */
export async function makeCustomer(ctx: Context, lead: Stored, { kind, name, hasContact }: Target & { hasContact: boolean }): Promise<string> {
  const place = { city: lead.city, street: lead.address }
  const known = Object.fromEntries(Object.entries(place).filter(([, value]) => value))
  // How the person is reached stands with the person: with the contact where there is one.
  const reach = hasContact ? {} : reachOf(lead)
  const customer = {
    kind, name, ...reach,
    status: 'interested',
    source: lead.source,
    source_detail: lead.source_detail,
    industry: lead.industry,
    ...(kind === 'organisation' ? { size_band: lead.size_band } : {}),
    addresses: Object.keys(known).length > 0 ? [known] : [],
    owner: lead.owner ?? ctx.actor.id,
    team: lead.team,
    territory: lead.territory,
  }
  return (await createRecord(ctx, objectOf(ctx, 'customer'), customer)).id
}

/** The contact to be with the lead: made of it, one that is there, or none. Left open, a firm gets one and a person is one. */
export async function contactOf(ctx: Context, lead: Stored, { customer, wanted }: { customer: { id: string; kind: string }; wanted: 'make' | 'none' | { id: string } | undefined }): Promise<string | null> {
  const wish = wanted ?? (customer.kind === 'organisation' ? 'make' : 'none')
  if (wish === 'none') return null
  const contact = objectOf(ctx, 'contact')
  if (wish === 'make') {
    return (await createRecord(ctx, contact, { customer: customer.id, name: lead.name, position: lead.position, ...reachOf(lead) })).id
  }
  const { record } = await lockRecord(ctx, contact, wish.id, 'see')
  if (record.customer !== customer.id) throw invalid([issue('contact.id', 'other_customer', '此联系人属于别的客户', 'This contact is of another customer')])
  return wish.id
}

function reachOf({ phones, emails, wechat }: Stored): Stored {
  return { phones: phones ?? [], emails: emails ?? [], wechat: wechat ?? null }
}
