import { sql } from '../../platform/db/sql.ts'
import { objectOf, type Context } from '../../kernel/context.ts'
import type { ReadyThings } from '../../kernel/definitions/module.ts'
import { createRecord } from '../../kernel/records/create.ts'

const causes: [string, string[]][] = [
  ['产品质量', ['功能故障', '外观缺陷', '与描述不符']],
  ['交付', ['延误', '运输损坏', '错发漏发']],
  ['服务', ['响应慢', '态度', '未解决问题', '承诺未兑现']],
  ['价格与账单', ['多收费', '账单错误']],
]

/** Off until somebody has seen what they would open. */
const rules = [
  { name: '订单延误 3 天', kind: 'late_order', threshold: 3, window_days: 30, plan: '主动致电说明原因和新的交期；必要时分批先发。' },
  { name: '60 天内同一产品报修两次', kind: 'repeated_fault', threshold: 2, window_days: 60, plan: '安排工程师全面检查，给出换新或延保方案。' },
  { name: '评价比以往低 2 星', kind: 'falling_rating', threshold: 2, window_days: 180, plan: '主管当天致电，问清哪里不满意。' },
  { name: '90 天内服务超时两次', kind: 'sla_breached', threshold: 2, window_days: 90, plan: '致歉并指定专人跟进。' },
]

async function makeCauses(ctx: Context): Promise<void> {
  const cause = objectOf(ctx, 'complaint_cause')
  for (const [index, [name, below]] of causes.entries()) {
    const { id } = await createRecord(ctx, cause, { name, position: index + 1 })
    for (const [position, name] of below.entries()) await createRecord(ctx, cause, { name, parent: id, position: position + 1 })
  }
}

/** Up to 500 nobody needs to be asked. */
async function makeLines(ctx: Context, { isOn }: { isOn: boolean }): Promise<void> {
  const [finance] = await ctx.db.rows<{ id: string }>(sql`select r.id from roles r where r.workspace_id = ${sql.workspace} and r.key = 'finance' and r.deleted_at is null`)
  const superior = { who: 'superior', how: 'any', when_empty: 'administrators', when_self: 'superior' }
  const lines = [
    { name: '投诉补偿 500 元至 5000 元', position: 1, from_amount: '500.00', to_amount: '5000.00', steps: [superior] },
    { name: '投诉补偿 5000 元及以上', position: 2, from_amount: '5000.00', steps: [superior, ...(finance ? [{ ...superior, who: 'role', role: finance.id }] : [])] },
  ]
  for (const line of lines) await createRecord(ctx, objectOf(ctx, 'approval_line'), { ...line, object: 'compensation', occasion: 'amount', is_active: isOn })
}

/** Causes, early warnings that are off, and who agrees to compensation. */
export const readyComplaints: ReadyThings[] = [
  { name: 'complaints.causes', label: { zh: '投诉原因', en: 'Causes of complaints' }, object: 'complaint_cause', make: makeCauses },
  {
    name: 'complaints.warnings', label: { zh: '投诉预警规则', en: 'Early warnings' }, object: 'warning_rule',
    make: async (ctx) => {
      for (const rule of rules) await createRecord(ctx, objectOf(ctx, 'warning_rule'), rule)
    },
  },
  { name: 'complaints.lines', label: { zh: '投诉补偿审批线', en: 'Approval lines of compensation' }, object: 'approval_line', where: sql`x.object = 'compensation'`, upon: 'compensation', make: makeLines },
]
