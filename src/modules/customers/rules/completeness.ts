export type CustomerKind = 'organisation' | 'person'

/**
 * What belongs into a complete file (S32), with its weight. The fields the archive rules require within three days weigh
 * 3 and more: those without which nobody can be reached or told apart the most. The rest weighs 1 or 2: it makes contact
 * better, but the customer can be served without it. Fields of the contact person are those of the primary contact.
 */
export const completenessWeights: Readonly<Record<CustomerKind, Readonly<Record<string, number>>>> = {
  organisation: {
    name: 10,
    phones: 8,
    contact_name: 8,
    contact_phone: 8,
    credit_code: 6,
    addresses: 6,
    owner: 5,
    contact_position: 4,
    contact_mail: 4,
    industry: 4,
    contact_best_time: 3,
    contact_birthday: 3,
    contact_gender: 3,
    source: 3,
    emails: 2,
    legal_person: 2,
    size_band: 2,
    website: 1,
  },
  person: {
    name: 10,
    phones: 10,
    addresses: 6,
    owner: 5,
    emails: 5,
    birthday: 5,
    gender: 4,
    best_time: 4,
    source: 3,
    wechat: 2,
    family_status: 1,
    household_stage: 1,
    occupation_group: 1,
  },
}

/**
 * How complete a customer's file is: `percent` 0 to 100, rounded down, so that 100 means that nothing is missing, and the
 * keys of the missing fields, the heaviest first. Empty are null, undefined, blank text, empty lists and objects of
 * nothing but empty things; 0 and false are answers. Filling a field never lowers the percentage; fields without a weight
 * do not count.
 */
export function completenessOf(record: Readonly<Record<string, unknown>>, kind: CustomerKind): { percent: number; missing: string[] } {
  const weights = Object.entries(completenessWeights[kind])
  const missing = weights.filter(([field]) => isEmpty(record[field])).sort(([, one], [, other]) => other - one)
  const total = sumOf(weights)
  return { percent: Math.floor((100 * (total - sumOf(missing))) / total), missing: missing.map(([field]) => field) }
}

function sumOf(weights: readonly [string, number][]): number {
  return weights.reduce((total, [, weight]) => total + weight, 0)
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (typeof value === 'string') return value.trim() === ''
  if (Array.isArray(value)) return value.every(isEmpty)
  if (value instanceof Date) return false
  return typeof value === 'object' && Object.values(value).every(isEmpty)
}
