import { z } from 'zod'
import { notFound, Problem } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import type { ReportAnswer } from '../queries/answer.ts'
import type { OpenReport } from '../queries/open-report.ts'
import { runQuestion } from '../queries/run-question.ts'
import { reportsOfTiles, tilesShape } from '../queries/tiles.ts'

export interface TileAnswer {
  report: { id: string; name: string } | null
  size: 'small' | 'medium' | 'large'
  answer: ReportAnswer | null
  /** Why there is no answer, in the language of the reader. */
  problem: string | null
}

const shape = z.object({ tiles: tilesShape })

/** Every tile by itself: one that cannot be answered says why and keeps none of the others back. */
export const runDashboard = defineAction({
  name: 'run',
  object: 'dashboard',
  on: 'record',
  label: { zh: '运行', en: 'Run' },
  is_query: true,
  input: z.strictObject({}),
  guard: (ctx) => verdictOf(ctx, 'dashboard', 'see') !== false,
  run: async (ctx, { id }) => {
    if (!id) throw notFound()
    const { tiles } = shape.parse(JSON.parse((await getRecord(ctx, objectOf(ctx, 'dashboard'), id)).json))
    const reports = await reportsOfTiles(ctx, id, tiles)
    return { tiles: await Promise.all(tiles.map(async ({ report, size }) => ({ size, ...(await tileOf(ctx, reports.get(report))) }))) }
  },
})

/** @param report undefined: deleted, or not shared with the reader */
export async function tileOf(ctx: Context, report: OpenReport | undefined): Promise<Omit<TileAnswer, 'size'>> {
  if (!report) return { report: null, answer: null, problem: { zh: '此报表已删除，或未与您共享', en: 'This report was deleted, or is not shared with you' }[ctx.language] }
  const { id, name, question } = report
  try {
    return { report: { id, name }, answer: await runQuestion(ctx, question), problem: null }
  } catch (error) {
    return { report: { id, name }, answer: null, problem: problemWords(ctx, error) }
  }
}

/** @throws what is no answer to the reader's rights. */
export function problemWords(ctx: Context, error: unknown): string {
  if (!(error instanceof Problem) || error.status >= 500) throw error
  return error.issues.map(({ message }) => message[ctx.language]).join(' ') || error.title[ctx.language]
}
