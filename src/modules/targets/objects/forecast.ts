import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { periodOptions } from '../rules/period.ts'

/** What was expected of one person and period in one week, as it stood then; written by actions/keep-forecasts.ts alone. */
export const forecast = defineObject({
  name: 'forecast',
  plural: 'forecasts',
  label: { zh: '预测留存', en: 'Kept forecast' },
  plural_label: { zh: '预测留存', en: 'Kept forecasts' },
  empty_hint: { zh: '每周留存一次的销售预测，用来衡量预测的准确度。', en: 'Forecasts as they were kept each week, so that their accuracy is measured.' },
  title: 'week_on',
  heading: ['person', 'period', 'first_on', 'week_on'],
  sort: '-week_on',
  owner: 'person',
  in_navigation: false,
  is_append_only: true,
  fields: {
    person: field.person({ label: { zh: '员工', en: 'Person' }, required: true, readonly: true }),
    period: field.choice({ label: { zh: '周期', en: 'Month or quarter' }, required: true, readonly: true, options: periodOptions }),
    first_on: field.date({ label: { zh: '期首日', en: 'First day' }, required: true, readonly: true }),
    last_on: field.date({ label: { zh: '期末日', en: 'Last day' }, required: true, readonly: true }),
    week_on: field.date({ label: { zh: '留存周（周一）', en: 'Week kept (Monday)' }, required: true, readonly: true }),
    closed: field.money({ label: { zh: '已赢单', en: 'Closed' }, required: true, readonly: true }),
    committed: field.money({ label: { zh: '承诺（累计）', en: 'Committed, cumulative' }, required: true, readonly: true }),
    best_case: field.money({ label: { zh: '最佳情况（累计）', en: 'Best case, cumulative' }, required: true, readonly: true }),
    pipeline: field.money({ label: { zh: '全部（累计）', en: 'All, cumulative' }, required: true, readonly: true }),
    weighted: field.money({ label: { zh: '按概率加权', en: 'Weighted by probability' }, required: true, readonly: true }),
    by_history: field.money({ label: { zh: '按历史加权', en: 'Weighted by history' }, readonly: true }),
  },
  panels: [{ key: 'main', label: { zh: '预测留存', en: 'Kept forecast' }, fields: ['person', 'period', 'first_on', 'last_on', 'week_on', 'closed', 'committed', 'best_case', 'pipeline', 'weighted', 'by_history'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: '-week_on', columns: ['week_on', 'person', 'period', 'first_on', 'closed', 'committed', 'best_case', 'pipeline', 'weighted', 'by_history'] }],
})
