import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

export const seesOptions = options({ customer: ['客户的全部', 'All of the customer', 'blue'], own: ['仅本人的', 'Only their own'] })

/** Who of a customer may sign in to the portal: a contact, or the customer itself where that is a person. Opened by inviting, ended by withdrawing. */
export const portalAccess = defineObject({
  name: 'portal_access',
  plural: 'portal_accesses',
  label: { zh: '门户账号', en: 'Portal access' },
  plural_label: { zh: '门户账号', en: 'Portal access' },
  empty_hint: { zh: '在联系人的页面上开通：对方用邮箱收验证码登录，看到自己单位的请求、订单和合同。', en: 'Opened on the page of a contact, who signs in by a code in a mail and sees the requests, orders and contracts of the customer.' },
  title: 'name',
  sort: '-invited_at',
  in_navigation: false,
  about: 'customer',
  fields: {
    name: field.text({ label: { zh: '姓名', en: 'Name' }, hint: { zh: '留空则取联系人的姓名', en: 'Left empty: that of the contact' }, personal: true, required: true, filled: true, max_length: 200 }),
    contact: field.reference({ label: { zh: '联系人', en: 'Contact' }, hint: { zh: '个人客户留空', en: 'Left empty for a customer who is a person' }, target: 'contact', lives_with: true }),
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, filled: true, lives_with: true }),
    sees: field.choice({ label: { zh: '可见范围', en: 'Sees' }, required: true, default: 'customer', options: seesOptions }),
    language: field.choice({ label: { zh: '邮件语言', en: 'Language of mails' }, required: true, default: 'zh', options: options({ zh: ['中文', 'Chinese'], en: ['英文', 'English'] }) }),
    status: field.choice({ label: { zh: '状态', en: 'Status' }, required: true, readonly: true, default: 'active', options: options({ active: ['已开通', 'Open', 'green'], withdrawn: ['已停用', 'Withdrawn'] }) }),
    invited_at: field.datetime({ label: { zh: '开通时间', en: 'Invited at' }, required: true, readonly: true, default: '@now' }),
    withdrawn_at: field.datetime({ label: { zh: '停用时间', en: 'Withdrawn at' }, readonly: true }),
  },
  panels: [{ key: 'main', label: { zh: '门户账号', en: 'Portal access' }, fields: ['name', 'contact', 'customer', 'sees', 'language', 'status', 'invited_at', 'withdrawn_at'] }],
  views: [
    { key: 'active', label: { zh: '已开通', en: 'Open' }, filter: { status: 'active' }, sort: '-invited_at', columns: ['name', 'customer', 'contact', 'sees', 'invited_at'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-invited_at', columns: ['name', 'customer', 'contact', 'sees', 'status', 'invited_at', 'withdrawn_at'] },
  ],
})
