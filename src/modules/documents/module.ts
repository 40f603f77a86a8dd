import type { Module } from '../../kernel/definitions/module.ts'
import { showTrail } from './actions/show-trail.ts'

export const documents: Module = {
  name: 'documents',
  label: { zh: '单据往来', en: 'Documents' },
  needs: ['leads', 'opportunities', 'quotes', 'orders'],
  objects: [],
  policies: {},
  actions: showTrail,
}
