import { z } from 'zod'
import { isDay } from '../../../platform/calendar/days.ts'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { forbidden } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { levelOf, type LevelRow } from '../queries/level.ts'
import { countedOf, serviceLevel } from '../rules/service-level.ts'

export type LevelLine = Omit<LevelRow, 'kind'> & { counted: number; percent: number | null }

export interface Level {
  day: string
  total: LevelLine | null
  half_hours: LevelLine[]
  queues: LevelLine[]
}

/** How soon incoming calls of a day were answered, today where no day is named. */
export const showLevel = defineAction({
  name: 'level',
  object: 'call',
  on: 'collection',
  label: { zh: '服务水平', en: 'Service level' },
  is_query: true,
  input: z.strictObject({ day: z.string().refine((text) => isDay(text) && text > '1900' && text < '2200', { message: 'A day such as 2026-03-02' }).nullish(), queue: z.uuid().nullish() }),
  guard: (ctx) => verdictOf(ctx, 'call', 'see') !== false,
  run: async (ctx, { input }): Promise<Level> => {
    const object = objectOf(ctx, 'call')
    if (!['direction', 'status', 'queue', 'arrived_at', 'answered_at', 'waiting_seconds', 'talk_seconds', 'wrap_up_seconds'].every((name) => readableField(ctx, object, name))) throw forbidden()
    const day = input.day ?? dayOf(ctx.clock.now(), ctx.workspace.timeZone)
    const rows = await levelOf(ctx, { day, queue: input.queue ?? null })
    const of = (wanted: number) => rows.filter(({ kind }) => kind === wanted).map(({ kind: _kind, ...row }) => ({ ...row, counted: countedOf(row), percent: serviceLevel(row) }))
    return { day, total: of(2).find(({ answered, missed, abandoned, short }) => answered + missed + abandoned + short > 0) ?? null, half_hours: of(0), queues: of(1) }
  },
})
