/** The file of an organisation as stored values; what is not known yet is left out. */
import { pinyinOf } from '../platform/chinese/pinyin.ts'
import { makeCreditCode } from '../modules/customers/rules/credit-code.ts'
import type { Stored } from '../kernel/records/input.ts'
import { personName } from './contacts.ts'
import { isKnown, type SharedPlan } from './plan.ts'
import { randomOf, weighted, type Random } from './random.ts'
import { digits, landline, mobile, officeAddress } from './reach.ts'
import { banks, brandFirst, brandSecond, businesses, channelWords, governmentNames, suffixes, type Business } from './words/companies.ts'
import { organisationRemarks } from './words/work.ts'
import { dayAgo, type City, type World } from './world.ts'

export interface Organisation {
  values: Stored
  /** Latin letters of the short name: mail and web addresses. */
  domain: string
}

const business = weighted(businesses.map((one) => [one, one.weight] as const))
const suffix = weighted(suffixes)

export function organisationOf(world: World, plan: SharedPlan): Organisation {
  const random = randomOf(`${world.seed} organisation`, plan.index)
  const named = nameOf(plan, random)
  const domain = pinyinOf(named.short).full
  const { address, code } = officeAddress(plan.city, random)
  const isGovernment = plan.segment === 'government'
  const phone = landline(plan.city, random)
  const isTended = isKnown(plan, 0.82, random)
  const foundedAgo = random.int(600, 12_000)
  const creditCode = isKnown(plan, 0.93, random) ? creditCodeOf(isGovernment, code, random) : null
  const legalPerson = isTended && !isGovernment ? personName(random.chance(0.3), random) : null
  return {
    domain,
    values: {
      kind: 'organisation',
      name: named.name,
      short_name: named.short,
      category: isGovernment ? 'government' : plan.segment === 'channel' ? 'channel' : 'business',
      industry: isTended ? named.industry : null,
      size_band: isTended ? sizeOf(plan.weight, random) : null,
      phones: [...(phone && isKnown(plan, 0.85, random) ? [phone] : []), ...(isKnown(plan, 0.6, random) ? [mobile(random)] : [])],
      emails: isKnown(plan, 0.7, random) ? [`${random.pick(['office', 'info', 'xingzheng', 'admin'])}@${domain}.example`] : [],
      addresses: isKnown(plan, 0.94, random) ? [address] : [],
      website: isTended && random.chance(0.6) ? `https://www.${domain}.example` : null,
      credit_code: creditCode,
      legal_person: legalPerson,
      registered_capital: legalPerson ? `${random.pick([100, 200, 500, 1000, 2000, 5000, 10_000])}0000.00` : null,
      founded_on: legalPerson ? dayAgo(world, foundedAgo) : null,
      tax_bank:
        creditCode && random.chance(0.55)
          ? { tax_number: creditCode, bank: `${random.pick(banks)}${plan.city.city.replace(/市$/, '')}分行`, account: `6${digits(random, 9)}${digits(random, 9)}`, ...(phone ? { phone } : {}) }
          : null,
      remark: random.chance(0.2) ? random.pick(organisationRemarks) : null,
    },
  }
}

function nameOf(plan: SharedPlan, random: Random): { name: string; short: string; industry: string } {
  const town = townOf(plan.city)
  if (plan.segment === 'government') {
    const body = random.pick(governmentNames)
    const district = random.pick(plan.city.districts).name
    return { name: `${plan.city.city}${random.chance(0.6) ? district : ''}${body}`, short: `${town}${body.slice(0, 4)}`, industry: '政府机关' }
  }
  const brand = random.pick(brandFirst) + random.pick(brandSecond)
  if (plan.segment === 'channel') {
    const word = random.pick(channelWords)
    return { name: `${town}${brand}${word}有限公司`, short: `${brand}${word.slice(-2)}`, industry: '旅游会展' }
  }
  const one: Business = business(random)
  const ending = suffix(random)
  const name = random.chance(0.75) ? `${town}${brand}${one.word}${ending}` : `${brand}${one.word}（${town}）${ending}`
  return { name, short: brand + one.short, industry: one.industry }
}

const townNames: Record<string, string> = { 呼和浩特市: '呼和浩特', 乌鲁木齐市: '新疆' }

function townOf(city: City): string {
  return townNames[city.city] ?? city.city.replace(/市$/, '')
}

const codeAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** 91 for companies, 11 for bodies of the state (GB 32100-2015, table 1); then where it is registered. */
function creditCodeOf(isGovernment: boolean, division: string, random: Random): string {
  let body = isGovernment ? '0' : 'MA'
  while (body.length < 9) body += codeAlphabet.charAt(Math.floor(random.next() * codeAlphabet.length))
  return makeCreditCode(`${isGovernment ? '11' : '91'}${division.padEnd(6, '0').slice(0, 6)}${body}`)
}

function sizeOf(weight: number, random: Random): string {
  const at = weight * (0.5 + random.next())
  if (at < 0.4) return 'micro'
  if (at < 0.9) return 'small'
  if (at < 2) return 'medium'
  return at < 4 ? 'large' : 'huge'
}
