import { objectOf } from '../../kernel/context.ts'
import type { Module } from '../../kernel/definitions/module.ts'
import { recordsAbout } from '../../kernel/query/list.ts'
import { createRecord } from '../../kernel/records/create.ts'
import { clockEvents, keepClocks } from './actions/keep-clocks.ts'
import { askRecompute, recomputeClocks, recomputeKind } from './actions/recompute-clocks.ts'
import { archiveNotices, remindOfFiles } from './actions/remind-of-files.ts'
import { showRates } from './actions/show-rates.ts'
import { timeLeft } from './actions/time-left.ts'
import { archiveClock } from './objects/archive-clock.ts'
import { archiveRule } from './objects/archive-rule.ts'
import { policies } from './policies.ts'
import { readyRules } from './ready-rules.ts'

export const archive: Module = {
  name: 'archive',
  label: { zh: '建档', en: 'Archive' },
  needs: ['team', 'customers', 'interactions', 'notices'],
  objects: [archiveRule, archiveClock],
  policies,
  actions: [timeLeft, showRates],
  sections: [
    {
      object: 'customer',
      name: 'archive_clocks',
      json: (ctx, id) => recordsAbout(ctx, objectOf(ctx, 'archive_clock'), { by: 'customer', id, only: { kind: 'filing' }, sort: '-started_at', limit: 5 }),
    },
  ],
  listeners: [
    { name: 'archive.clocks', kinds: clockEvents, handle: keepClocks },
    {
      name: 'archive.recompute',
      kinds: [
        ...['calendar', 'calendar_day'].flatMap((object) => ['created', 'updated', 'deleted', 'restored'].map((verb) => `team.${object}.${verb}`)),
        'archive.archive_rule.updated',
      ],
      handle: askRecompute,
    },
  ],
  jobs: [{ kind: recomputeKind, run: (ctx, { id }) => recomputeClocks(ctx, id) }],
  notices: archiveNotices,
  mornings: [{ name: 'archive-reminders', run: remindOfFiles }],
  ready: [{
    name: 'archive.rules', label: { zh: '归档规则', en: 'Rules of the archive' }, object: 'archive_rule',
    make: async (ctx) => {
      for (const rule of readyRules) await createRecord(ctx, objectOf(ctx, 'archive_rule'), rule)
    },
  }],
}
