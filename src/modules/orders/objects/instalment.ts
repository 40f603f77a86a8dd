import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { currencyOptions } from '../../sales/index.ts'
import { staysOnOrder } from '../rules/stays-on-order.ts'

/** One part of the payment plan of an order (回款计划): so much by that day. What is received fills the parts in the order of their days. */
export const instalment = defineObject({
  name: 'instalment',
  plural: 'instalments',
  label: { zh: '回款计划', en: 'Instalment' },
  plural_label: { zh: '回款计划', en: 'Payment plan' },
  empty_hint: { zh: '订单分期应收的金额与日期。', en: 'What of an order is to be paid by when.' },
  title: 'name',
  sort: 'due_on',
  owner: 'owner',
  about: 'customer',
  in_navigation: false,
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, default: '货款', max_length: 100 }),
    order: field.reference({ label: { zh: '订单', en: 'Order' }, target: 'order', required: true, lives_with: true }),
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', readonly: true, lives_with: true }),
    due_on: field.date({ label: { zh: '应收日期', en: 'Due on' }, required: true, late_when: { field: 'status', in: ['planned', 'partly'] } }),
    amount: field.money({ label: { zh: '金额', en: 'Amount' }, required: true, min: 0, currency_of: 'currency' }),
    currency: field.choice({ label: { zh: '币种', en: 'Currency' }, readonly: true, required: true, default: '@currency', options: currencyOptions }),
    received: field.money({ label: { zh: '已收', en: 'Received' }, readonly: true, required: true, default: '0.00', currency_of: 'currency' }),
    status: field.choice({ label: { zh: '状态', en: 'Status' }, readonly: true, derived: true, required: true, default: 'planned', options: options({ planned: ['待收', 'Planned', 'gold'], partly: ['部分', 'Partly', 'blue'], received: ['已收', 'Received', 'green'] }) }),
    owner: field.person({ label: { zh: '负责人', en: 'Owner' }, default: '@me' }),
    remark: field.text({ label: { zh: '备注', en: 'Remark' }, max_length: 500 }),
  },
  panels: [{ key: 'main', label: { zh: '回款计划', en: 'Instalment' }, fields: ['name', 'order', 'customer', 'due_on', 'amount', 'received', 'status', 'owner', 'remark'] }],
  views: [
    { key: 'open', label: { zh: '待收', en: 'To come' }, filter: { status: { ne: 'received' } }, sort: 'due_on', columns: ['due_on', 'name', 'customer', 'order', 'amount', 'received', 'status', 'owner'] },
    { key: 'overdue', label: { zh: '逾期', en: 'Overdue' }, filter: { status: { ne: 'received' }, due_on: { lt: 'today' } }, sort: 'due_on', columns: ['due_on', 'name', 'customer', 'order', 'amount', 'received', 'owner'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: 'due_on', columns: ['due_on', 'name', 'customer', 'order', 'amount', 'received', 'status'] },
  ],
  derive: ({ amount, received }) => ({ status: Number(received) >= Number(amount) ? 'received' : Number(received) > 0 ? 'partly' : 'planned' }),
  check: staysOnOrder,
})
