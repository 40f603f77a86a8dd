import type { Module } from '../../kernel/definitions/module.ts'
import { notification } from './objects/notification.ts'
import { policies } from './policies.ts'

export const notices: Module = {
  name: 'notices',
  label: { zh: '通知', en: 'Notifications' },
  needs: ['team'],
  objects: [notification],
  policies,
  notices: [],
}
