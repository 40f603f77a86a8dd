import { normaliseName } from '../../../platform/chinese/normalise.ts'
import { pinyinOf } from '../../../platform/chinese/pinyin.ts'
import { parsePhone } from '../../../platform/phone.ts'
import { normaliseCreditCode } from './credit-code.ts'
import { similarity } from './similarity.ts'

/** What of a customer is compared; everything but the kind may be missing. */
export type Comparable = {
  kind: 'organisation' | 'person'
  name?: string | null
  /** E.164 or as typed. */
  phones?: readonly string[] | null
  emails?: readonly string[] | null
  credit_code?: string | null
  wechat?: string | null
}

export type DuplicateReason =
  | 'same_credit_code'
  | 'same_phone'
  | 'same_mail'
  | 'same_wechat'
  | 'same_name'
  | 'same_core_name'
  | 'same_sound'
  | 'similar_name'
  | 'different_credit_code'

/**
 * How much each agreement speaks for one and the same customer, as if it were the only one. A credit code belongs to one
 * organisation by law. A telephone or mail address is shared by families and front desks. A person's name alone says
 * little (there are 290,000 people called 张伟), that of an organisation much.
 */
const weights = {
  same_credit_code: { organisation: 0.98, person: 0.98 },
  same_phone: { organisation: 0.7, person: 0.8 },
  same_mail: { organisation: 0.7, person: 0.8 },
  same_wechat: { organisation: 0.7, person: 0.85 },
  same_name: { organisation: 0.85, person: 0.4 },
  same_core_name: { organisation: 0.7, person: 0.4 },
  same_sound: { organisation: 0.5, person: 0.25 },
  similar_name: { organisation: 0.4, person: 0.15 },
} as const

/** Two organisations with two codes are two, whatever they share: a branch has the telephone of its parent. */
const differentCode = 0.3

/** From this score on a pair is worth showing to a person. */
export const worthShowing = 0.5

/**
 * The chance that two files are the same customer, 0 to 1 with two decimals, and why, strongest reason first. Symmetric.
 * Reasons add up as independent ones do: 1 - (1 - a)(1 - b); of the reasons in the name only the strongest counts.
 * Records of different kinds are compared as persons are, since a name says less there.
 */
export function duplicateScore(a: Comparable, b: Comparable): { score: number; reasons: DuplicateReason[] } {
  return scoreOf(featuresOf(a), featuresOf(b))
}

/** The same for callers that compare one record with many. */
export function scoreOf(one: Features, other: Features): { score: number; reasons: DuplicateReason[] } {
  const kind = one.kind === 'organisation' && other.kind === 'organisation' ? 'organisation' : 'person'
  const agreements = [
    one.code !== '' && one.code === other.code ? ('same_credit_code' as const) : null,
    share(one.phones, other.phones) ? ('same_phone' as const) : null,
    share(one.mails, other.mails) ? ('same_mail' as const) : null,
    one.wechat !== '' && one.wechat === other.wechat ? ('same_wechat' as const) : null,
    nameReason(one, other),
  ]
  const reasons = agreements.filter((reason) => reason !== null).sort((left, right) => weights[right][kind] - weights[left][kind])
  const chance = 1 - reasons.reduce((doubt, reason) => doubt * (1 - weights[reason][kind]), 1)
  const isContradicted = one.code !== '' && other.code !== '' && one.code !== other.code
  if (!isContradicted || reasons.length === 0) return { score: rounded(chance), reasons }
  return { score: rounded(chance * differentCode), reasons: [...reasons, 'different_credit_code'] }
}

/**
 * Keys under which a record is filed, so that candidates are found without comparing all with all: any two records that
 * agree in more than `similar_name` share a key. Merely similar names are found by the trigram index on the name.
 */
export function blockingKeys(record: Comparable): string[] {
  return keysOf(featuresOf(record))
}

/** Only the keys by which a pair worth showing can be found: of people, a name alone never is. */
export function filedKeys(features: Features): string[] {
  const keys = keysOf(features)
  return features.kind === 'organisation' ? keys : keys.filter((key) => !/^(?:name|sound):/.test(key))
}

export function keysOf({ code, phones, mails, wechat, full, core, sound }: Features): string[] {
  const keys = [
    ...(code === '' ? [] : [`code:${code}`]),
    ...[...phones].map((phone) => `phone:${phone}`),
    ...[...mails].map((mail) => `mail:${mail}`),
    ...(wechat === '' ? [] : [`wechat:${wechat}`]),
    ...(core === '' ? [] : [`name:${core}`, `name:${full}`]),
    ...(sound === '' ? [] : [`sound:${sound}`]),
  ]
  return [...new Set(keys)]
}

export type Features = {
  kind: 'organisation' | 'person'
  code: string
  phones: ReadonlySet<string>
  mails: ReadonlySet<string>
  wechat: string
  full: string
  core: string
  sound: string
}

/** What is compared, in the form in which it is always the same. */
export function featuresOf(record: Comparable): Features {
  const { full, core } = normaliseName(record.name ?? '')
  // A person has no legal form or region to leave out: 王集团 is a name.
  const own = record.kind === 'person' ? full : core
  return {
    kind: record.kind,
    code: normaliseCreditCode(record.credit_code ?? ''),
    phones: new Set((record.phones ?? []).map(phoneKey).filter((phone) => phone !== '')),
    mails: new Set((record.emails ?? []).map((mail) => mail.trim().toLowerCase()).filter((mail) => mail !== '')),
    wechat: (record.wechat ?? '').trim().toLowerCase(),
    full,
    core: own,
    sound: pinyinOf(own, { name: record.kind === 'person' }).full,
  }
}

/** Numbers that no country knows are compared by their digits: they may still be the same wrong number. */
function phoneKey(text: string): string {
  const parsed = parsePhone(text)
  return 'e164' in parsed ? parsed.e164 : text.replace(/\D/g, '')
}

function share(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].some((value) => other.has(value))
}

/** Names this short differ by one character as often as not: 王伟 and 王芳. */
const shortest = 4
const similarEnough = 0.75

function nameReason(one: Features, other: Features): keyof typeof weights | null {
  if (one.core === '' || other.core === '') return null
  if (one.full === other.full) return 'same_name'
  if (one.core === other.core) return 'same_core_name'
  if (one.sound !== '' && one.sound === other.sound) return 'same_sound'
  if (Math.min(one.core.length, other.core.length) < shortest) return null
  return similarity(one.core, other.core) >= similarEnough ? 'similar_name' : null
}

function rounded(chance: number): number {
  return Math.round(chance * 100) / 100
}
