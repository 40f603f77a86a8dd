import { forbidden } from '../../../platform/problems.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import type { Context } from '../../../kernel/context.ts'
import type { ObjectDefinition } from '../../../kernel/definitions/object.ts'

/** Nothing is read by way of a new document that is not read in what it is made of. @throws Problem 403 */
export function demandReadable(ctx: Context, source: ObjectDefinition, carried: readonly string[]): void {
  if (!carried.every((name) => !source.fields.has(name) || readableField(ctx, source, name))) throw forbidden()
}
