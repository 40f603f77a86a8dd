import { forbidden, invalid, issue } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { numberedField } from '../../../kernel/definitions/number-formats.ts'
import { createRecord } from '../../../kernel/records/create.ts'

/** The plain create of a number format, which must name an object that has numbers. */
export async function createNumberFormat(ctx: Context, input: Record<string, unknown>): Promise<string> {
  if (verdictOf(ctx, 'number_format', 'create') === false) throw forbidden()
  const object = typeof input.object === 'string' ? ctx.objects.get(input.object) : undefined
  if (!object || !numberedField(object)) throw invalid([issue('object', 'unknown_object', '没有这个带编号的对象', 'There is no such object with numbers')])
  return (await createRecord(ctx, objectOf(ctx, 'number_format'), input)).id
}
