/** Where the records of an object are reached. */
import { notFound } from '../../platform/problems.ts'
import { objectOf, type Context } from '../context.ts'
import type { MadeObjects } from '../definitions/made-objects.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { withSystemFields } from '../definitions/registry.ts'

export interface ObjectPlace {
  /** What the routes are described with: the definition known at start. */
  object: ObjectDefinition
  base: string
  /** The object of the workspace, which may have added fields. @throws Problem 404 where the address names none. */
  current(ctx: Context, params: Record<string, string>): ObjectDefinition
}

export function placeOf(object: ObjectDefinition): ObjectPlace {
  return { object, base: `/api/v1/${object.path}`, current: (ctx) => objectOf(ctx, object.name) }
}

/** One place for all objects that workspaces make. */
export function placeOfMade({ path_prefix: prefix, example }: MadeObjects): ObjectPlace {
  return {
    object: withSystemFields(example),
    base: `/api/v1/${prefix}:made`,
    current: (ctx, { made }) => {
      const found = [...ctx.objects.values()].find(({ path }) => path === `${prefix}${made}`)
      if (!found) throw notFound()
      return found
    },
  }
}
