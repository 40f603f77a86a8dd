import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { contactGoal } from '../queries/contact-goal.ts'

interface Row {
  by: number
  key: string | null
  name: string | null
  leads: number
  contacted: number
  median: number | null
  in_time: number
  waiting: number
}

/** How soon leads were contacted, in working minutes: in all, by source and by owner, among those that came in a period and that the caller may see. One statement. */
export const showSpeed = defineAction({
  name: 'speed',
  object: 'lead',
  on: 'collection',
  label: { zh: '首次联系速度', en: 'Speed to first contact' },
  is_query: true,
  input: z.strictObject({ days: z.number().int().min(1).max(3660).default(90) }),
  guard: (ctx) => verdictOf(ctx, 'lead', 'see') !== false,
  run: async (ctx, { input }) => {
    const since = new Date(ctx.clock.now().getTime() - input.days * 86_400_000)
    const rows = await ctx.db.rows<Row>(sql`
      select g.by, coalesce(g.source, g.owner_id::text) as key, u.name, g.leads, g.contacted, g.median, g.in_time, g.waiting from (
        select grouping(c.source, c.owner_id) as by, c.source, c.owner_id, count(*)::int as leads, count(c.first_contact_at)::int as contacted,
          percentile_cont(0.5) within group (order by c.minutes_to_first_contact) as median,
          (count(*) filter (where c.first_contact_at <= c.contact_due_at))::int as in_time,
          (count(*) filter (where c.first_contact_at is null and c.status in ('new', 'working')))::int as waiting
        from leads c where ${whereOf(ctx, objectOf(ctx, 'lead'), 'c', {})} and c.created_at >= ${since}
        group by grouping sets ((c.source), (c.owner_id), ())) g
      left join users u on u.workspace_id = ${sql.workspace} and u.id = g.owner_id and g.by = 2
      order by g.leads desc, key`)
    const of = (by: number) => rows.filter((row) => row.by === by).map(({ by: _by, ...row }) => row)
    const [total] = of(3)
    return { goal_minutes: await contactGoal(ctx), total: total ?? null, sources: of(1), people: of(2) }
  },
})
