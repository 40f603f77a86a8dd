import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { secondsBetween } from '../rules/seconds.ts'
import { pauseOptions, stateOptions } from './call-options.ts'

/** What an agent was doing from when to when; the one that has not ended is what the agent does now. Written by the acts alone. */
export const agentState = defineObject({
  name: 'agent_state',
  plural: 'agent_states',
  label: { zh: '坐席状态', en: 'Agent’s state' },
  plural_label: { zh: '坐席状态', en: 'Agents’ states' },
  empty_hint: { zh: '坐席何时空闲、通话、小休。', en: 'When agents were available, talking, away.' },
  title: 'name',
  sort: '-began_at',
  owner: 'agent',
  in_navigation: false,
  fields: {
    name: field.text({ label: { zh: '姓名', en: 'Name' }, required: true, readonly: true, max_length: 200 }),
    agent: field.person({ label: { zh: '坐席', en: 'Agent' }, required: true, readonly: true }),
    state: field.choice({ label: { zh: '状态', en: 'State' }, required: true, readonly: true, options: stateOptions }),
    reason: field.choice({ label: { zh: '小休原因', en: 'Reason of the pause' }, readonly: true, options: pauseOptions }),
    began_at: field.datetime({ label: { zh: '开始', en: 'Began' }, required: true, readonly: true }),
    ended_at: field.datetime({ label: { zh: '结束', en: 'Ended' }, readonly: true }),
    seconds: field.number({ label: { zh: '时长（秒）', en: 'Seconds' }, readonly: true, derived: true, min: 0 }),
  },
  panels: [{ key: 'main', label: { zh: '状态', en: 'State' }, fields: ['agent', 'state', 'reason', 'began_at', 'ended_at', 'seconds'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: '-began_at', columns: ['agent', 'state', 'reason', 'began_at', 'ended_at', 'seconds'] }],
  derive: ({ began_at, ended_at }) => ({ seconds: secondsBetween(began_at, ended_at) }),
})
