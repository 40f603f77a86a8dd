/** One layout: whoever receives guests has first what that needs, and nothing of invoices. */
import { objectOf, type Context } from '../kernel/context.ts'
import { createRecord } from '../kernel/records/create.ts'

const panels = [
  { key: 'reception', label: { zh: '接待必看', en: 'For the reception' }, fields: ['name', 'kind', 'phones', 'wechat', 'emails', 'best_time', 'communication_style', 'temperament', 'do_not_disturb', 'tags'] },
  { key: 'main', label: { zh: '客户情况', en: 'Who it is' }, fields: ['number', 'tier', 'status', 'category', 'owner', 'industry', 'territory', 'short_name', 'source', 'referrer', 'team'] },
  { key: 'person', label: { zh: '个人', en: 'Person' }, fields: ['gender', 'birthday', 'birthday_calendar', 'family_status', 'household_stage', 'occupation_group'] },
  { key: 'address', label: { zh: '地址与备注', en: 'Addresses and remark' }, fields: ['addresses', 'website', 'remark', 'files'] },
]

const leftOut = ['consents', 'tier_reason', 'size_band', 'income_band', 'education', 'risk_tolerance', 'credit_code', 'legal_person', 'registered_capital', 'founded_on', 'parent', 'tax_bank', 'credit_limit', 'credit_days', 'credit_rating']

export async function layOutForms(ctx: Context, roles: Record<string, string>): Promise<void> {
  await createRecord(ctx, objectOf(ctx, 'layout'), { object: 'customer', role: roles.staff, panels, left_out: leftOut })
}
