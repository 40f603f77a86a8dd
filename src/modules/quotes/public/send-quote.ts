import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Language } from '../../../platform/label.ts'
import { conflict } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { wrongState } from '../actions/move.ts'
import { demandPaper } from '../paper/demand-paper.ts'
import { keepPaper } from '../paper/keep-paper.ts'
import type { Paper } from '../paper/paper.ts'
import { printPaper } from '../paper/print-paper.ts'
import { paperOf } from '../queries/paper-of.ts'
import { newLink } from './links.ts'
import { queueQuoteMail } from './quote-mail.ts'
import { fileNameOf } from './public-routes.ts'

export interface Sending {
  /** Addresses; without any the link is handed over by other ways. */
  to: string[]
  message: string | null
  language: Language
}

export interface SendOptions {
  dataFolder: string
  hasMail: boolean
}

/**
 * Prints the quote, keeps what was printed, makes the link and queues the mail. From then on nothing of it changes; the version before
 * is replaced.
 * @returns the path of the page: shown once, only its hash is kept
 * @throws Problem 404; 403 also for whoever may not read all that stands on it; 409 for a quote that is not ready to be sent, or was changed while it was printed.
 */
export async function sendQuote(ctx: Context, id: string, sending: Sending, { dataFolder, hasMail }: SendOptions): Promise<{ path: string; is_mailed: boolean }> {
  const object = objectOf(ctx, 'quote')
  const { record, version } = await transaction(ctx, (ctx) => lockRecord(ctx, object, id, 'change'))
  demandPaper(ctx, object)
  if (record.status !== 'approved') throw wrongState()
  const paper = await paperOf(ctx, record, { kind: 'quote', language: sending.language, isDraft: false })
  if (paper.valid_until && paper.valid_until < paper.made_on) throw conflict('no-longer-valid', { zh: '有效期已过，请退回草稿修改', en: 'Its validity is over: take it back to draft and change it' })
  // Nothing is locked while it is printed.
  const bytes = await printPaper(paper)
  const file = await keepPaper(ctx, dataFolder, { name: fileNameOf(paper), bytes })
  return transaction(ctx, async (ctx) => {
    const now = await lockRecord(ctx, object, id, 'change')
    if (now.version !== version) throw conflict('changed-meanwhile', { zh: '发送时报价被修改，请重新发送', en: 'The quote was changed while it was being sent: send it again' })
    const patch = { status: 'sent', sent_at: ctx.clock.now().toISOString(), sent_to: sending.to, paper: file }
    await updateRecord(ctx, object, id, patch, { asSystem: true, verb: 'sent' })
    await replaceOthers(ctx, id, record)
    const { path, hash } = newLink(ctx)
    await keepSent(ctx, id, { paper, file, hash })
    const isMailed = hasMail && sending.to.length > 0
    if (isMailed) await queueQuoteMail(ctx, { path, number: paper.number, name: paper.name, ...sending })
    return { path, is_mailed: isMailed }
  })
}

async function keepSent(ctx: Context, id: string, { paper, file, hash }: { paper: Paper; file: string; hash: Buffer }): Promise<void> {
  await ctx.db.rows(
    sql`insert into sent_quotes (workspace_id, quote_id, sent_at, paper, file_id, token_hash, open_until)
      values (${sql.workspace}, ${id}::uuid, ${ctx.clock.now()}, ${JSON.stringify(paper)}::jsonb, ${file}::uuid, ${hash}, ${paper.valid_until ?? paper.made_on}::date)`,
  )
}

/** Versions before this one that a customer could still answer. There are few versions of a quote. */
async function replaceOthers(ctx: Context, id: string, record: Stored): Promise<void> {
  if (typeof record.root !== 'string') return
  const others = await ctx.db.rows<{ id: string }>(
    sql`select q.id::text as id from quotes q where q.workspace_id = ${sql.workspace} and q.deleted_at is null and q.id <> ${id}::uuid
      and (q.id = ${record.root}::uuid or q.root_id = ${record.root}::uuid) and q.status in ('sent', 'declined', 'expired') order by q.id`,
  )
  for (const other of others) await updateRecord(ctx, objectOf(ctx, 'quote'), other.id, { status: 'replaced' }, { asSystem: true, verb: 'replaced' })
}

/** A new link in place of the one that was sent; with `withdraw` none. @throws Problem 404, 403, 409 for what was not sent. */
export async function changeLink(ctx: Context, id: string, { withdraw }: { withdraw: boolean }): Promise<{ path: string | null }> {
  return transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'quote')
    const { record } = await lockRecord(ctx, object, id, 'change')
    if (!withdraw) demandPaper(ctx, object)
    if (record.status !== 'sent') throw wrongState()
    const link = withdraw ? null : newLink(ctx)
    await ctx.db.rows(sql`update sent_quotes s set token_hash = ${link?.hash ?? null} where s.workspace_id = ${sql.workspace} and s.quote_id = ${id}::uuid`)
    return { path: link?.path ?? null }
  })
}
