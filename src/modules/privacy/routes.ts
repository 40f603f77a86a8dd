/** What is neither an object nor an action of one: copies of a person's data, who was erased, and the settings. */
import { Readable } from 'node:stream'
import { z } from 'zod'
import { transaction } from '../../platform/db/database.ts'
import { sql } from '../../platform/db/sql.ts'
import { defineRoute, type Answer, type Route } from '../../platform/http/route.ts'
import { forbidden, notFound } from '../../platform/problems.ts'
import { verdictOf } from '../../kernel/access/policy.ts'
import { idOf } from '../../kernel/api/record-routes.ts'
import { objectOf, type Context } from '../../kernel/context.ts'
import { appendEvent } from '../../kernel/history/events.ts'
import { personObject } from './actions/ask-erasure.ts'
import { requestExport } from './actions/request-export.ts'
import { changeSettings, settingsOf } from './person/erased-keys.ts'
import { returnsWhileTyping } from './queries/returns-while-typing.ts'

const tag = 'Personal data'

export const routes: Route<Context>[] = [
  defineRoute({
    method: 'POST', path: '/api/v1/person-exports', guard: 'signed_in', tag, summary: 'Everything about one person, as a file',
    body: z.strictObject({ object: z.string().max(60), record: z.uuid() }),
    handle: async (ctx: Context, { body }): Promise<Answer> => {
      const job = await requestExport(ctx, body)
      return { status: 202, headers: { location: `/api/v1/jobs/${job}` }, body: { job } }
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/v1/person-exports/:id/file', guard: 'signed_in', tag, summary: 'The file, for whoever asked for it',
    handle: async (ctx: Context, { params }): Promise<Answer> => {
      const [file] = await ctx.db.rows<{ object: string; record_id: string; file_name: string; content: Buffer }>(
        sql`select x.object, x.record_id, x.file_name, x.content from person_exports x
          where x.workspace_id = ${sql.workspace} and x.id = ${idOf(params)}::uuid and x.created_by = ${ctx.actor.id}`,
      )
      if (!file || ctx.actor.key?.reaches(file.object, 'read') === false) throw notFound()
      await appendEvent(ctx, objectOf(ctx, file.object), { verb: 'downloaded', recordId: file.record_id, aboutId: null, before: null, after: null, version: 0 })
      const name = encodeURIComponent(file.file_name.toWellFormed()).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
      const headers = { 'content-type': 'application/zip', 'content-disposition': `attachment; filename="person.zip"; filename*=UTF-8''${name}`, 'cache-control': 'private, no-store' }
      return { headers, stream: Readable.from([file.content]) }
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/v1/erased-returns/look', guard: 'signed_in', tag, summary: 'Whether what is being typed belongs to somebody who was erased',
    body: z.strictObject({ object: z.string().max(60), values: z.record(z.string().max(60), z.unknown()) }),
    handle: async (ctx: Context, { body }) => ({ body: { data: await returnsWhileTyping(ctx, personObject(ctx, body.object), body.values) } }),
  }),
  defineRoute({
    method: 'GET', path: '/api/v1/privacy-settings', guard: 'signed_in', tag, summary: 'How erasures are decided',
    handle: async (ctx: Context) => {
      if (verdictOf(ctx, 'erasure', 'see') === false) throw forbidden()
      return { body: await settingsOf(ctx) }
    },
  }),
  defineRoute({
    method: 'PATCH', path: '/api/v1/privacy-settings', guard: 'signed_in', tag, summary: 'Whether a second person has to approve erasures',
    body: z.strictObject({ two_step: z.boolean() }),
    handle: async (ctx: Context, { body }) => {
      if (verdictOf(ctx, 'erasure', 'change') === false) throw forbidden()
      return transaction(ctx, async (ctx) => {
        const before = await settingsOf(ctx)
        await changeSettings(ctx, body)
        const event = { verb: 'settings_changed', recordId: ctx.workspace.id, aboutId: null, version: 0 }
        if (before.two_step !== body.two_step) await appendEvent(ctx, objectOf(ctx, 'erasure'), { ...event, before: { two_step: before.two_step }, after: { two_step: body.two_step } })
        return { body }
      })
    },
  }),
]
