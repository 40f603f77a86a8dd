import { issue } from '../../../platform/problems.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** What brought leads and opportunities: one name for all of them, so that what came of it is found, counted and compared. */
export const campaign = defineObject({
  name: 'campaign',
  plural: 'campaigns',
  label: { zh: '营销活动', en: 'Campaign' },
  plural_label: { zh: '营销活动', en: 'Campaigns' },
  empty_hint: { zh: '带来线索和商机的活动：展会、促销、邮件。', en: 'What brought leads and opportunities: fairs, promotions, mailings.' },
  title: 'name',
  sort: '-from_on',
  owner: 'owner',
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 200, pinyin: { full: 'name_pinyin', initials: 'name_initials' } }),
    from_on: field.date({ label: { zh: '开始日', en: 'From' }, default: '@today' }),
    until_on: field.date({ label: { zh: '结束日', en: 'Until' } }),
    owner: field.person({ label: { zh: '负责人', en: 'Owner' }, default: '@me' }),
    remark: field.richText({ label: { zh: '备注', en: 'Remark' } }),
  },
  panels: [{ key: 'main', label: { zh: '营销活动', en: 'Campaign' }, fields: ['name', 'from_on', 'until_on', 'owner', 'remark'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: '-from_on', columns: ['name', 'from_on', 'until_on', 'owner'] }],
  search: { fields: ['name'], subtitle: ['from_on'] },
  check: ({ from_on: from, until_on: until }) => (from && until && until < from ? [issue('until_on', 'before_start', '结束日早于开始日', 'It ends before it begins')] : []),
})
