import { conflict, invalid, issue } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { createRecord } from '../../../kernel/records/create.ts'

const mostPerObject = 200

/** The plain create of a custom field, which must name a real object and a key that is free there. */
export async function createCustomField(ctx: Context, input: Record<string, unknown>): Promise<string> {
  const object = ctx.objects.get(String(input.object))
  if (!object) throw invalid([issue('object', 'unknown_object', '没有这个对象', 'There is no such object')])
  if (object.fields.has(String(input.key))) throw conflict('not-unique', { zh: '此代码已被使用', en: 'This key is already in use' })
  const count = [...object.fields.values()].filter((field) => field.custom_id).length
  if (count >= mostPerObject) throw conflict('too-many', { zh: `每个对象最多 ${mostPerObject} 个自定义字段`, en: `At most ${mostPerObject} custom fields an object` })
  return (await createRecord(ctx, objectOf(ctx, 'custom_field'), input)).id
}
