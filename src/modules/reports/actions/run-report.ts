import { z } from 'zod'
import { verdictOf } from '../../../kernel/access/policy.ts'
import type { Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { openReport } from '../queries/open-report.ts'
import { runQuestion } from '../queries/run-question.ts'
import { questionShape } from '../rules/question.ts'

export const seesReports = (ctx: Context) => verdictOf(ctx, 'report', 'see') !== false

/** A kept report; `range` looks at another period than the kept one. */
export const runReport = defineAction({
  name: 'run',
  object: 'report',
  on: 'record',
  label: { zh: '运行', en: 'Run' },
  is_query: true,
  input: z.strictObject({ range: z.string().max(40).optional() }),
  guard: seesReports,
  run: async (ctx, { id, input: { range } }) => {
    const { question } = await openReport(ctx, id)
    return runQuestion(ctx, range && question.period ? { ...question, period: { ...question.period, range } } : question)
  },
})

/** A question that nobody kept yet. */
export const askQuestion = defineAction({
  name: 'ask',
  object: 'report',
  on: 'collection',
  label: { zh: '提问', en: 'Ask' },
  is_query: true,
  input: z.strictObject({ question: questionShape }),
  guard: seesReports,
  run: (ctx, { input }) => runQuestion(ctx, input.question),
})
