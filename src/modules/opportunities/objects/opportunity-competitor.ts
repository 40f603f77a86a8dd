import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** The part of a competitor in one opportunity. */
export const opportunityCompetitor = defineObject({
  name: 'opportunity_competitor',
  plural: 'opportunity_competitors',
  label: { zh: '商机竞争', en: 'Competition' },
  plural_label: { zh: '商机竞争', en: 'Competition' },
  empty_hint: { zh: '谁也在争这单生意，报价多少，威胁多大。', en: 'Who else wants this sale, at what price, and how serious it is.' },
  title: 'threat',
  heading: ['competitor', 'opportunity'],
  sort: '-updated_at',
  in_navigation: false,
  fields: {
    opportunity: field.reference({ label: { zh: '商机', en: 'Opportunity' }, target: 'opportunity', required: true, lives_with: true }),
    competitor: field.reference({ label: { zh: '竞争对手', en: 'Competitor' }, target: 'competitor', required: true }),
    price: field.money({ label: { zh: '对手报价', en: 'Their price' }, min: 0 }),
    threat: field.choice({ label: { zh: '威胁', en: 'Threat' }, required: true, default: 'medium', options: options({ low: ['低', 'Low'], medium: ['中', 'Medium'], high: ['高', 'High', 'gold'] }) }),
    strengths: field.text({ label: { zh: '对手强项', en: 'Their strengths here' }, max_length: 1000 }),
    weaknesses: field.text({ label: { zh: '对手弱项', en: 'Their weaknesses here' }, max_length: 1000 }),
    outcome: field.choice({ label: { zh: '结果', en: 'Outcome' }, required: true, default: 'open', options: options({ open: ['未定', 'Open'], won_against: ['我方胜出', 'We won', 'green'], lost_to: ['输给对手', 'They won'], withdrew: ['对手退出', 'They withdrew'] }) }),
  },
  panels: [{ key: 'main', label: { zh: '商机竞争', en: 'Competition' }, fields: ['opportunity', 'competitor', 'price', 'threat', 'strengths', 'weaknesses', 'outcome'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: '-updated_at', columns: ['opportunity', 'competitor', 'price', 'threat', 'outcome'] }],
})
