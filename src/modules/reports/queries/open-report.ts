/** A kept report, as the caller sees it. */
import { z } from 'zod'
import { invalid, notFound } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import { questionOf, type Question } from '../rules/question.ts'

export interface OpenReport {
  id: string
  name: string
  question: Question
}

const shape = z.object({ id: z.string(), name: z.string(), question: z.unknown() })

/** @throws Problem 404; 422 where what was kept is no question any more. */
export async function openReport(ctx: Context, id: string | null): Promise<OpenReport> {
  if (!id) throw notFound()
  const { json } = await getRecord(ctx, objectOf(ctx, 'report'), id)
  const { name, question } = shape.parse(JSON.parse(json))
  const found = questionOf(question)
  if ('issues' in found) throw invalid(found.issues)
  return { id, name, question: found.question }
}
