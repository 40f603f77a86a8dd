import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/**
 * One merge of two customers. What it moved and what it changed stands in the log, whose events name the merge; here is who became
 * whom, and what the log does not have: shares. Stands on the time line of the survivor. Written by its actions only.
 */
export const merge = defineObject({
  name: 'merge',
  plural: 'merges',
  label: { zh: '合并', en: 'Merge' },
  plural_label: { zh: '合并记录', en: 'Merges' },
  empty_hint: { zh: '还没有合并过客户。', en: 'No customers have been merged yet.' },
  title: 'name',
  sort: '-created_at',
  about: 'survivor',
  timeline_at: 'created_at',
  in_navigation: false,
  is_append_only: true,
  fields: {
    name: field.text({ label: { zh: '并入的客户', en: 'Merged customer' }, personal: true, required: true, readonly: true, max_length: 5000 }),
    survivor: field.reference({ label: { zh: '保留的客户', en: 'Survivor' }, target: 'customer', required: true, readonly: true, stays_at_merge: true }),
    loser: field.reference({ label: { zh: '并入的档案', en: 'Merged file' }, target: 'customer', required: true, readonly: true, stays_at_merge: true }),
    state: field.choice({ label: { zh: '状态', en: 'State' }, required: true, readonly: true, default: 'done', options: options({ done: ['已合并', 'Merged', 'green'], undone: ['已撤销', 'Undone'] }) }),
    counts: field.group({ label: { zh: '移动的记录', en: 'Records moved' }, readonly: true, internal: true }),
    shares: field.group({ label: { zh: '移动的共享', en: 'Shares moved' }, readonly: true, internal: true }),
    undone_at: field.datetime({ label: { zh: '撤销时间', en: 'Undone at' }, readonly: true }),
    undone_by: field.person({ label: { zh: '撤销人', en: 'Undone by' }, readonly: true }),
  },
  panels: [{ key: 'main', label: { zh: '合并', en: 'Merge' }, fields: ['name', 'survivor', 'state', 'undone_at', 'undone_by'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: '-created_at', columns: ['created_at', 'name', 'survivor', 'state', 'created_by'] }],
})
