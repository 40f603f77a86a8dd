import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { tierOptions } from './pool.ts'

/** What one person can take on: with twice the weight one carries twice as many customers. Whoever has none entered counts as 1. */
export const ability = defineObject({
  name: 'ability',
  plural: 'abilities',
  label: { zh: '能力', en: 'Ability' },
  plural_label: { zh: '能力', en: 'Abilities' },
  empty_hint: { zh: '各人能承担多少客户、懂哪些行业。', en: 'How many customers each can carry, and which industries each knows.' },
  title: 'person',
  in_navigation: false,
  sort: '-weight',
  fields: {
    person: field.person({ label: { zh: '员工', en: 'Person' }, required: true, unique: true, column: 'user_id' }),
    weight: field.number({ label: { zh: '能力系数', en: 'Weight' }, required: true, default: 1, scale: 2, min: 0.1, max: 100 }),
    skills: field.tags({ label: { zh: '技能', en: 'Skills' } }),
    industries: field.tags({ label: { zh: '行业', en: 'Industries' }, hint: { zh: '留空则不限', en: 'Empty: all' } }),
    tiers: field.choices({ label: { zh: '级别', en: 'Tiers' }, options: tierOptions, hint: { zh: '留空则不限', en: 'Empty: all' } }),
    is_paused: field.boolean({ label: { zh: '暂停分配', en: 'Gets no new ones' }, required: true, default: false }),
  },
  panels: [{ key: 'main', label: { zh: '能力', en: 'Ability' }, fields: ['person', 'weight', 'skills', 'industries', 'tiers', 'is_paused'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: '-weight', columns: ['person', 'weight', 'skills', 'industries', 'tiers', 'is_paused'] }],
})
