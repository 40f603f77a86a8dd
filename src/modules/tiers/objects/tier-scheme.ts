import { issue } from '../../../platform/problems.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { tierOptions } from '../../customers/index.ts'
import { faultsOfLevels } from '../rules/levels.ts'

const days = (zh: string, en: string, preset: number, least: number, hint: [zh: string, en: string]) => field.number({ label: { zh, en }, hint: { zh: hint[0], en: hint[1] }, required: true, default: preset, min: least, max: 3650 })
const steps = (zh: string, en: string, preset: number) => field.number({ label: { zh, en }, required: true, default: preset, min: 1, max: 10 })

/** By which rules customers are in which tier (S26). A draft until it is switched on; what was switched on stays as it was, and a new version is another record. */
export const tierScheme = defineObject({
  name: 'tier_scheme',
  plural: 'tier_schemes',
  label: { zh: '分级方案', en: 'Tier scheme' },
  plural_label: { zh: '分级方案', en: 'Tier schemes' },
  empty_hint: { zh: '按价值指标把客户分到各级别，并写明每级的服务标准。', en: 'Rules on what customers are worth put them into tiers, each with its service level.' },
  title: 'name',
  sort: '-created_at',
  in_navigation: false,
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 200 }),
    state: field.choice({ label: { zh: '状态', en: 'State' }, required: true, readonly: true, default: 'draft', options: options({ draft: ['草稿', 'Draft', 'default'], active: ['启用', 'Switched on', 'green'], paused: ['暂停', 'Paused', 'gold'], retired: ['已被取代', 'Replaced', 'default'] }) }),
    number: field.number({ label: { zh: '版本', en: 'Version' }, readonly: true, hint: { zh: '第几个启用的方案', en: 'The how-manieth scheme that was switched on' } }),
    levels: field.groups({
      label: { zh: '级别', en: 'Tiers' }, hint: { zh: '从高到低；客户进入第一个符合条件的级别', en: 'Best first; a customer goes into the first whose rule it fulfils' }, required: true, max: tierOptions.length,
      parts: [
        { name: 'tier', label: { zh: '级别', en: 'Tier' }, type: 'choice', required: true, options: tierOptions },
        { name: 'service', label: { zh: '服务标准', en: 'Service level' }, type: 'text' },
      ],
    }),
    conditions: field.group({ label: { zh: '条件', en: 'Conditions' }, hint: { zh: '每级一个筛选条件；最低一级可以没有条件', en: 'A filter for each tier; the lowest may have none' } }),
    scope: field.group({ label: { zh: '适用客户', en: 'For customers' } }),
    most_up: steps('一次最多升几级', 'Steps up at most at once', 5),
    most_down: steps('一次最多降几级', 'Steps down at most at once', 1),
    stay_days: days('至少停留（天）', 'Stays at least, days', 30, 1, ['进入一个级别后，多少天内不升不降', 'So many days after a move there is no other']),
    hold_days: days('保留期（天）', 'Holds for days', 30, 0, ['连续多少天不符合才降级，0 为当天降级', 'A customer goes down only after failing its rule for so many days in a row; 0: at once']),
    hand_days: days('人工定级保留（天）', 'Set by hand is kept for days', 180, 0, ['人工改过的级别多少天内不由方案改变；客户上的“级别保留至”优先', 'So long a tier set by hand is left alone; “Tier kept until” of the customer goes before']),
    switched_on_at: field.datetime({ label: { zh: '启用时间', en: 'Switched on at' }, readonly: true }),
    switched_on_by: field.person({ label: { zh: '启用人', en: 'Switched on by' }, readonly: true }),
    retired_at: field.datetime({ label: { zh: '停用时间', en: 'Until' }, readonly: true }),
  },
  panels: [
    { key: 'main', label: { zh: '方案', en: 'Scheme' }, fields: ['name', 'state', 'number', 'levels', 'switched_on_at', 'switched_on_by', 'retired_at'] },
    { key: 'limits', label: { zh: '防止跳动', en: 'Against jumping' }, fields: ['most_up', 'most_down', 'stay_days', 'hold_days', 'hand_days'] },
  ],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: '-created_at', columns: ['name', 'number', 'state', 'switched_on_at', 'switched_on_by', 'retired_at'] }],
  check: (record, before) => [
    ...faultsOfLevels(record.levels, record.conditions),
    ...(before && before.state !== 'draft' && rules.some((name) => JSON.stringify(record[name]) !== JSON.stringify(before[name]))
      ? [issue('levels', 'in_force', '启用过的方案不能修改，请另存为新草稿', 'What was switched on stays as it was: make a new draft of it')] : []),
  ],
})

const rules = ['levels', 'conditions', 'scope', 'most_up', 'most_down', 'stay_days', 'hold_days', 'hand_days'] as const
