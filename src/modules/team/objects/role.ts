import { z } from 'zod'
import { issue } from '../../../platform/problems.ts'
import { fieldRights, scopes } from '../../../kernel/access/actor.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

const scope = z.enum(scopes).optional()

/** Rights as data: by object (`*` for the others), the scope of each verb, and fields that are hidden, shown in part or only read. */
export const grantsShape = z.record(
  z.string().max(60),
  z.strictObject({
    see: scope,
    create: scope,
    change: scope,
    delete: scope,
    export: scope,
    import: scope,
    unowned: z.boolean().optional(),
    fields: z.record(z.string().max(60), z.enum(fieldRights)).optional(),
  }),
)

export const role = defineObject({
  name: 'role',
  plural: 'roles',
  label: { zh: '角色', en: 'Role' },
  plural_label: { zh: '角色', en: 'Roles' },
  empty_hint: { zh: '角色决定一个人能看什么、做什么。', en: 'A role says what a person may see and do.' },
  title: 'name',
  in_navigation: false,
  fields: {
    key: field.text({ label: { zh: '代码', en: 'Key' }, required: true, unique: true, max_length: 60 }),
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 100 }),
    grants: field.group({ label: { zh: '权限', en: 'Rights' }, required: true }),
    is_from_directory: field.boolean({ label: { zh: '来自目录', en: 'From the directory' }, hint: { zh: '由目录系统创建，成员由它维护', en: 'Made by the directory, which says who has it' }, required: true, readonly: true, default: false }),
    external_id: field.text({ label: { zh: '目录中的编号', en: 'Id in the directory' }, readonly: true, internal: true, max_length: 500 }),
  },
  panels: [{ key: 'main', label: { zh: '角色', en: 'Role' }, fields: ['key', 'name', 'grants', 'is_from_directory'] }],
  check: (record) => checkGrants(record.grants),
})

function checkGrants(grants: Value) {
  return grantsShape.safeParse(grants).success
    ? []
    : [issue('grants', 'invalid_grants', '权限的写法不正确', 'The rights are not written correctly')]
}
