/** The caller's own notifications and how they come. */
import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { mailModes } from '../../kernel/definitions/notice.ts'
import { defineRoute, type Route } from '../../platform/http/route.ts'
import { forbidden } from '../../platform/problems.ts'
import { markRead } from './actions/mark-read.ts'
import { inbox, unreadCount } from './queries/inbox.ts'
import { changePreferences, preferencesOf } from './queries/preferences.ts'

const tag = 'Notifications'

export const routes: Route<Context>[] = [
  defineRoute({
    method: 'GET', path: '/api/v1/inbox', guard: 'signed_in', tag, summary: 'What the caller was told, in words, unread first',
    query: z.strictObject({ state: z.enum(['all', 'unread']).default('all'), kind: z.string().max(60).optional(), limit: z.coerce.number().int().min(1).max(100).default(30), cursor: z.string().max(100).optional() }),
    handle: async (ctx: Context, { query }) => ({ body: await inbox(ctx, query) }),
  }),
  defineRoute({
    method: 'POST', path: '/api/v1/inbox/read', guard: 'signed_in', tag, summary: 'Marks as read (or unread) these, those of one kind, or all',
    body: z.union([
      z.strictObject({ ids: z.array(z.uuid()).min(1).max(1000), read: z.boolean().default(true) }),
      z.strictObject({ kind: z.string().min(1).max(60), read: z.literal(true).default(true) }),
      z.strictObject({ all: z.literal(true), read: z.literal(true).default(true) }),
    ]),
    handle: async (ctx: Context, { body }) => {
      if (ctx.actor.key?.reaches('notification', 'write') === false) throw forbidden()
      await markRead(ctx, body, body.read)
      return { body: { unread: await unreadCount(ctx) } }
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/v1/notice-preferences', guard: 'signed_in', is_personal: true, tag, summary: 'How the caller wants to be told',
    handle: async (ctx: Context) => ({ body: await preferencesOf(ctx) }),
  }),
  defineRoute({
    method: 'PATCH', path: '/api/v1/notice-preferences', guard: 'signed_in', is_personal: true, tag, summary: 'Changes how the caller is told: by kind and channel, and when the digest leaves',
    body: z.strictObject({
      language: z.enum(['zh', 'en']).optional(),
      digest_hour: z.number().int().min(0).max(23).optional(),
      time_zone: z.string().min(1).max(60).nullish(),
      kinds: z.array(z.strictObject({ kind: z.string().max(60), app: z.boolean(), mail: z.enum(mailModes) })).max(200).optional(),
    }),
    handle: async (ctx: Context, { body }) => ({ body: await changePreferences(ctx, body) }),
  }),
]
