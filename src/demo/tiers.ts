/** Tiers by rules: the scheme in force with its moves up and down, a draft of the next one, and what is done for three cells of the grid. */
import { fixedClock } from '../platform/clock.ts'
import type { Actor } from '../kernel/access/actor.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { createRecord } from '../kernel/records/create.ts'
import { updateRecord } from '../kernel/records/update.ts'
import { applyRun, beginRun } from '../modules/tiers/index.ts'
import { dayLength, type World } from './world.ts'

const bought = (from: string) => ({ value: { monetary: { gte: from } } })
const ofKind = (kind: string, from: string) => ({ kind, ...bought(from) })
const either = (organisation: string, person: string, more: object = {}) => ({ or: [{ ...ofKind('organisation', organisation), ...more }, ofKind('person', person)] })

const rules = {
  levels: [
    { tier: 'vip', service: '专属客户经理；24 小时内回访；年度答谢宴与生日礼品；房价与会场优先保留' },
    { tier: 'a', service: '每月拜访或致电一次；协议价；投诉当日答复' },
    { tier: 'b', service: '每季度致电一次；活动优先邀请' },
    { tier: 'c', service: '标准服务；季度资讯' },
  ],
  conditions: { vip: either('430000.00', '43000.00'), a: either('126000.00', '15800.00'), b: either('30000.00', '4000.00') },
  scope: { category: { nin: ['internal', 'supplier'] }, value: { purchase_days: { gt: 0 } } },
  most_up: 2, most_down: 1, stay_days: 30, hold_days: 30, hand_days: 180,
}

/** When the scheme was switched on, and when it was applied: hold and stay are over by the second time. */
const began = 40
const again = 6

const treatments = [
  { name: '挽回：高层拜访', across_band: '0', up_band: '3', content: '利润高而正在离开：两周内由销售经理上门，带上去年的用量和今年的方案。', task_name: '高层拜访，了解停购原因', task_priority: 'high', task_days: 14 },
  { name: '维护：年度答谢', across_band: '3', up_band: '3', content: '最好的客户：邀请参加年度答谢，确认明年协议。', task_name: '邀请参加年度答谢', task_days: 30 },
  { name: '提效：改为线上服务', across_band: '3', up_band: '0', content: '常来但不赚钱：引导线上下单，减少上门次数。', task_name: '介绍线上预订', task_days: 30 },
]

export async function plantTiers(given: Context, world: World, administrator: Actor): Promise<void> {
  const at = (daysAgo: number): Context => ({ ...given, actor: administrator, clock: fixedClock(new Date(world.startOfToday - daysAgo * dayLength + 5 * 3_600_000).toISOString()) })
  const object = objectOf(given, 'tier_scheme')
  const start = at(began)
  const { id } = await createRecord(start, object, { name: '客户分级 2026', ...rules })
  await updateRecord(start, object, id, { state: 'active', number: 1, switched_on_at: start.clock.now().toISOString(), switched_on_by: administrator.id }, { asSystem: true, verb: 'switched_on' })
  for (const daysAgo of [began, again]) {
    const ctx = at(daysAgo)
    await applyRun(ctx, await beginRun(ctx, { id, name: '客户分级 2026' }, daysAgo === began ? 'asked' : 'nightly'))
  }
  const today = at(0)
  await createRecord(today, object, { name: '客户分级 2027（讨论稿）', ...rules, conditions: { ...rules.conditions, vip: either('380000.00', '38000.00', { value: { monetary: { gte: '380000.00' }, alive_probability: { gte: 60 } } }), a: either('110000.00', '14000.00') } })
  for (const treatment of treatments) await createRecord(today, objectOf(given, 'treatment'), { ...treatment, across: 'alive_probability', up: 'profit' })
}
