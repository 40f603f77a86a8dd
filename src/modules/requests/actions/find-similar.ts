import { z } from 'zod'
import { notFound } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import { similarSolved } from '../queries/similar-solved.ts'

/** Solved requests whose subject says the same as this one, the most alike first. */
export const similarRequests = defineAction({
  name: 'similar',
  object: 'request',
  on: 'record',
  label: { zh: '相似的已解决请求', en: 'Similar solved requests' },
  is_query: true,
  input: z.strictObject({ words: z.string().trim().min(1).max(300).optional() }),
  guard: (ctx) => verdictOf(ctx, 'request', 'see') !== false,
  run: async (ctx, { id, input }) => {
    if (!id) throw notFound()
    const object = objectOf(ctx, 'request')
    const record: { subject?: string } = JSON.parse((await getRecord(ctx, object, id)).json)
    const readable = ['subject', 'solution', 'cause'].every((name) => readableField(ctx, object, name))
    const words = input.words ?? record.subject ?? ''
    if (!readable || words === '') return { data: [] }
    return { data: await similarSolved(ctx, words, id) }
  },
})
