import { issue, type Issue } from '../../../platform/problems.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { layoutShape } from '../../../kernel/definitions/layouts.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import type { Value } from '../../../kernel/definitions/field.ts'

/** Which fields stand in which panel of form and record page, for one role or for everybody. No right: what is left out is only not shown there. */
export const layout = defineObject({
  name: 'layout',
  plural: 'layouts',
  label: { zh: '页面布局', en: 'Layout' },
  plural_label: { zh: '页面布局', en: 'Layouts' },
  empty_hint: { zh: '表单和详情页有哪些分组、哪些字段，按角色安排。', en: 'Which panels and fields form and record page have, role by role.' },
  title: 'object',
  in_navigation: false,
  sort: 'position',
  fields: {
    object: field.text({ label: { zh: '对象', en: 'Object' }, required: true, max_length: 60 }),
    role: field.reference({ label: { zh: '角色', en: 'Role' }, hint: { zh: '不填则对所有人', en: 'Everybody where left empty' }, target: 'role', lives_with: true }),
    position: field.number({ label: { zh: '顺序', en: 'Order' }, hint: { zh: '有几个角色的人，用排在前面的布局', en: 'Whoever has several roles gets the first layout' }, required: true, default: 1, min: 1, max: 10_000 }),
    panels: field.groups({ label: { zh: '分组', en: 'Panels' }, required: true }),
    left_out: field.groups({ label: { zh: '不显示', en: 'Not shown' } }),
  },
  panels: [{ key: 'main', label: { zh: '页面布局', en: 'Layout' }, fields: ['object', 'role', 'position', 'panels', 'left_out'] }],
  check: (record, before) => [
    ...shapeFaults(record.panels ?? [], record.left_out ?? []),
    // Who sees something else from now on would be a surprise: another role gets a layout of its own.
    ...(['object', 'role'] as const).flatMap((name) => (before && before[name] !== record[name] ? [issue(name, 'readonly', '创建后不能更改', 'Cannot be changed once it is there')] : [])),
  ],
})

function shapeFaults(panels: Value, leftOut: Value): Issue[] {
  const parsed = layoutShape.safeParse({ panels, left_out: leftOut })
  if (parsed.success) {
    const keys = parsed.data.panels.map(({ key }) => key)
    return new Set(keys).size === keys.length ? [] : [issue('panels', 'not_unique', '分组的代码不能重复', 'Keys of panels differ from each other')]
  }
  return parsed.error.issues.map(({ path }) => {
    const at = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('').slice(1)
    return path[2] === 'label'
      ? issue(at, 'required', '分组要有中文和英文名称，各不超过 100 字', 'A panel has a name in both languages, of 100 characters at most')
      : issue(at, 'invalid_layout', '布局的写法不正确', 'The layout is not written correctly')
  })
}
