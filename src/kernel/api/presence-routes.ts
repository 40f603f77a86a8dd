/** "I am at this record": asked every few seconds by open pages, answered with who else is. */
import { z } from 'zod'
import { defineRoute, type Route } from '../../platform/http/route.ts'
import { visibleField } from '../access/visible-fields.ts'
import { objectOf, type Context } from '../context.ts'
import { presence, type Place } from '../presence.ts'
import { getRecord } from '../records/get.ts'
import type { ObjectPlace } from './object-place.ts'
import { idOf } from './record-routes.ts'

const body = z.strictObject({
  /** Of the browser window: a person may have several. */
  window: z.string().regex(/^[\w-]{16,64}$/),
  /** The field being edited. */
  editing: z.string().max(100).nullish(),
  is_gone: z.boolean().optional(),
})

const onlyId = new Map([['id', null]])

/** A person's own doing: keys are not people, and who looks as somebody is not that person. */
export function presenceRoute({ object: described, base, current }: ObjectPlace): Route<Context> {
  return defineRoute({
    method: 'POST', path: `${base}/:id/presence`, guard: 'signed_in', is_personal: true, tag: described.plural_label.en, summary: 'Being at a record; answers who else is', body,
    handle: async (ctx: Context, { params, body }) => {
      const id = idOf(params)
      const object = current(ctx, params)
      const place = placeOf(ctx, { object: object.name, id })
      if (body.is_gone) {
        presence.leave(place, windowOf(ctx, body.window))
        return { status: 204 }
      }
      // Each sign is one with the right to see the record, as it is by then.
      await getRecord(ctx, object, id, onlyId)
      const editing = body.editing && object.fields.has(body.editing) ? body.editing : null
      presence.stay(place, windowOf(ctx, body.window), { person: { id: ctx.actor.id, name: ctx.actor.name }, editing, since: ctx.clock.now() })
      return { body: othersAt(ctx, { object: object.name, id }) }
    },
  })
}

/** Who else is at the record, as the caller may hear of it: not of fields that are hidden from the caller. */
export function othersAt(ctx: Context, { object, id }: { object: string; id: string }) {
  const definition = objectOf(ctx, object)
  const data = presence.othersAt(placeOf(ctx, { object, id }), ctx.actor.id).map(({ person, editing, since }) => ({
    ...person,
    is_editing: editing !== null,
    field: editing !== null && visibleField(ctx, definition, editing) ? editing : null,
    since: since.toISOString(),
  }))
  return { data, turn: presence.turn() }
}

function placeOf(ctx: Context, { object, id }: { object: string; id: string }): Place {
  return { workspaceId: ctx.workspace.id, object, id }
}

/** Nobody speaks for a window of somebody else. */
function windowOf(ctx: Context, window: string): string {
  return `${ctx.actor.id} ${window}`
}
