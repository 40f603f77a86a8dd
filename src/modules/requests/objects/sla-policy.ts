import { issue } from '../../../platform/problems.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { tierOptions } from '../../customers/index.ts'
import { classOptions, kindOptions, priorityOptions } from './request-options.ts'

/** Longest time that may be promised: a year of working days. */
const mostMinutes = 200_000

/** How soon requests are answered and solved, in working minutes. The first that fits a request holds for it. */
export const slaPolicy = defineObject({
  name: 'sla_policy',
  plural: 'sla_policies',
  label: { zh: 'SLA 策略', en: 'SLA policy' },
  plural_label: { zh: 'SLA 策略', en: 'SLA policies' },
  empty_hint: { zh: '例如：VIP 客户的紧急故障 30 分钟内响应、4 小时内解决。', en: 'Such as: urgent faults of VIPs are answered within 30 minutes and solved within 4 hours.' },
  title: 'name',
  sort: 'position',
  in_navigation: false,
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 100 }),
    position: field.number({ label: { zh: '次序', en: 'Order' }, hint: { zh: '从小到大，先符合的为准', en: 'Smallest first; the first that fits holds' }, required: true, default: 1, min: 0, max: 10_000 }),
    tiers: field.choices({ label: { zh: '客户级别', en: 'Tiers' }, hint: { zh: '不选则不限', en: 'None chosen: all' }, options: tierOptions, default: [] }),
    classes: field.choices({ label: { zh: '服务类别', en: 'Service classes' }, options: classOptions, default: [] }),
    priorities: field.choices({ label: { zh: '优先级', en: 'Priorities' }, options: priorityOptions, default: [] }),
    kinds: field.choices({ label: { zh: '类型', en: 'Kinds' }, options: kindOptions, default: [] }),
    response_minutes: field.number({ label: { zh: '首次响应（工作分钟）', en: 'First response (working minutes)' }, min: 1, max: mostMinutes }),
    solution_minutes: field.number({ label: { zh: '解决（工作分钟）', en: 'Solution (working minutes)' }, min: 1, max: mostMinutes }),
    calendar: field.reference({ label: { zh: '工作日历', en: 'Calendar' }, hint: { zh: '不填则用公司默认', en: 'The company’s default where left empty' }, target: 'calendar' }),
    warn_percent: field.number({ label: { zh: '预警（用时 %）', en: 'Warn at (% of the time)' }, required: true, default: 75, min: 1, max: 100 }),
    escalate_to: field.person({ label: { zh: '超时上报给', en: 'Escalate to' }, hint: { zh: '留空：报给处理部门的负责人；没有部门也没人处理的，报给管理员', en: 'Left empty: to the head of the team; of nobody’s request without a team to the administrator' } }),
    is_active: field.boolean({ label: { zh: '启用', en: 'Switched on' }, required: true, default: true }),
  },
  panels: [
    { key: 'main', label: { zh: '策略', en: 'Policy' }, fields: ['name', 'position', 'response_minutes', 'solution_minutes', 'calendar', 'warn_percent', 'escalate_to', 'is_active'] },
    { key: 'when', label: { zh: '适用于', en: 'Holds for' }, fields: ['tiers', 'classes', 'priorities', 'kinds'] },
  ],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'position', columns: ['position', 'name', 'tiers', 'classes', 'priorities', 'kinds', 'response_minutes', 'solution_minutes', 'escalate_to', 'is_active'] }],
  check: ({ response_minutes: response, solution_minutes: solution }) => {
    if (response === null && solution === null) return [issue('response_minutes', 'required', '响应和解决时限至少填一个', 'Say at least one of response and solution')]
    return response !== null && solution !== null && solution < response ? [issue('solution_minutes', 'too_small', '解决时限不能短于响应时限', 'It cannot be solved before it is answered')] : []
  },
})
