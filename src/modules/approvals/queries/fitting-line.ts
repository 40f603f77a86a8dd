import { z } from 'zod'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { sql } from '../../../platform/db/sql.ts'
import { stepShape, type Step } from '../rules/steps.ts'
import { conditionOf } from '../save-line.ts'

interface Line {
  id: string
  condition: unknown
  steps: unknown
}

/** The first line that is switched on and that the record, the amount and whoever asks fit; null: no approval is needed. */
export async function fittingLine(ctx: Context, asked: { object: string; id: string; occasion: string; amount: string | null }): Promise<{ id: string; steps: Step[] } | null> {
  const { amount } = asked
  const lines = await ctx.db.rows<Line>(
    sql`select l.id, l.condition, l.steps from approval_lines l
      where l.workspace_id = ${sql.workspace} and l.object = ${asked.object} and l.occasion = ${asked.occasion} and l.is_active and l.deleted_at is null
        and (l.from_amount is null or ${amount}::numeric >= l.from_amount) and (l.to_amount is null or ${amount}::numeric < l.to_amount)
        and (cardinality(l.department_ids) = 0 or l.department_ids && ${ctx.actor.departmentPath}::uuid[])
        and (cardinality(l.role_ids) = 0 or l.role_ids && (select u.role_ids from users u where u.workspace_id = ${sql.workspace} and u.id = ${ctx.actor.id}::uuid))
      order by l.position, l.created_at, l.id`,
  )
  if (lines.length === 0) return null
  const cases = lines.map(({ condition }, place) => sql`when ${conditionOf(ctx, { object: asked.object, condition }, 'c')} then ${place}::int`)
  const [row] = await ctx.db.rows<{ place: number | null }>(
    sql`select case ${sql.join(cases, ' ')} end as place from ${sql.id(objectOf(ctx, asked.object).table)} c where c.workspace_id = ${sql.workspace} and c.id = ${asked.id}::uuid`,
  )
  const line = lines[row?.place ?? -1]
  return line ? { id: line.id, steps: z.array(stepShape).parse(line.steps) } : null
}
