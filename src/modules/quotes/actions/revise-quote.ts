import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { conflict, notFound } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { quoteContent } from '../rules/quote-moves.ts'
import { wrongState } from './move.ts'
import { mayChangeQuotes } from './submit-quote.ts'

const revisable = ['sent', 'declined', 'expired']

/** What was sent stays as it was: a change of it is a new version under the same number, which replaces it when it is sent. */
export const reviseQuote = defineAction({
  name: 'revise',
  object: 'quote',
  on: 'record',
  label: { zh: '新版本', en: 'New version' },
  input: z.strictObject({}),
  guard: mayChangeQuotes,
  run: (ctx, { id }) => {
    if (!id) throw notFound()
    return transaction(ctx, (ctx) => revise(ctx, id))
  },
})

async function revise(ctx: Context, id: string): Promise<unknown> {
  const object = objectOf(ctx, 'quote')
  const { record } = await lockRecord(ctx, object, id, 'change')
  if (!revisable.includes(String(record.status))) throw wrongState()
  const root = String(record.root ?? id)
  // Of two at the same moment one waits here for the version of the other.
  await ctx.db.rows(sql`select q.id from quotes q where q.workspace_id = ${sql.workspace} and q.id = ${root}::uuid for no key update`)
  const versions = await ctx.db.rows<{ id: string; version_number: number; status: string }>(
    sql`select q.id, q.version_number::int as version_number, q.status from quotes q where q.workspace_id = ${sql.workspace} and q.deleted_at is null and (q.id = ${root}::uuid or q.root_id = ${root}::uuid)`,
  )
  if (versions.some(({ status }) => ['draft', 'in_approval', 'approved'].includes(status))) throw conflict('version-open', { zh: '已有一个未发送的新版本', en: 'A new version is being written already' })
  const content = Object.fromEntries(quoteContent.map((name) => [name, record[name]]))
  const highest = Math.max(...versions.map(({ version_number: number }) => number))
  const { json } = await createRecord(ctx, object, { ...content, number: record.number, owner: record.owner, valid_until: null, root, version_number: highest + 1 }, { asSystem: true })
  return JSON.parse(json)
}
