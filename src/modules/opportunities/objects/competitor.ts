import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** Who else sells to our customers. */
export const competitor = defineObject({
  name: 'competitor',
  plural: 'competitors',
  label: { zh: '竞争对手', en: 'Competitor' },
  plural_label: { zh: '竞争对手', en: 'Competitors' },
  empty_hint: { zh: '竞争对手的强项、弱项和价位。', en: 'Their strengths, weaknesses and prices.' },
  title: 'name',
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 200, pinyin: { full: 'name_pinyin', initials: 'name_initials' } }),
    website: field.text({ label: { zh: '网站', en: 'Website' }, max_length: 500 }),
    price_level: field.choice({ label: { zh: '价位', en: 'Price level' }, options: options({ lower: ['低于我们', 'Below ours'], same: ['相当', 'Like ours'], higher: ['高于我们', 'Above ours'] }) }),
    strengths: field.richText({ label: { zh: '强项', en: 'Strengths' } }),
    weaknesses: field.richText({ label: { zh: '弱项', en: 'Weaknesses' } }),
    remark: field.richText({ label: { zh: '备注', en: 'Remark' } }),
  },
  panels: [{ key: 'main', label: { zh: '竞争对手', en: 'Competitor' }, fields: ['name', 'website', 'price_level', 'strengths', 'weaknesses', 'remark'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'name', columns: ['name', 'price_level', 'strengths', 'weaknesses', 'website'] }],
  search: { fields: ['name'], subtitle: ['price_level'] },
})
