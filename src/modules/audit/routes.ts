import { z } from 'zod'
import { dayOf } from '../../platform/calendar/zones.ts'
import { transaction } from '../../platform/db/database.ts'
import { defineRoute, type Answer, type Route } from '../../platform/http/route.ts'
import { downloadHeaders } from '../../platform/http/download.ts'
import { idOf } from '../../kernel/api/record-routes.ts'
import type { Context } from '../../kernel/context.ts'
import { startJob } from '../../kernel/jobs.ts'
import { auditFile } from './audit-file.ts'
import { refuseWithoutAudit } from './audit-right.ts'
import { chainState } from './chain/chain-state.ts'
import { auditEntries, auditEntry } from './queries/audit-entries.ts'
import { auditFilterShape, refuseUnfit } from './queries/audit-filter.ts'

const tag = 'Audit'
const listQuery = z.strictObject({ ...auditFilterShape, limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.uuid().optional() })
const fileQuery = z.strictObject({ ...auditFilterShape, format: z.enum(['csv', 'xlsx']).default('csv') })

export const auditRoutes: Route<Context>[] = [
  defineRoute({
    method: 'GET', path: '/api/v1/audit', guard: 'signed_in', tag, summary: 'Who did what, when and from where, newest first', query: listQuery,
    handle: async (ctx: Context, { query }) => {
      refuseWithoutAudit(ctx)
      const { limit, cursor, ...filter } = query
      refuseUnfit(filter)
      return { body: await auditEntries(ctx, filter, { limit, cursor }) }
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/v1/audit/file', guard: 'signed_in', tag, summary: 'The same as CSV or XLSX; that it was taken is logged', query: fileQuery,
    handle: async (ctx: Context, { query }): Promise<Answer> => {
      refuseWithoutAudit(ctx)
      const { format, ...filter } = query
      refuseUnfit(filter)
      const name = `${{ zh: '审计日志', en: 'audit-log' }[ctx.language]}-${dayOf(ctx.clock.now(), ctx.workspace.timeZone)}.${format}`
      return { headers: downloadHeaders(name), stream: await auditFile(ctx, filter, format) }
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/v1/audit/chain', guard: 'signed_in', tag, summary: 'How far the log is sealed, and what the last check found',
    handle: async (ctx: Context) => {
      refuseWithoutAudit(ctx)
      return { body: await chainState(ctx) }
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/v1/audit/chain/check', guard: 'signed_in', tag, summary: 'Read the whole log again and compare it with its seals',
    handle: async (ctx: Context): Promise<Answer> => {
      refuseWithoutAudit(ctx)
      const job = await transaction(ctx, (ctx) => startJob(ctx, { kind: 'audit.check', payload: {} }))
      return { status: 202, headers: { location: `/api/v1/jobs/${job}` }, body: { job } }
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/v1/audit/:id', guard: 'signed_in', tag, summary: 'One entry with everything that changed',
    handle: async (ctx: Context, { params }) => {
      refuseWithoutAudit(ctx)
      return { body: await auditEntry(ctx, idOf(params)) }
    },
  }),
]
