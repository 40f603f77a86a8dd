import { z } from 'zod'
import { invalid, issue } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { numberedField } from '../../../kernel/definitions/number-formats.ts'
import { formatFault } from '../../../kernel/records/number-format.ts'
import { nextNumber } from '../../../kernel/records/sequence.ts'

/** What the next number would be by a format that is still being written. */
export const previewNumber = defineAction({
  name: 'preview',
  object: 'number_format',
  on: 'collection',
  label: { zh: '预览编号', en: 'Preview a number' },
  is_query: true,
  input: z.strictObject({ object: z.string().max(60), format: z.string().max(200) }),
  guard: (ctx) => verdictOf(ctx, 'number_format', 'create') !== false,
  run: async (ctx, { input }) => {
    const object = ctx.objects.get(input.object)
    const field = object && numberedField(object)
    if (!object || !field) throw invalid([issue('object', 'unknown_object', '没有这个带编号的对象', 'There is no such object with numbers')])
    const fault = formatFault(input.format)
    if (fault || !input.format.isWellFormed() || input.format.includes('\0')) {
      throw invalid([{ path: 'format', code: 'invalid_format', message: fault ?? { zh: '含有无法保存的字符', en: 'Contains characters that cannot be stored' } }])
    }
    return { next: await nextNumber(ctx, object, field, input.format) }
  },
})
