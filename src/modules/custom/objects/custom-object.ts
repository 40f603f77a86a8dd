import { issue } from '../../../platform/problems.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { keyPattern, type Belonging } from './made-object.ts'

/** An object that the company made for itself. Its fields beside name, number, customer and owner are custom fields. */
export const customObject = defineObject({
  name: 'custom_object',
  plural: 'custom_objects',
  label: { zh: '自定义对象', en: 'Custom object' },
  plural_label: { zh: '自定义对象', en: 'Custom objects' },
  empty_hint: { zh: '公司自己的对象，如证照、车辆、样品，立即用于各处。', en: 'What only this company keeps, such as certificates, vehicles or samples; used everywhere at once.' },
  title: 'label_zh',
  sort: 'created_at',
  in_navigation: false,
  fields: {
    key: field.text({ label: { zh: '代码', en: 'Key' }, required: true, max_length: 31 }),
    place: field.number({ label: { zh: '存放位置', en: 'Place' }, required: true, readonly: true, internal: true }),
    label_zh: field.text({ label: { zh: '中文名称', en: 'Chinese name' }, required: true, max_length: 60 }),
    label_en: field.text({ label: { zh: '英文名称', en: 'English name' }, required: true, max_length: 60 }),
    plural_en: field.text({ label: { zh: '英文复数', en: 'English plural' }, required: true, max_length: 60 }),
    hint_zh: field.text({ label: { zh: '中文说明', en: 'What it is, in Chinese' }, max_length: 200 }),
    hint_en: field.text({ label: { zh: '英文说明', en: 'What it is, in English' }, max_length: 200 }),
    belonging: field.choice({
      label: { zh: '与客户的关系', en: 'Part of customers' },
      required: true,
      default: 'customer' satisfies Belonging,
      options: options({
        none: ['与客户无关', 'Nothing to do with customers'],
        customer: ['可关联客户，权限看负责人', 'May name a customer; rights by its owner'],
        part: ['属于客户，权限随客户', 'Belongs to a customer; rights go with the customer'],
      }),
    }),
    in_navigation: field.boolean({ label: { zh: '在导航中', en: 'In the navigation' }, required: true, default: true }),
  },
  panels: [{ key: 'main', label: { zh: '对象', en: 'Object' }, fields: ['label_zh', 'label_en', 'plural_en', 'key', 'belonging', 'in_navigation', 'hint_zh', 'hint_en'] }],
  check: (record, before) => [
    ...(keyPattern.test(record.key ?? '') ? [] : [issue('key', 'invalid_key', '代码以小写字母开头，只含小写字母、数字和下划线', 'A key begins with a small letter and has small letters, digits and underscores')]),
    // Addresses, rights and files know the key; who sees the records hangs on what they belong to.
    ...(['key', 'belonging'] as const).flatMap((name) => (before && before[name] !== record[name] ? [issue(name, 'readonly', '创建后不能更改', 'Cannot be changed once it is there')] : [])),
  ],
})
