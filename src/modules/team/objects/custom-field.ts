import { issue } from '../../../platform/problems.ts'
import { customKeyPattern, customTypes, settingsShape } from '../../../kernel/definitions/custom-fields.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** Words of filters and answers, and what creating a person takes beside the fields. */
const taken = new Set(['and', 'or', 'not', 'can', 'password'])

export const customField = defineObject({
  name: 'custom_field',
  plural: 'custom_fields',
  label: { zh: '自定义字段', en: 'Custom field' },
  plural_label: { zh: '自定义字段', en: 'Custom fields' },
  empty_hint: { zh: '管理员添加的字段，立即用于各处。', en: 'Fields that administrators add; used everywhere at once.' },
  title: 'key',
  in_navigation: false,
  fields: {
    object: field.text({ label: { zh: '对象', en: 'Object' }, required: true, max_length: 60 }),
    key: field.text({ label: { zh: '代码', en: 'Key' }, required: true, max_length: 41 }),
    type: field.choice({
      label: { zh: '类型', en: 'Type' },
      required: true,
      options: customTypes.map((key) => ({ key, label: { zh: key, en: key } })),
    }),
    label_zh: field.text({ label: { zh: '中文名称', en: 'Chinese name' }, required: true, max_length: 100 }),
    label_en: field.text({ label: { zh: '英文名称', en: 'English name' }, required: true, max_length: 100 }),
    required: field.boolean({ label: { zh: '必填', en: 'Required' }, required: true, default: false }),
    settings: field.group({ label: { zh: '设置', en: 'Settings' } }),
  },
  panels: [{ key: 'main', label: { zh: '字段', en: 'Field' }, fields: ['object', 'key', 'type', 'label_zh', 'label_en', 'required', 'settings'] }],
  check: (record, before) => {
    const issues = []
    if (!customKeyPattern.test(record.key ?? '')) {
      issues.push(issue('key', 'invalid_key', '代码以小写字母开头，只含小写字母、数字和下划线', 'A key begins with a small letter and has small letters, digits and underscores'))
    }
    if (taken.has(record.key ?? '')) issues.push(issue('key', 'invalid_key', '此代码另有含义', 'This key has another meaning'))
    const settings = settingsShape.safeParse(record.settings ?? {})
    if (!settings.success) issues.push(issue('settings', 'invalid_settings', '设置的写法不正确', 'The settings are not written correctly'))
    const needsOptions = record.type === 'choice' || record.type === 'choices'
    if (needsOptions && settings.success && !settings.data.options) {
      issues.push(issue('settings.options', 'required', '请填写选项', 'Options are required'))
    }
    const points = record.type === 'reference' || record.type === 'references'
    if (points !== (targetOf(record.settings) !== undefined)) {
      issues.push(points ? issue('settings.target', 'required', '请选择所指的对象', 'Choose what it refers to') : issue('settings', 'invalid_settings', '设置的写法不正确', 'The settings are not written correctly'))
    }
    if (before && targetOf(before.settings) !== targetOf(record.settings)) issues.push(issue('settings.target', 'readonly', '创建后不能更改', 'Cannot be changed once it is there'))
    // Values are kept as their type was: another type would make them unreadable. Filters, views and programs know the key.
    for (const name of ['object', 'key', 'type'] as const) {
      if (before && before[name] !== record[name]) issues.push(issue(name, 'readonly', '创建后不能更改', 'Cannot be changed once it is there'))
    }
    return issues
  },
})

function targetOf(settings: unknown): string | undefined {
  return settingsShape.safeParse(settings).data?.target
}
