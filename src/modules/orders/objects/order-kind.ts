import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { faultsOfPlan } from '../rules/steps.ts'
import { stepOptions } from './order-steps.ts'

/** Which steps orders of one kind go through and how long each takes: a room is not produced, a service is not shipped. */
export const orderKind = defineObject({
  name: 'order_kind',
  plural: 'order_kinds',
  label: { zh: '订单类型', en: 'Kind of order' },
  plural_label: { zh: '订单类型', en: 'Kinds of order' },
  empty_hint: { zh: '每种业务的步骤和天数。', en: 'The steps of each kind of business, and their days.' },
  title: 'name',
  sort: 'position',
  in_navigation: false,
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 100 }),
    position: field.number({ label: { zh: '次序', en: 'Position' }, required: true, default: 1, min: 1, max: 10_000 }),
    steps: field.groups({ label: { zh: '步骤', en: 'Steps' }, hint: { zh: '天数自上一步起算；确认和完成总在其中', en: 'Days count from the step before; confirming and completing always belong to it' }, max: 10, parts: [
      { name: 'step', label: { zh: '步骤', en: 'Step' }, type: 'choice', required: true, options: stepOptions },
      { name: 'days', label: { zh: '天数', en: 'Days' }, type: 'number', scale: 0, min: 0, max: 1000 },
    ] }),
    counts_at: field.choice({ label: { zh: '计入消费', en: 'Counts as consumption at' }, required: true, default: 'confirmed', options: stepOptions }),
    is_default: field.boolean({ label: { zh: '默认', en: 'Default' }, required: true, default: false }),
    is_active: field.boolean({ label: { zh: '启用', en: 'Active' }, required: true, default: true }),
  },
  panels: [{ key: 'main', label: { zh: '订单类型', en: 'Kind of order' }, fields: ['name', 'position', 'steps', 'counts_at', 'is_default', 'is_active'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'position', columns: ['name', 'steps', 'counts_at', 'is_default', 'is_active'] }],
  check: (record) => faultsOfPlan(record.steps ?? [], record.counts_at),
})
