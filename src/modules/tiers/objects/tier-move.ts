import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { tierOptions } from '../../customers/index.ts'

/** A customer went from one tier into another: by the scheme, with the figures that decided, or by hand. */
export const tierMove = defineObject({
  name: 'tier_move',
  plural: 'tier_moves',
  label: { zh: '级别变动', en: 'Tier move' },
  plural_label: { zh: '级别变动', en: 'Tier moves' },
  empty_hint: { zh: '方案启用后，升级和降级在这里逐条列出。', en: 'Once a scheme is switched on, every move up and down stands here.' },
  title: 'customer',
  sort: '-moved_on',
  about: 'customer',
  timeline_at: 'created_at',
  fields: {
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, readonly: true, lives_with: true }),
    moved_on: field.date({ label: { zh: '日期', en: 'Day' }, required: true, readonly: true }),
    from_tier: field.choice({ label: { zh: '原级别', en: 'From' }, required: true, readonly: true, options: tierOptions }),
    to_tier: field.choice({ label: { zh: '新级别', en: 'To' }, required: true, readonly: true, options: tierOptions }),
    direction: field.choice({ label: { zh: '升降', en: 'Up or down' }, required: true, readonly: true, options: options({ up: ['升级', 'Up', 'green'], down: ['降级', 'Down', 'gold'] }) }),
    way: field.choice({ label: { zh: '方式', en: 'How' }, required: true, readonly: true, options: options({ scheme: ['按方案', 'By the scheme'], hand: ['人工', 'By hand', 'blue'] }) }),
    state: field.choice({ label: { zh: '状态', en: 'State' }, required: true, readonly: true, default: 'done', options: options({ done: ['有效', 'Holds'], undone: ['已撤销', 'Taken back', 'gold'], kept: ['之后又有变动', 'Changed again since'] }) }),
    scheme: field.reference({ label: { zh: '方案', en: 'Scheme' }, target: 'tier_scheme', readonly: true }),
    run: field.reference({ label: { zh: '运行', en: 'Run' }, target: 'tier_run', readonly: true }),
    moved_by: field.person({ label: { zh: '变动人', en: 'Moved by' }, readonly: true }),
    // Told by `why`, to whoever may read each of them.
    figures: field.group({ label: { zh: '依据', en: 'Figures' }, internal: true, readonly: true, personal: true }),
    // What stood before, for the undo.
    former: field.group({ label: { zh: '原状', en: 'As it was' }, internal: true, readonly: true, personal: true }),
  },
  panels: [{ key: 'main', label: { zh: '变动', en: 'Move' }, fields: ['customer', 'moved_on', 'from_tier', 'to_tier', 'direction', 'way', 'state', 'scheme', 'run', 'moved_by'] }],
  views: [
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-moved_on', columns: ['moved_on', 'customer', 'from_tier', 'to_tier', 'direction', 'way', 'scheme', 'moved_by', 'state'] },
    { key: 'down', label: { zh: '降级', en: 'Went down' }, filter: { direction: 'down', state: 'done' }, sort: '-moved_on', columns: ['moved_on', 'customer', 'from_tier', 'to_tier', 'way', 'scheme'] },
    { key: 'hand', label: { zh: '人工', en: 'By hand' }, filter: { way: 'hand' }, sort: '-moved_on', columns: ['moved_on', 'customer', 'from_tier', 'to_tier', 'moved_by'] },
    { key: 'months', label: { zh: '按月', en: 'By month' }, sort: '-moved_on', columns: ['moved_on', 'customer'], display: 'chart', chart: 'bar,moved_on:month,count,id' },
  ],
})
