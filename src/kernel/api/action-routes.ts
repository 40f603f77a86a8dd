/** Actions as routes: what the domain does, by POST. */
import { defineRoute, type Route } from '../../platform/http/route.ts'
import { forbidden } from '../../platform/problems.ts'
import { objectOf, type Context } from '../context.ts'
import type { Action } from '../definitions/module.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { getRecord } from '../records/get.ts'
import { idOf } from './record-routes.ts'

export function actionRoute(action: Action, object: ObjectDefinition): Route<Context> {
  const isOnRecord = action.on === 'record'
  return defineRoute({
    method: 'POST',
    path: `/api/v1/${object.path}/${isOnRecord ? ':id/' : ''}${action.name}`,
    guard: 'signed_in',
    tag: object.plural_label.en,
    summary: `${action.label.en} ${action.label.zh}`,
    body: action.input,
    is_query: action.is_query,
    handle: async (ctx: Context, { params, body }) => {
      if (!action.guard(ctx)) throw forbidden()
      const id = isOnRecord ? idOf(params) : null
      // What may not be seen does not exist for an action either.
      if (id) await getRecord(ctx, objectOf(ctx, object.name), id, new Map([['id', null]]))
      return { body: await action.run(ctx, { id, input: body }) }
    },
  })
}
