import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** How long an opportunity stayed in a stage; written with the move itself (queries/keep-stays.ts). */
export const stageStay = defineObject({
  name: 'stage_stay',
  plural: 'stage_stays',
  label: { zh: '阶段停留', en: 'Stay in a stage' },
  plural_label: { zh: '阶段停留', en: 'Stays in stages' },
  empty_hint: { zh: '商机每次进入和离开阶段都记在这里。', en: 'Each time an opportunity enters and leaves a stage.' },
  title: 'from_at',
  heading: ['stage', 'from_at'],
  sort: '-from_at',
  in_navigation: false,
  is_append_only: true,
  fields: {
    opportunity: field.reference({ label: { zh: '商机', en: 'Opportunity' }, target: 'opportunity', required: true, readonly: true, lives_with: true }),
    stage: field.reference({ label: { zh: '阶段', en: 'Stage' }, target: 'stage', required: true, readonly: true }),
    from_at: field.datetime({ label: { zh: '进入', en: 'From' }, required: true, readonly: true }),
    until_at: field.datetime({ label: { zh: '离开', en: 'Until' }, readonly: true }),
    by: field.person({ label: { zh: '由谁移入', en: 'Moved by' }, readonly: true }),
  },
  panels: [{ key: 'main', label: { zh: '停留', en: 'Stay' }, fields: ['opportunity', 'stage', 'from_at', 'until_at', 'by'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: '-from_at', columns: ['opportunity', 'stage', 'from_at', 'until_at', 'by'] }],
})
