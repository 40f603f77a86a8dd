/** Stages and what is said of them, in the words of people. */
import { idOf } from '../../../web/client/reference-parts.ts'
import { daysFromToday } from '../../../web/kit/format.ts'

import type { RecordData } from '../../../web/client/records.ts'
import type { BoardColumn } from '../queries/board.ts'

export { nameInLanguage } from '../../../web/kit/named-in-both.ts'

/** Whole days since an instant or day; 0 for today. */
export function daysSince(value: unknown): number {
  return Math.max(0, -(daysFromToday(value) ?? 0))
}

/** Still in a stage after its day. */
export function isStalled(record: Record<string, unknown>): boolean {
  const days = daysFromToday(record.stage_due_on)
  return record.status !== 'won' && record.status !== 'lost' && days !== undefined && days < 0
}

/** The columns of a pipeline by its stages alone, before anything in them is counted. */
export function columnsOf(stages: readonly RecordData[], pipeline: string): BoardColumn[] {
  return stages.filter((stage) => idOf(stage.pipeline) === pipeline).map((stage) => ({
    id: stage.id, name: String(stage.name), kind: stage.kind === 'won' || stage.kind === 'lost' ? stage.kind : 'open', probability: Number(stage.probability),
    expected_days: typeof stage.expected_days === 'number' ? stage.expected_days : null, is_deleted: false, count: 0, amount: null, weighted_amount: null, stalled: 0, in_other_currencies: 0,
  }))
}
