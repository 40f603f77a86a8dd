import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { agreementOptions, agreements } from '../rules/agreements.ts'

/** A way by which opportunities go, from stage to stage. */
export const pipeline = defineObject({
  name: 'pipeline',
  plural: 'pipelines',
  label: { zh: '销售流程', en: 'Pipeline' },
  plural_label: { zh: '销售流程', en: 'Pipelines' },
  empty_hint: { zh: '不同的业务可以各有一套销售阶段。', en: 'Each kind of business may have stages of its own.' },
  title: 'name',
  sort: 'position',
  in_navigation: false,
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 100 }),
    position: field.number({ label: { zh: '顺序', en: 'Position' }, required: true, default: 1, min: 0, max: 1000 }),
    is_default: field.boolean({ label: { zh: '默认', en: 'Default' }, hint: { zh: '新商机没有另选时进入此流程；多个默认时以顺序在前的为准', en: 'New opportunities begin here where nothing else is chosen; of several the first counts' }, required: true, default: false }),
    won_by: field.choices({ label: { zh: '赢单于', en: 'Won when' }, hint: { zh: '客户以其中之一同意，商机即自动赢单；全部留空则只由人赢单', en: 'The first of these wins the opportunity by itself; where none is chosen people win it by hand' }, options: agreementOptions, default: Object.keys(agreements) }),
    is_active: field.boolean({ label: { zh: '启用', en: 'In use' }, required: true, default: true }),
  },
  panels: [{ key: 'main', label: { zh: '销售流程', en: 'Pipeline' }, fields: ['name', 'position', 'is_default', 'is_active', 'won_by'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'position', columns: ['name', 'position', 'is_default', 'is_active', 'won_by'] }],
})
