import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { invalid } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { runBatch } from '../../../kernel/records/batch.ts'
import { parseDayList } from '../rules/day-list.ts'

/**
 * Days from a list, all or none; one the company has spoken of already is changed. Answers the batch that undoes it, as
 * `POST /calendar-days/batch` takes it.
 */
export const importCalendarDays = defineAction({
  name: 'import-days',
  object: 'calendar',
  on: 'record',
  label: { zh: '导入日期', en: 'Import days' },
  input: z.strictObject({ text: z.string().max(50_000) }),
  guard: (ctx) => verdictOf(ctx, 'calendar_day', 'create') !== false,
  run: (ctx, { id, input }) =>
    transaction(ctx, async (ctx) => {
      const { days, faults } = parseDayList(input.text)
      if (faults.length > 0 || days.length === 0) {
        const lines = faults.slice(0, 20).join(', ')
        throw invalid([{ path: 'text', code: 'invalid_days', message: faults.length === 0 ? { zh: '没有日期', en: 'There is no day in it' } : { zh: `这些行不是日期：${lines}`, en: `These lines are no days: ${lines}` } }])
      }
      const known = await ctx.db.rows<{ id: string; day: string; kind: string; name: string | null; hours: unknown }>(
        sql`select d.id, d.day::text as day, d.kind, d.name, d.hours from calendar_days d where d.workspace_id = ${sql.workspace}
          and d.calendar_id = ${id}::uuid and d.deleted_at is null and d.day = any(${days.map(({ day }) => day)}::date[]) for no key update`,
      )
      const idOf = new Map(known.map((each) => [each.day, each.id]))
      const { results } = await runBatch(ctx, objectOf(ctx, 'calendar_day'), {
        create: days.filter(({ day }) => !idOf.has(day)).map((day) => ({ calendar: id, ...day })),
        update: days.flatMap(({ day, kind, name }) => (idOf.has(day) ? [{ id: idOf.get(day), kind, name, hours: [] }] : [])),
        delete: [],
        atomic: true,
      })
      const created = results.flatMap(({ operation, id }) => (operation === 'create' && id ? [id] : []))
      return { created: created.length, changed: known.length, undo: { delete: created, update: known.map(({ id, kind, name, hours }) => ({ id, kind, name, hours })), atomic: true } }
    }),
})
