import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** One customer of a handover, until its successor has acknowledged it. Changed by actions only. */
export const handoverItem = defineObject({
  name: 'handover_item',
  plural: 'handover_items',
  label: { zh: '交接客户', en: 'Customer handed over' },
  plural_label: { zh: '交接客户', en: 'Customers handed over' },
  empty_hint: { zh: '每个交接的客户有一页交接说明。', en: 'Each customer that is handed over has a briefing.' },
  title: 'state',
  sort: 'due_on',
  in_navigation: false,
  fields: {
    handover: field.reference({ label: { zh: '交接', en: 'Handover' }, target: 'handover', required: true, readonly: true }),
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, readonly: true, stays_at_merge: true, lives_with: true }),
    to: field.person({ label: { zh: '接手人', en: 'To' }, readonly: true }),
    state: field.choice({ label: { zh: '状态', en: 'State' }, required: true, readonly: true, default: 'waiting', options: options({ waiting: ['等待', 'Waiting'], moved: ['已交接', 'Handed over', 'green'], passed_over: ['未交接', 'Passed over', 'gold'], undone: ['已撤销', 'Taken back'] }) }),
    due_on: field.date({ label: { zh: '确认期限', en: 'To be acknowledged by' }, readonly: true }),
    acknowledged_at: field.datetime({ label: { zh: '确认时间', en: 'Acknowledged at' }, readonly: true }),
    task: field.reference({ label: { zh: '介绍任务', en: 'Introduction' }, target: 'task', readonly: true }),
    // Ids of the open work that went along, by object.
    moved: field.group({ label: { zh: '随同移交', en: 'Went along' }, readonly: true, internal: true }),
  },
  panels: [{ key: 'main', label: { zh: '交接', en: 'Handover' }, fields: ['customer', 'handover', 'to', 'state', 'due_on', 'acknowledged_at', 'task'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'due_on', columns: ['customer', 'handover', 'to', 'state', 'due_on', 'acknowledged_at'] }],
})
