import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** Something that not everybody can do or may do, and who can: visits that need it are proposed to nobody else. */
export const skill = defineObject({
  name: 'skill',
  plural: 'skills',
  label: { zh: '技能', en: 'Skill' },
  plural_label: { zh: '技能', en: 'Skills' },
  empty_hint: { zh: '例如制冷、高压电工：谁会，上门任务需要什么。', en: 'Such as refrigeration or high voltage: who can, and what a visit needs.' },
  title: 'name',
  sort: 'name',
  fields: {
    name: field.text({ label: { zh: '技能', en: 'Skill' }, required: true, unique: true, max_length: 100 }),
    people: field.references({ label: { zh: '谁会', en: 'Who can' }, target: 'user', column: 'people_ids' }),
    remark: field.text({ label: { zh: '说明', en: 'Remark' }, hint: { zh: '如需要的证书', en: 'Such as the certificate it takes' }, max_length: 500 }),
  },
  panels: [{ key: 'main', label: { zh: '技能', en: 'Skill' }, fields: ['name', 'people', 'remark'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'name', columns: ['name', 'people', 'remark'] }],
})
