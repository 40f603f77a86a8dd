/** What needs more than the record: papers and links. */
import { z } from 'zod'
import { defineRoute, type Answer, type Route } from '../../platform/http/route.ts'
import { downloadHeaders } from '../../platform/http/download.ts'
import { idOf } from '../../kernel/api/record-routes.ts'
import { objectOf, type Context } from '../../kernel/context.ts'
import { transaction } from '../../platform/db/database.ts'
import { sql } from '../../platform/db/sql.ts'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileFolder } from '../../kernel/files/keep-file.ts'
import { lockRecord } from '../../kernel/records/update.ts'
import type { Runtime } from '../../kernel/runtime.ts'
import { demandPaper } from './paper/demand-paper.ts'
import type { Paper } from './paper/paper.ts'
import { sheetOf } from './paper/sheet-of.ts'
import { printPaper } from './paper/print-paper.ts'
import { fileNameOf, pdfHeaders, publicQuoteRoutes } from './public/public-routes.ts'
import { changeLink, sendQuote } from './public/send-quote.ts'
import { paperOf } from './queries/paper-of.ts'

export interface QuoteOptions {
  dataFolder: string
  /** Where people reach this installation; null: links are answered as paths. */
  publicUrl: string | null
  hasMail: boolean
}

const language = z.enum(['zh', 'en']).optional()

export function quoteRoutes(runtime: Runtime, options: QuoteOptions): Route<Context>[] {
  const addressOf = (path: string | null) => path && `${options.publicUrl ?? ''}${path}`
  return [
    defineRoute({
      method: 'POST', path: '/api/v1/quotes/:id/send', guard: 'signed_in', holds_secret: true, tag: 'Quotes', summary: 'Send 发送: the PDF, a link for the customer, and a mail where one can be sent',
      body: z.strictObject({ to: z.array(z.email().max(254)).max(10).default([]), message: z.string().trim().max(2000).nullish(), language }),
      handle: async (ctx: Context, { params, body }): Promise<Answer> => {
        const { path, is_mailed } = await sendQuote(ctx, idOf(params), { to: body.to, message: body.message || null, language: body.language ?? ctx.language }, options)
        return { body: { link: addressOf(path), is_mailed } }
      },
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/quotes/:id/link', guard: 'signed_in', holds_secret: true, tag: 'Quotes', summary: 'New link 新链接: the one before no longer works',
      handle: async (ctx: Context, { params }): Promise<Answer> => ({ body: { link: addressOf((await changeLink(ctx, idOf(params), { withdraw: false })).path) } }),
    }),
    defineRoute({
      method: 'POST', path: '/api/v1/quotes/:id/withdraw-link', guard: 'signed_in', tag: 'Quotes', summary: 'Withdraw the link 撤回链接',
      handle: async (ctx: Context, { params }): Promise<Answer> => {
        await changeLink(ctx, idOf(params), { withdraw: true })
        return { status: 204 }
      },
    }),
    ...(['quote', 'contract'] as const).map((kind) =>
      defineRoute({
        method: 'GET', path: `/api/v1/${kind}s/:id/pdf`, guard: 'signed_in', isBytes: true, tag: 'Quotes', summary: 'The PDF: as it was sent, else as it is now',
        query: z.strictObject({ language }),
        handle: (ctx: Context, { params, query }): Promise<Answer> => pdfOf(ctx, kind, idOf(params), query.language ?? ctx.language, options.dataFolder),
      }),
    ),
    ...(['quote', 'contract'] as const).map((kind) =>
      defineRoute({
        method: 'GET', path: `/api/v1/${kind}s/:id/xlsx`, guard: 'signed_in', isBytes: true, tag: 'Quotes', summary: 'The same as a sheet: lines, what bundles are made of, totals',
        query: z.strictObject({ language }),
        handle: async (ctx: Context, { params, query }): Promise<Answer> => {
          const { paper } = await paperFor(ctx, kind, idOf(params), query.language ?? ctx.language)
          return { headers: downloadHeaders(fileNameOf(paper, 'xlsx')), stream: Readable.from([await sheetOf(paper)]) }
        },
      }),
    ),
    ...publicQuoteRoutes(runtime, options),
  ]
}

async function pdfOf(ctx: Context, kind: Paper['kind'], id: string, language: Paper['language'], dataFolder: string): Promise<Answer> {
  const { paper, file } = await paperFor(ctx, kind, id, language)
  if (file) return { headers: pdfHeaders(fileNameOf(paper)), stream: createReadStream(join(fileFolder(dataFolder, ctx.workspace.id), file)) }
  return { headers: { ...pdfHeaders(fileNameOf(paper)), 'cache-control': 'private, no-store' }, stream: Readable.from([await printPaper(paper)]) }
}

/** As it was sent, with its file; else as it is now. @throws Problem 404; 403 for whoever may not read all that stands on it. */
async function paperFor(ctx: Context, kind: Paper['kind'], id: string, language: Paper['language']): Promise<{ paper: Paper; file?: string }> {
  const object = objectOf(ctx, kind)
  const { record } = await transaction(ctx, (ctx) => lockRecord(ctx, object, id, 'see'))
  demandPaper(ctx, object)
  const sent = kind === 'quote' ? await sentPaper(ctx, id) : null
  if (sent) return sent
  const isDraft = ['draft', 'in_approval', ...(kind === 'quote' ? ['approved'] : [])].includes(String(record.status))
  return { paper: await paperOf(ctx, record, { kind, language, isDraft }) }
}

async function sentPaper(ctx: Context, id: string): Promise<{ paper: Paper; file: string } | null> {
  const [row] = await ctx.db.rows<{ paper: Paper; file: string }>(sql`select s.paper, s.file_id::text as file from sent_quotes s where s.workspace_id = ${sql.workspace} and s.quote_id = ${id}::uuid`)
  return row ?? null
}
