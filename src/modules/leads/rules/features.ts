/** What is known of a lead before its outcome, as a few words each: scoring and learning look at nothing else. */
import { dayOf } from '../../../platform/calendar/zones.ts'
import type { Moment } from '../../../kernel/definitions/object.ts'

export const featureNames = ['source', 'industry', 'size_band', 'city_tier', 'company', 'phone', 'mail', 'wechat', 'budget', 'product', 'wants', 'arrival'] as const
export type Features = Record<string, string>

interface FeatureSource {
  source: string | null
  industry: string | null
  size_band: string | null
  city: string | null
  company: string | null
  phones: readonly string[] | null
  emails: readonly string[] | null
  wechat: string | null
  budget: string | null
  products: readonly string[] | null
  wants: string | null
  /** As it was kept: the hour of arrival does not change any more. */
  score_inputs: { [name: string]: unknown } | null
}

export const unknown = 'unknown'

/** Neither owner nor speed of contact: what we do about a lead is no property of the lead, and whom nobody called is lost by that. */
export function featuresOf(lead: FeatureSource, moment: Moment): Features {
  const kept = lead.score_inputs?.arrival
  return {
    source: lead.source ?? unknown,
    industry: lead.industry?.trim().toLowerCase() || unknown,
    size_band: lead.size_band ?? unknown,
    city_tier: cityTier(lead.city),
    company: given(lead.company),
    phone: given(lead.phones),
    mail: given(lead.emails),
    wechat: given(lead.wechat),
    budget: budgetBand(lead.budget),
    product: given(lead.products),
    wants: given(lead.wants),
    arrival: typeof kept === 'string' ? kept : arrivalOf(moment),
  }
}

function given(value: string | readonly string[] | null): 'yes' | 'no' {
  return value && value.length > 0 ? 'yes' : 'no'
}

const firstTier = ['北京', '上海', '广州', '深圳']
/** 新一线, the fifteen of 第一财经 2024. */
const newFirstTier = ['成都', '杭州', '重庆', '武汉', '苏州', '西安', '南京', '长沙', '天津', '郑州', '东莞', '无锡', '宁波', '青岛', '合肥']

function cityTier(city: string | null): string {
  const name = city?.trim()
  if (!name) return unknown
  if (firstTier.some((one) => name.startsWith(one))) return 'first'
  return newFirstTier.some((one) => name.startsWith(one)) ? 'new_first' : 'other'
}

function budgetBand(budget: string | null): string {
  if (budget === null) return unknown
  const amount = Number(budget)
  if (amount < 10_000) return 'below_10k'
  if (amount < 50_000) return 'below_50k'
  return amount < 200_000 ? 'below_200k' : 'from_200k'
}

/** Hours as the company's clock has them. */
function arrivalOf({ now, timeZone }: Moment): string {
  const hour = Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone }).format(now))
  const weekday = new Date(`${dayOf(now, timeZone)}T00:00:00Z`).getUTCDay()
  if (weekday === 0 || weekday === 6) return 'weekend'
  if (hour < 9) return 'early'
  if (hour < 13) return 'morning'
  return hour < 18 ? 'afternoon' : 'evening'
}
