/** Who may see one record and why, with whom it is shared, and the whole of a masked value on demand. */
import { z } from 'zod'
import { defineRoute, type Answer, type Route } from '../../platform/http/route.ts'
import { sql } from '../../platform/db/sql.ts'
import { forbidden, notFound } from '../../platform/problems.ts'
import { explainAccess } from '../access/explain-access.ts'
import { allowed } from '../access/policy.ts'
import { revealField } from '../access/reveal.ts'
import { shareRecord, sharesOf, unshareRecord } from '../access/shares.ts'
import type { Context } from '../context.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { getRecord } from '../records/get.ts'
import { isLiving } from '../records/living.ts'
import type { ObjectPlace } from './object-place.ts'
import { idOf } from './record-routes.ts'

/** The context of a person as that person would have it now; null for somebody who does not work here. */
export type PersonContext = (ctx: Context, userId: string) => Promise<Context | null>

const onlyId = new Map([['id', null]])

const shareBody = z.strictObject({
  person: z.uuid().optional(),
  department: z.uuid().optional(),
  right: z.enum(['read', 'write']),
  until: z.iso.date().nullish(),
  note: z.string().max(500).nullish(),
})

export function accessRoutes({ object, base, current }: ObjectPlace, contextOf: PersonContext): Route<Context>[] {
  const tag = object.plural_label.en
  const routes: Route<Context>[] = [
    defineRoute({
      method: 'GET', path: `${base}/:id/access`, guard: 'signed_in', tag, summary: 'What a person may do with the record, and why', query: z.strictObject({ person: z.uuid().optional() }),
      handle: async (ctx, { params, query }) => {
        const id = idOf(params)
        const isOther = query.person !== undefined && query.person !== ctx.actor.id
        await refuseUnseen(ctx, current(ctx, params), id, isOther ? 'change' : 'see')
        const of = isOther && query.person ? await contextOf(ctx, query.person) : ctx
        if (!of) throw notFound()
        return { body: await explainAccess(ctx, of, current(of, params), id) }
      },
    }),
    defineRoute({
      method: 'POST', path: `${base}/:id/reveal`, guard: 'signed_in', tag, summary: 'The whole of a masked value; each asking is logged', body: z.strictObject({ field: z.string().max(60) }),
      handle: async (ctx, { params, body }) => ({ body: await revealField(ctx, current(ctx, params), idOf(params), body.field) }),
    }),
  ]
  return object.is_shareable ? [...routes, ...sharingRoutes({ object, base, current }, tag)] : routes
}

function sharingRoutes({ base, current }: ObjectPlace, tag: string): Route<Context>[] {
  return [
    defineRoute({
      method: 'GET', path: `${base}/:id/shares`, guard: 'signed_in', tag, summary: 'With whom the record is shared',
      handle: async (ctx: Context, { params }) => {
        await getRecord(ctx, current(ctx, params), idOf(params), onlyId)
        return { body: { data: await sharesOf(ctx, current(ctx, params), idOf(params)) } }
      },
    }),
    defineRoute({
      method: 'POST', path: `${base}/:id/share`, guard: 'signed_in', tag, summary: 'Share the record with a person or a department', body: shareBody,
      handle: async (ctx, { params, body }) => ({ status: 201, body: await shareRecord(ctx, current(ctx, params), idOf(params), body) }),
    }),
    defineRoute({
      method: 'POST', path: `${base}/:id/unshare`, guard: 'signed_in', tag, summary: 'Take a share back', body: z.strictObject({ share: z.uuid() }),
      handle: async (ctx, { params, body }): Promise<Answer> => {
        await unshareRecord(ctx, current(ctx, params), idOf(params), body.share)
        return { status: 204 }
      },
    }),
  ]
}

async function refuseUnseen(ctx: Context, object: ObjectDefinition, id: string, verb: 'see' | 'change'): Promise<void> {
  const [row] = await ctx.db.rows<{ may: boolean }>(
    sql`select ${allowed(ctx, object.name, verb, 'c')} as may from ${sql.id(object.table)} c
      where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid and ${isLiving(ctx, object, 'c')} and ${allowed(ctx, object.name, 'see', 'c')}`,
  )
  if (!row) throw notFound()
  if (!row.may) throw forbidden()
}
