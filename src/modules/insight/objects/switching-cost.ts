import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { standingOf } from '../rules/switching.ts'

const cost = (zh: string, en: string, hint: [zh: string, en: string]) => field.rating({ label: { zh, en }, hint: { zh: hint[0], en: hint[1] } })
const mean = (zh: string, en: string) => field.number({ label: { zh, en }, derived: true, scale: 1 })

/** What it would cost a customer to leave (S38), judged by hand for key accounts: eight costs of three kinds after Burnham, Frels and Mahajan (2003). */
export const switchingCost = defineObject({
  name: 'switching_cost',
  plural: 'switching_costs',
  label: { zh: '转换成本', en: 'Switching cost' },
  plural_label: { zh: '转换成本', en: 'Switching costs' },
  empty_hint: { zh: '为重点客户评定八项转换成本，看出哪种纽带最弱。', en: 'Judge the eight costs of leaving for key accounts, and see which bond is the weakest.' },
  title: 'customer',
  sort: '-assessed_on',
  about: 'customer',
  timeline_at: 'created_at',
  in_navigation: false,
  fields: {
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, lives_with: true }),
    assessed_on: field.date({ label: { zh: '评定日', en: 'Judged on' }, required: true, default: '@today' }),
    economic_risk: cost('经济风险', 'Economic risk', ['换供应商可能吃亏的顾虑', 'What may go wrong elsewhere']),
    evaluation: cost('评估', 'Evaluation', ['寻找和比较要花的时间精力', 'Time and effort to look for and compare others']),
    learning: cost('学习', 'Learning', ['学会使用新产品、新流程', 'To learn new products and ways']),
    setup: cost('建立', 'Setting up', ['重新开户、对接、磨合', 'To begin anew: accounts, interfaces, habits']),
    benefit_loss: cost('利益损失', 'Loss of benefits', ['失去的积分、等级、优惠', 'Points, tiers and terms that are given up']),
    monetary_loss: cost('金钱损失', 'Loss of money', ['违约金、入门费、专用投入', 'Penalties, entry fees, what was invested']),
    personal_loss: cost('人际关系', 'Personal relationships', ['失去与客户经理的交情', 'To lose people one knows']),
    brand_loss: cost('品牌关系', 'Brand relationship', ['失去品牌带来的身份认同', 'To lose what the brand stands for']),
    procedural: mean('程序成本', 'Procedural'),
    financial: mean('财务成本', 'Financial'),
    relational: mean('关系成本', 'Relational'),
    total: mean('总体', 'In all'),
    strengthen: field.choice({ label: { zh: '应加强的纽带', en: 'Bond to strengthen' }, derived: true, hint: { zh: '三类中最低的一类', en: 'Of the lowest of the three kinds' }, options: options({ structural: ['结构性', 'Structural', 'blue'], financial: ['财务性', 'Financial', 'gold'], social: ['社会性', 'Social', 'green'] }) }),
    remark: field.richText({ label: { zh: '备注', en: 'Remark' }, personal: true }),
  },
  panels: [
    { key: 'main', label: { zh: '客户', en: 'Customer' }, fields: ['customer', 'assessed_on', 'strengthen', 'total'] },
    { key: 'procedural', label: { zh: '程序成本', en: 'Procedural' }, fields: ['economic_risk', 'evaluation', 'learning', 'setup', 'procedural'] },
    { key: 'financial', label: { zh: '财务成本', en: 'Financial' }, fields: ['benefit_loss', 'monetary_loss', 'financial'] },
    { key: 'relational', label: { zh: '关系成本', en: 'Relational' }, fields: ['personal_loss', 'brand_loss', 'relational', 'remark'] },
  ],
  views: [
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-assessed_on', columns: ['customer', 'assessed_on', 'procedural', 'financial', 'relational', 'total', 'strengthen'] },
    { key: 'loose', label: { zh: '容易离开', en: 'Loosely bound' }, filter: { total: { lt: 2.5 } }, sort: 'total', columns: ['customer', 'total', 'strengthen', 'procedural', 'financial', 'relational', 'assessed_on'] },
  ],
  derive: (record) => ({ ...standingOf(record) }),
})
