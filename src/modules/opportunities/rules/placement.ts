/** What an opportunity takes over from the stage it enters. Pure. */
import { addDays } from '../../../platform/calendar/days.ts'
import { dayOf, startOfDay } from '../../../platform/calendar/zones.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import type { Stage } from '../queries/stages.ts'
import { probabilityAfter } from './worth.ts'

/** Where it was; nothing for one that is new. */
interface Place {
  probability?: Value
  stage_probability?: Value
}

export function placeIn(stage: Stage, from: Place, when: { at: Date; timeZone: string }): Record<string, Value> {
  const isOpen = stage.kind === 'open'
  return {
    pipeline: stage.pipeline,
    stage: stage.id,
    status: stage.kind,
    stage_since: when.at.toISOString(),
    stage_due_on: isOpen && stage.expected_days !== null ? addDays(dayOf(when.at, when.timeZone), stage.expected_days) : null,
    stage_probability: stage.probability,
    // At an end nothing is probable any more: it is so, or it is not.
    probability: isOpen ? probabilityAfter(numberOf(from.probability), { left: numberOf(from.stage_probability), entered: stage.probability }) : stage.probability,
  }
}

/** When something from former records came to its stage, never in the future: the end of a closed one, the beginning of an open one. */
export function formerTime(day: Value | undefined, when: { at: Date; timeZone: string }): Date {
  if (typeof day !== 'string') return when.at
  const start = startOfDay(day, when.timeZone)
  return start < when.at ? start : when.at
}

function numberOf(value: Value | undefined): number | null {
  return typeof value === 'number' ? value : null
}
