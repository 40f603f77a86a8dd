/** Files of reports: what an action cannot answer. */
import { Readable } from 'node:stream'
import { z } from 'zod'
import { downloadHeaders } from '../../platform/http/download.ts'
import { defineRoute, type Answer, type Route } from '../../platform/http/route.ts'
import { forbidden } from '../../platform/problems.ts'
import { idOf } from '../../kernel/api/record-routes.ts'
import type { Context } from '../../kernel/context.ts'
import { seesReports } from './actions/run-report.ts'
import { pdfOf, xlsxOf } from './paper/files-of.ts'
import { openReport } from './queries/open-report.ts'
import { runQuestion } from './queries/run-question.ts'

export const routes: Route<Context>[] = [
  defineRoute({
    method: 'GET', path: '/api/v1/reports/:id/file', guard: 'signed_in', isBytes: true, tag: 'Reports', summary: 'The report as the caller may see it, as XLSX or PDF',
    query: z.strictObject({ format: z.enum(['xlsx', 'pdf']).default('xlsx'), language: z.enum(['zh', 'en']).optional() }),
    handle: async (asking: Context, { params, query }): Promise<Answer> => {
      if (!seesReports(asking)) throw forbidden()
      const ctx = { ...asking, language: query.language ?? asking.language }
      const { name, question } = await openReport(ctx, idOf(params))
      const answer = await runQuestion(ctx, question)
      const bytes = await (query.format === 'pdf' ? pdfOf(ctx, name, answer) : xlsxOf(ctx, name, answer))
      return { headers: downloadHeaders(fileNameOf(name, query.format)), stream: Readable.from([bytes]) }
    },
  }),
]

export function fileNameOf(name: string, ending: string): string {
  return `${name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, ' ').trim() || 'report'}.${ending}`
}
