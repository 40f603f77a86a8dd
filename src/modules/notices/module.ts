import type { Module } from '../../kernel/definitions/module.ts'
import { longWork, tellOfLongWork } from './actions/tell-of-long-work.ts'
import { tellOfShares } from './actions/tell-of-shares.ts'
import { kinds } from './kinds.ts'
import { notification } from './objects/notification.ts'
import { policies } from './policies.ts'
import { unreadCount } from './queries/inbox.ts'
import { routes } from './routes.ts'

export const notices: Module = {
  name: 'notices',
  label: { zh: '通知', en: 'Notifications' },
  needs: ['team'],
  objects: [notification],
  policies,
  notices: kinds,
  listeners: [
    { name: 'notices.shares', kinds: ['*.shared'], handle: tellOfShares },
    { name: 'notices.files', kinds: longWork, handle: tellOfLongWork },
  ],
  live: [{ name: 'unread', objects: ['notification'], of: unreadCount }],
  routes,
}
