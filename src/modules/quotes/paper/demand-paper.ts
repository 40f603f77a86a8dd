import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { ObjectDefinition } from '../../../kernel/definitions/object.ts'
import { forbidden } from '../../../platform/problems.ts'
import { quoteContent } from '../rules/quote-moves.ts'

/**
 * An offer is whole or it is none: nothing is left out of it for whoever may not read all of it, they neither print nor send it, nor open its
 * link anew. A shipping notice leaves out instead (orders/shipping): what it still says holds.
 * @throws Problem 403
 */
export function demandPaper(ctx: Context, document: ObjectDefinition): void {
  const reads = (object: ObjectDefinition, name: string) => !object.fields.has(name) || readableField(ctx, object, name) !== null
  const isWhole = [...quoteContent, 'number', 'total'].every((name) => reads(document, name)) && reads(objectOf(ctx, 'customer'), 'name')
  if (!isWhole) throw forbidden({ zh: '单据上有您看不到的内容，不能由您打印或发送', en: 'Something that stands on it is hidden from you: you can neither print nor send it' })
}
