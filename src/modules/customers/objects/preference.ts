import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** What a customer likes, is used to, needs, or must never be met with (taboo). */
export const preference = defineObject({
  name: 'preference',
  plural: 'preferences',
  label: { zh: '偏好/禁忌', en: 'Preference' },
  plural_label: { zh: '偏好与禁忌', en: 'Preferences' },
  empty_hint: { zh: '各部门记下客人的偏好、习惯、特殊需要和禁忌，下一位同事一眼看到。', en: 'What every department noticed, so that the next colleague sees it at a glance.' },
  title: 'text',
  sort: '-updated_at',
  about: 'customer',
  fields: {
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, lives_with: true }),
    contact: field.reference({ label: { zh: '联系人', en: 'Contact' }, target: 'contact', lives_with: true }),
    kind: field.choice({ label: { zh: '类型', en: 'Kind' }, required: true, default: 'preference', options: options({ preference: ['偏好', 'Preference', 'green'], habit: ['习惯', 'Habit', 'blue'], special_need: ['特殊需要', 'Special need', 'gold'], taboo: ['禁忌', 'Taboo', 'red'] }) }),
    area: field.choice({ label: { zh: '方面', en: 'Area' }, options: options({ room: ['客房', 'Room'], dining: ['餐饮', 'Dining'], front_desk: ['前台', 'Front desk'], product: ['产品', 'Product'], service: ['服务', 'Service'], communication: ['沟通', 'Communication'], gift: ['礼品', 'Gifts'], other: ['其他', 'Other'] }) }),
    text: field.text({ label: { zh: '内容', en: 'Content' }, required: true, max_length: 2000 }),
    strength: field.rating({ label: { zh: '强度', en: 'Strength' } }),
    department: field.reference({ label: { zh: '记录部门', en: 'Recorded by department' }, target: 'department' }),
    recorded_on: field.date({ label: { zh: '记录日期', en: 'Recorded on' }, default: '@today' }),
    seen_again_on: field.date({ label: { zh: '再次见到', en: 'Seen again on' } }),
  },
  panels: [{ key: 'main', label: { zh: '偏好/禁忌', en: 'Preference' }, fields: ['customer', 'contact', 'kind', 'area', 'text', 'strength', 'department', 'recorded_on', 'seen_again_on'] }],
  views: [
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-updated_at', columns: ['text', 'kind', 'area', 'customer', 'strength', 'department', 'recorded_on'] },
    { key: 'taboos', label: { zh: '禁忌', en: 'Taboos' }, filter: { kind: 'taboo' }, sort: '-updated_at', columns: ['text', 'customer', 'area', 'strength', 'recorded_on'] },
  ],
})
