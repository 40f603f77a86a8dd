import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { calendarOptions, genderOptions } from './customer-options.ts'

/** The part somebody has in what a customer decides. */
export const decisionRoles = options({ user: ['使用者', 'User'], influencer: ['影响者', 'Influencer'], decider: ['决策者', 'Decider', 'green'], approver: ['批准者', 'Approver'], buyer: ['采购者', 'Buyer'], gatekeeper: ['把关者', 'Gatekeeper'] })

/** A person at an organisation. May move to another customer; the history stays with the record. */
export const contact = defineObject({
  name: 'contact',
  plural: 'contacts',
  label: { zh: '联系人', en: 'Contact' },
  plural_label: { zh: '联系人', en: 'Contacts' },
  empty_hint: { zh: '客户单位里的人，和他们在决策中的角色。', en: 'The people at a customer, and their part in its decisions.' },
  title: 'name',
  sort: 'name',
  about: 'customer',
  person: {},
  fields: {
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, lives_with: true }),
    name: field.text({ label: { zh: '姓名', en: 'Name' }, personal: true, required: true, max_length: 200, pinyin: { full: 'name_pinyin', initials: 'name_initials', name: true }, also_called: ['联系人', 'contact', 'full_name'] }),
    department: field.text({ label: { zh: '部门', en: 'Department' }, personal: true, max_length: 100 }),
    position: field.text({ label: { zh: '职务', en: 'Position' }, personal: true, max_length: 100, also_called: ['title', '职位'] }),
    decision_role: field.choice({ label: { zh: '决策角色', en: 'Decision role' }, options: decisionRoles }),
    level: field.choice({ label: { zh: '沟通层面', en: 'Level' }, options: options({ strategic: ['战略层', 'Strategic'], management: ['管理层', 'Management'], operational: ['操作层', 'Operational'] }) }),
    phones: field.phones({ label: { zh: '电话', en: 'Phones' }, personal: true, also_called: ['手机', 'phone', 'mobile', 'tel'] }),
    emails: field.mails({ label: { zh: '邮箱', en: 'Mail' }, personal: true, also_called: ['email', 'e-mail'] }),
    wechat: field.text({ label: { zh: '微信', en: 'WeChat' }, personal: true, max_length: 100 }),
    gender: field.choice({ label: { zh: '性别', en: 'Gender' }, personal: true, options: genderOptions }),
    birthday: field.date({ label: { zh: '生日', en: 'Birthday' }, personal: true }),
    birthday_calendar: field.choice({ label: { zh: '生日历法', en: 'Birthday by' }, personal: true, default: 'solar', options: calendarOptions }),
    best_time: field.text({ label: { zh: '方便联系时间', en: 'Best time to call' }, personal: true, max_length: 100 }),
    attitude: field.choice({ label: { zh: '态度', en: 'Attitude' }, personal: true, options: options({ supportive: ['支持', 'Supportive', 'green'], neutral: ['中立', 'Neutral'], opposed: ['反对', 'Opposed', 'volcano'] }) }),
    is_primary: field.boolean({ label: { zh: '主要联系人', en: 'Primary' }, required: true, default: false }),
    remark: field.richText({ label: { zh: '备注', en: 'Remark' }, personal: true }),
  },
  panels: [
    { key: 'main', label: { zh: '联系人', en: 'Contact' }, fields: ['customer', 'name', 'department', 'position', 'decision_role', 'level', 'is_primary', 'attitude'] },
    { key: 'reach', label: { zh: '联系方式', en: 'How to reach' }, fields: ['phones', 'emails', 'wechat', 'best_time', 'gender', 'birthday', 'birthday_calendar', 'remark'] },
  ],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: 'name', columns: ['name', 'customer', 'position', 'decision_role', 'phones', 'emails', 'best_time'] }],
  search: { fields: ['name', 'phones', 'emails', 'wechat', 'position'], subtitle: ['position'], finds: 'customer' },
})
