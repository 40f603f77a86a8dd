import { conflict, forbidden, invalid, issue, notUnique } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { settingsShape } from '../../../kernel/definitions/custom-fields.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { refuseWrongRules } from './formulas.ts'

const mostPerObject = 200

/** The plain create of a custom field, which must name a real object and a key that is free there. */
export async function createCustomField(ctx: Context, input: Record<string, unknown>): Promise<string> {
  if (verdictOf(ctx, 'custom_field', 'create') === false) throw forbidden()
  const object = ctx.objects.get(String(input.object))
  if (!object) throw invalid([issue('object', 'unknown_object', '没有这个对象', 'There is no such object')])
  refuseUnknownTarget(ctx, input.settings)
  const key = String(input.key)
  const isCollection = ctx.registry.collections.get(object.name)?.some(({ name }) => name === key)
  if (isCollection || object.fields.has(key)) throw notUnique('key', '代码', 'Key')
  const count = [...object.fields.values()].filter((field) => field.custom_id).length
  if (count >= mostPerObject) throw conflict('too-many', { zh: `每个对象最多 ${mostPerObject} 个自定义字段`, en: `At most ${mostPerObject} custom fields an object` })
  await refuseWrongRules(ctx, { object: object.name, key, type: String(input.type), settings: input.settings })
  return (await createRecord(ctx, objectOf(ctx, 'custom_field'), input)).id
}

/** Only records that are found by words can be picked and named in files. */
function refuseUnknownTarget(ctx: Context, settings: unknown): void {
  const target = settingsShape.safeParse(settings).data?.target
  if (target === undefined || ctx.objects.get(target)?.search) return
  throw invalid([issue('settings.target', 'unknown_object', '不能指向这个对象', 'There are no references to such an object')])
}
