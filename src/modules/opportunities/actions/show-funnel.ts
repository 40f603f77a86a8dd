import { z } from 'zod'
import { isDay } from '../../../platform/calendar/days.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import type { Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { funnelOf } from '../queries/funnel.ts'
import { winLossOf } from '../queries/win-loss.ts'

const day = z.string().refine((text) => isDay(text) && text > '1900' && text < '2200', { message: 'A day such as 2026-05-01' })
const period = { from: day, to: day, filter: z.record(z.string(), z.unknown()).optional() }
const isForward = ({ from, to }: { from: string; to: string }) => from <= to
const backward = { message: 'from is after to', path: ['to'] }
const maySee = (ctx: Context) => verdictOf(ctx, 'opportunity', 'see') !== false

export const showFunnel = defineAction({
  name: 'funnel',
  object: 'opportunity',
  on: 'collection',
  label: { zh: '漏斗', en: 'Funnel' },
  is_query: true,
  input: z.strictObject({ pipeline: z.uuid(), ...period }).refine(isForward, backward),
  guard: maySee,
  run: (ctx, { input }) => funnelOf(ctx, { ...input, pipeline: input.pipeline.toLowerCase() }),
})

export const showWinLoss = defineAction({
  name: 'win-loss',
  object: 'opportunity',
  on: 'collection',
  label: { zh: '赢单与输单分析', en: 'Win and loss' },
  is_query: true,
  input: z.strictObject({ pipeline: z.uuid().optional(), ...period }).refine(isForward, backward),
  guard: maySee,
  run: (ctx, { input }) => winLossOf(ctx, input),
})
