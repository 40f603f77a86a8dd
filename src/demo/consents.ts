/** What customers agreed to and took back: the words of the ledger, and the field of the file that follows from them. */
import type { Stored } from '../kernel/records/input.ts'
import type { Planted } from './planted.ts'
import type { SharedPlan } from './plan.ts'
import { idAt, randomOf } from './random.ts'
import { dayAt, momentAgo, type World } from './world.ts'

const granted = ['入住登记单', '会员注册', '合同条款', '网页勾选']
const withdrawn = ['短信回复退订', '来电要求', '网页退订']

export function consentsOf(world: World, plan: SharedPlan): Planted[] {
  const random = randomOf(`${world.seed} consents`, plan.index)
  const words: Planted[] = []
  const say = (ago: number, values: Stored) => {
    const createdAt = Math.max(plan.createdAt, momentAgo(world, ago, random.int(9 * 60, 20 * 60)))
    const at = new Date(createdAt).toISOString()
    words.push({ object: 'consent', id: idAt(createdAt, random), createdAt, createdBy: plan.keeper, changes: [], values: { customer: plan.id, contact: null, until: null, evidence: null, at, ...values } })
  }
  const since = Math.max(2, plan.createdAgo)
  if (random.chance(0.7)) say(since, { purpose: 'service', channel: 'any', state: 'granted', how: random.pick(granted), evidence: plan.isPerson ? '《隐私政策》3.0 版' : null })
  for (const channel of ['sms', 'mail', 'wechat', 'phone']) {
    if (!random.chance(0.4)) continue
    say(random.int(Math.min(41, since), since), { purpose: 'marketing', channel, state: 'granted', how: random.pick(granted) })
    if (random.chance(0.18)) say(random.int(1, 40), { purpose: 'marketing', channel, state: 'withdrawn', how: random.pick(withdrawn) })
  }
  if (plan.isPerson && random.chance(0.25)) say(random.int(1, since), { purpose: 'profiling', channel: 'any', state: random.chance(0.8) ? 'granted' : 'withdrawn', how: '网页勾选' })
  return words
}

/** As the ledger's projection keeps them: the last word on each purpose and channel. */
export function lastConsents(world: World, words: readonly Planted[]): Stored[] {
  const last = new Map<string, Planted>()
  for (const word of words) last.set(`${String(word.values.purpose)} ${String(word.values.channel)}`, word)
  return [...last.values()].map(({ values, createdAt }) => ({
    purpose: values.purpose ?? null, channel: values.channel ?? null, state: values.state ?? null, at: dayAt(world, createdAt), how: values.how ?? null,
  }))
}
