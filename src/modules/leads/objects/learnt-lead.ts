import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

const written = { readonly: true, derived: true } as const

/** A lead that the score was learnt from: what became of it, and what a model that had not seen it said. Its id is the lead's; written by the learning alone. */
export const learntLead = defineObject({
  name: 'learnt_lead',
  plural: 'learnt_leads',
  label: { zh: '学习用线索', en: 'Lead learnt from' },
  plural_label: { zh: '学习用线索', en: 'Leads learnt from' },
  empty_hint: { zh: '每晚从有结果的线索学习：结果如何，模型在没见过它时怎么说。', en: 'Learnt from every night: what became of leads, and what was said of each by a model that had not seen it.' },
  title: 'lead',
  sort: '-said',
  in_navigation: false,
  fields: {
    lead: field.reference({ label: { zh: '线索', en: 'Lead' }, target: 'lead', required: true, readonly: true, lives_with: true }),
    is_won: field.boolean({ label: { zh: '成为客户', en: 'Became a customer' }, hint: { zh: '已转化，且其商机未丢单', en: 'Converted, and its opportunity was not lost since' }, required: true, ...written }),
    said: field.percent({ label: { zh: '留出时预计 %', en: 'Said, held out %' }, hint: { zh: '由没见过这条线索的模型判断', en: 'By a model that had not seen this lead' }, ...written }),
    learnt_on: field.date({ label: { zh: '学习于', en: 'Learnt on' }, required: true, ...written }),
  },
  panels: [{ key: 'main', label: { zh: '学习用线索', en: 'Lead learnt from' }, fields: ['lead', 'is_won', 'said', 'learnt_on'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: '-said', columns: ['lead', 'is_won', 'said', 'learnt_on'] }],
})
