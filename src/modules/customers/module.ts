import { objectOf } from '../../kernel/context.ts'
import type { Module, PageSection } from '../../kernel/definitions/module.ts'
import { recordsAbout } from '../../kernel/query/list.ts'
import { tellOwners } from '../notices/index.ts'
import { findDuplicates } from './actions/find-duplicates.ts'
import { refreshBirthdays, touchedByBirthday } from './actions/refresh-birthdays.ts'
import { refreshCompleteness } from './actions/refresh-completeness.ts'
import { refreshSpecialDays } from './actions/refresh-special-days.ts'
import { showNetwork } from './actions/show-network.ts'
import { dismissPair, reopenPair } from './duplicates/decide-pair.ts'
import { findPairs, findPairsKind, lastSearch, searchPairs } from './duplicates/find-pairs.ts'
import { refreshPairs, touchedByComparison } from './duplicates/refresh-pairs.ts'
import { mergeCustomers } from './merging/merge-customers.ts'
import { previewMerge } from './merging/preview-merge.ts'
import { stays } from './merging/stays.ts'
import { undoMerge } from './merging/undo-merge.ts'
import { contact } from './objects/contact.ts'
import { customer } from './objects/customer.ts'
import { duplicatePair } from './objects/duplicate-pair.ts'
import { merge } from './objects/merge.ts'
import { preference } from './objects/preference.ts'
import { relationship } from './objects/relationship.ts'
import { specialDay } from './objects/special-day.ts'
import { tag } from './objects/tag.ts'
import { policies } from './policies.ts'
import { openPairs } from './queries/open-pairs.ts'

export const customers: Module = {
  name: 'customers',
  label: { zh: '客户', en: 'Customers' },
  needs: ['team', 'notices'],
  objects: [customer, contact, preference, specialDay, relationship, tag, duplicatePair, merge],
  policies,
  actions: [findDuplicates, mergeCustomers, previewMerge, undoMerge, findPairs, lastSearch, dismissPair, reopenPair, showNetwork],
  mergings: [{ object: 'customer', stays }],
  sections: [
    section('contacts', 'contact', '-is_primary,name'),
    section('preferences', 'preference', '-updated_at'),
    section('special_days', 'special_day', 'next_on'),
    section('relationships', 'relationship', '-updated_at'),
    { object: 'customer', name: 'open_pairs', json: openPairs },
  ],
  notices: [
    {
      kind: 'customer_assigned',
      label: { zh: '客户交给我', en: 'A customer was given to me' },
      text: { zh: '{actor}把客户“{record}”交给您', en: '{actor} gave you the customer {record}' },
      text_many: { zh: '{actor}把 {count} 个客户交给您', en: '{actor} gave you {count} customers' },
      default: { app: true, mail: 'digest' },
    },
  ],
  listeners: [
    {
      name: 'customers.notices',
      kinds: ['customers.customer.created', 'customers.customer.updated'],
      handle: (ctx, events) => tellOwners(ctx, events, { kind: 'customer_assigned', field: 'owner' }),
    },
    {
      name: 'customers.completeness',
      kinds: ['created', 'updated', 'deleted', 'restored', 'anonymised'].map((verb) => `customers.contact.${verb}`),
      // A contact that moved is missed by the customer it left.
      handle: (ctx, events) => refreshCompleteness(ctx, distinct(events.flatMap((event) => [event.about_id, textOf(event.before?.customer)]))),
    },
    {
      name: 'customers.birthdays',
      kinds: [
        ...['customer', 'contact'].flatMap((object) => ['created', 'updated'].map((verb) => `customers.${object}.${verb}`)),
        ...['created', 'updated', 'deleted', 'restored'].map((verb) => `customers.special_day.${verb}`),
      ],
      handle: (ctx, events) => refreshBirthdays(ctx, distinct(events.flatMap(touchedByBirthday))),
    },
    {
      name: 'customers.duplicates',
      kinds: ['created', 'updated', 'deleted', 'restored', 'anonymised'].map((verb) => `customers.customer.${verb}`),
      handle: (ctx, events) => refreshPairs(ctx, distinct(events.flatMap(touchedByComparison))),
    },
  ],
  jobs: [{ kind: findPairsKind, run: (ctx, job) => searchPairs(ctx, job.id) }],
  daily: [{ name: 'special-days', run: refreshSpecialDays }],
}

/** The customer's records of one object on the page, up to a hundred; the list has the rest. */
function section(name: string, object: string, sort: string): PageSection {
  return {
    object: 'customer',
    name,
    json: (ctx, id) => recordsAbout(ctx, objectOf(ctx, object), { by: 'customer', id, sort, limit: 100 }),
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function distinct(ids: (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))]
}
