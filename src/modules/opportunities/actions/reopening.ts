import { beginning } from '../queries/stages.ts'
import type { Change } from './change-stage.ts'
import { reopenCompetition } from './settle-competition.ts'

/** Back to the stage it was in before it ended, or to the first where that is no more. What the end was stays in the history. */
export function reopening(id: string): Pick<Change, 'verb' | 'stage' | 'also'> & Required<Pick<Change, 'patch'>> {
  return {
    verb: 'reopened',
    stage: ({ closed_from: former, pipeline }, stages) => stages.find((stage) => stage.id === former && stage.kind === 'open') ?? beginning(stages, String(pipeline)),
    patch: () => ({ closed_at: null, closed_from: null, reason: null, reason_text: null, won_through: null }),
    also: (ctx) => reopenCompetition(ctx, id),
  }
}
