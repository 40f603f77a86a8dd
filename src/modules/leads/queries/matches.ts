import type { Context } from '../../../kernel/context.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { duplicateCandidates, type Candidate } from '../../customers/index.ts'

/** From here on a customer is taken for the same unless somebody says that it is not. */
const alike = 0.8

export interface Target {
  kind: 'organisation' | 'person'
  name: string
}

/** What a lead would become: a firm where one is named, else a person. */
export function targetOf(lead: Stored): Target {
  return lead.company ? { kind: 'organisation', name: String(lead.company) } : { kind: 'person', name: String(lead.name) }
}

/** Customers that the caller may see and that the lead perhaps already is, the likeliest first. */
export async function matchesOf(ctx: Context, lead: Stored, target: Target): Promise<Candidate[]> {
  const texts = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])
  return duplicateCandidates(ctx, { ...target, phones: texts(lead.phones), emails: texts(lead.emails), wechat: lead.wechat ? String(lead.wechat) : null, credit_code: null })
}

export function isAlike({ score }: Candidate): boolean {
  return score >= alike
}
