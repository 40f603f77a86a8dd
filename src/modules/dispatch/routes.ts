/** What is neither object nor act: the voucher on paper. */
import { Readable } from 'node:stream'
import { z } from 'zod'
import { transaction } from '../../platform/db/database.ts'
import { dispositionOf } from '../../platform/http/disposition.ts'
import { defineRoute, type Answer, type Route } from '../../platform/http/route.ts'
import { printPages } from '../../platform/print/print-pages.ts'
import { forbidden } from '../../platform/problems.ts'
import { readableField } from '../../kernel/access/visible-fields.ts'
import { idOf } from '../../kernel/api/record-routes.ts'
import { objectOf, type Context } from '../../kernel/context.ts'
import { lockRecord } from '../../kernel/records/update.ts'
import { voucherPaper } from './paper/voucher-paper.ts'

export function dispatchRoutes({ dataFolder }: { dataFolder: string }): Route<Context>[] {
  return [
    defineRoute({
      method: 'GET', path: '/api/v1/service-vouchers/:id/pdf', guard: 'signed_in', isBytes: true, tag: 'Service vouchers', summary: 'The voucher on paper 打印服务凭证',
      query: z.strictObject({ language: z.enum(['zh', 'en']).optional() }),
      handle: async (ctx: Context, { params, query }): Promise<Answer> => {
        const object = objectOf(ctx, 'service_voucher')
        const { record } = await transaction(ctx, (ctx) => lockRecord(ctx, object, idOf(params), 'see'))
        // A paper shows all of it: it is for whoever reads all of it.
        if (!['work', 'lines', 'total', 'signed_by', 'signature'].every((name) => readableField(ctx, object, name))) throw forbidden()
        const paper = await voucherPaper(ctx, record, { language: query.language ?? ctx.language, dataFolder })
        const bytes = await printPages(new URL('./paper/page-definition.ts', import.meta.url), paper)
        const headers = { 'content-type': 'application/pdf', 'content-disposition': dispositionOf('inline', `${paper.number}.pdf`), 'cache-control': 'private, no-store', 'content-security-policy': "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'" }
        return { headers, stream: Readable.from([bytes]) }
      },
    }),
  ]
}
