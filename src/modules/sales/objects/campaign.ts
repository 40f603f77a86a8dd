import { Decimal } from 'decimal.js'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { issue } from '../../../platform/problems.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** A trillion: what is beyond is a slip of the keyboard, and a hundred of those would still fit into the sum. */
const largest = 1e12
const mostExpenses = 100

/** What brought leads and opportunities: one name for all of them, so that what came of it is found, counted and compared. */
export const campaign = defineObject({
  name: 'campaign',
  plural: 'campaigns',
  label: { zh: '营销活动', en: 'Campaign' },
  plural_label: { zh: '营销活动', en: 'Campaigns' },
  empty_hint: { zh: '带来线索和商机的活动：展会、促销、邮件。', en: 'What brought leads and opportunities: fairs, promotions, mailings.' },
  title: 'name',
  sort: '-from_on',
  owner: 'owner',
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 200, pinyin: { full: 'name_pinyin', initials: 'name_initials' } }),
    from_on: field.date({ label: { zh: '开始日', en: 'From' }, default: '@today' }),
    until_on: field.date({ label: { zh: '结束日', en: 'Until' } }),
    owner: field.person({ label: { zh: '负责人', en: 'Owner' }, default: '@me' }),
    budget: field.money({ label: { zh: '预算', en: 'Budget' }, min: 0, max: largest }),
    expenses: field.groups({ label: { zh: '支出', en: 'Expenses' }, hint: { zh: '逐笔记下，含礼品、积分与优惠的花费；本位币', en: 'One by one, with what gifts, points and discounts came to; in the currency of the company' }, max: mostExpenses, parts: [
      { name: 'kind', label: { zh: '类别', en: 'Kind' }, type: 'choice', required: true, options: options({ venue: ['场地与搭建', 'Venue'], media: ['广告与媒体', 'Media'], material: ['物料与印刷', 'Material'], gift: ['礼品', 'Gifts'], points: ['积分', 'Points'], discount: ['优惠与券', 'Discounts and coupons'], reception: ['餐饮与招待', 'Reception'], travel: ['差旅', 'Travel'], agency: ['外包与人工', 'Agency and labour'], other: ['其他', 'Other'] }) },
      { name: 'amount', label: { zh: '金额', en: 'Amount' }, type: 'money', required: true, scale: 2, min: 0, max: largest },
      // Without one it is of the day on which the campaign begins: costs are told by month.
      { name: 'on', label: { zh: '日期', en: 'Day' }, type: 'date' },
      { name: 'note', label: { zh: '说明', en: 'Note' }, type: 'text' },
    ] }),
    cost: field.money({ label: { zh: '实际花费', en: 'Cost' }, hint: { zh: '支出的合计', en: 'The sum of the expenses' }, readonly: true, derived: true, sortable: true }),
    spent_months: field.text({ label: { zh: '支出月份', en: 'Months of expenses' }, hint: { zh: '有支出的月份，如 2026-10', en: 'Those with an expense, such as 2026-10' }, readonly: true, derived: true, max_length: mostExpenses * 8 }),
    remark: field.richText({ label: { zh: '备注', en: 'Remark' } }),
  },
  panels: [{ key: 'main', label: { zh: '营销活动', en: 'Campaign' }, fields: ['name', 'from_on', 'until_on', 'owner', 'remark'] }, { key: 'cost', label: { zh: '花费', en: 'Cost' }, fields: ['budget', 'cost', 'expenses', 'spent_months'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: '-from_on', columns: ['name', 'from_on', 'until_on', 'budget', 'cost', 'owner'] }],
  search: { fields: ['name'], subtitle: ['from_on'] },
  // Without a line nothing is recorded, which is not the same as nothing spent.
  derive: ({ expenses, from_on: from }, { now, timeZone }) => {
    if (!expenses || expenses.length === 0) return { cost: null, spent_months: null }
    const dated = expenses.map((one) => ({ ...one, on: one.on ?? from ?? dayOf(now, timeZone) }))
    return { expenses: dated, cost: expenses.reduce((sum, { amount }) => sum.plus(String(amount ?? 0)), new Decimal(0)).toFixed(2), spent_months: [...new Set(dated.map(({ on }) => String(on).slice(0, 7)))].toSorted().join(' ') }
  },
  check: ({ from_on: from, until_on: until }) => (from && until && until < from ? [issue('until_on', 'before_start', '结束日早于开始日', 'It ends before it begins')] : []),
})
