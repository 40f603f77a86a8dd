import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { axisOptions, bandOptions } from '../../insight/index.ts'

/** What is done for the customers of one cell of the grid (S47): in words, by whom, by when, and as a task for each of them. */
export const treatment = defineObject({
  name: 'treatment',
  plural: 'treatments',
  label: { zh: '对策', en: 'Treatment' },
  plural_label: { zh: '对策', en: 'Treatments' },
  empty_hint: { zh: '在十六格的一格里写下对这些客户做什么，并一键生成任务。', en: 'Write into a cell of the grid what is done for its customers, and make tasks of it.' },
  title: 'name',
  sort: '-updated_at',
  owner: 'owner',
  fields: {
    name: field.text({ label: { zh: '对策', en: 'Treatment' }, required: true, max_length: 200 }),
    across: field.choice({ label: { zh: '横轴', en: 'Across' }, required: true, options: axisOptions }),
    across_band: field.choice({ label: { zh: '横轴档位', en: 'Band across' }, required: true, options: bandOptions }),
    up: field.choice({ label: { zh: '纵轴', en: 'Up' }, required: true, options: axisOptions }),
    up_band: field.choice({ label: { zh: '纵轴档位', en: 'Band up' }, required: true, options: bandOptions }),
    content: field.richText({ label: { zh: '做法', en: 'What is done' } }),
    owner: field.person({ label: { zh: '负责人', en: 'Who' }, default: '@me' }),
    due_on: field.date({ label: { zh: '期限', en: 'Due on' } }),
    task_name: field.text({ label: { zh: '任务事项', en: 'Task' }, max_length: 500, hint: { zh: '不填则用对策名称', en: 'Left empty: the name of the treatment' } }),
    task_days: field.number({ label: { zh: '任务期限（天）', en: 'Task due in days' }, required: true, default: 7, min: 0, max: 365 }),
    task_priority: field.choice({ label: { zh: '任务优先级', en: 'Priority of the task' }, required: true, default: 'normal', options: options({ high: ['高', 'High', 'gold'], normal: ['普通', 'Normal'], low: ['低', 'Low'] }) }),
    task_for: field.choice({ label: { zh: '任务交给', en: 'Tasks go to' }, required: true, default: 'keeper', options: options({ keeper: ['各自的客户经理', 'Each account manager'], owner: ['对策负责人', 'Who is named above'] }) }),
  },
  panels: [
    { key: 'main', label: { zh: '对策', en: 'Treatment' }, fields: ['name', 'content', 'owner', 'due_on'] },
    { key: 'task', label: { zh: '任务', en: 'Tasks' }, fields: ['task_name', 'task_days', 'task_priority', 'task_for'] },
  ],
  views: [
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: 'due_on', columns: ['name', 'owner', 'due_on', 'task_for', 'updated_at'] },
    { key: 'mine', label: { zh: '我负责的', en: 'Mine' }, filter: { owner: '@me' }, sort: 'due_on', columns: ['name', 'due_on', 'task_for', 'updated_at'] },
  ],
})
