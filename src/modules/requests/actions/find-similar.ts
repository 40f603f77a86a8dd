import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { notFound } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import { whereOf } from '../../../kernel/query/list.ts'

/** Solved requests whose subject has words in common with this one, the most alike first. */
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
    const data = await ctx.db.rows(
      sql`select c.id, c.number, c.subject, c.cause, c.solution, c.completed_at, round(similarity(search_form(c.subject), w.form)::numeric, 2)::float as likeness
        from (select search_form(${words}) as form) w cross join service_requests c
        where ${whereOf(ctx, object, 'c', {})} and c.id <> ${id}::uuid and c.solution is not null and c.status in ('completed', 'evaluated', 'closed') and search_form(c.subject) % w.form
        order by similarity(search_form(c.subject), w.form) desc, c.completed_at desc limit 5`,
    )
    return { data }
  },
})
