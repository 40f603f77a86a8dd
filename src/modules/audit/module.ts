import type { Module } from '../../kernel/definitions/module.ts'
import { checkChain } from './chain/check-chain.ts'
import { auditRoutes } from './routes.ts'

export const audit: Module = {
  name: 'audit',
  label: { zh: '审计', en: 'Audit' },
  needs: [],
  objects: [],
  policies: {},
  routes: auditRoutes,
  daily: [{ name: 'audit-chain', run: async (ctx) => void (await checkChain(ctx)) }],
}
