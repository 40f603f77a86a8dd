import { z } from 'zod'
import { notFound } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import type { Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { simpleValue } from '../models/simple-value.ts'
import { gridOf } from '../queries/grid.ts'
import { valueCurve } from '../queries/value-curve.ts'

const name = z.string().max(60)
const guard = (ctx: Context) => verdictOf(ctx, 'customer_value', 'see') !== false

/** Any two metrics against each other, of the customers that the caller may see. */
export const showGrid = defineAction({
  name: 'grid',
  object: 'customer_value',
  on: 'collection',
  label: { zh: '十六格', en: 'Sixteen cells' },
  is_query: true,
  input: z.strictObject({ across: name, up: name }),
  guard,
  run: (ctx, { input }) => gridOf(ctx, input),
})

/** How one customer's values went, as far as they were kept. */
export const showCurve = defineAction({
  name: 'curve',
  object: 'customer_value',
  on: 'record',
  label: { zh: '价值曲线', en: 'Curve of values' },
  is_query: true,
  input: z.strictObject({}),
  guard,
  run: (ctx, { id }) => {
    if (!id) throw notFound()
    return valueCurve(ctx, id)
  },
})

const figure = z.union([z.string().max(60), z.number()])

/** What one customer is worth by hand, with those it brings or drives away (S21). */
export const calculateValue = defineAction({
  name: 'calculate',
  object: 'customer_value',
  on: 'collection',
  label: { zh: '终身价值计算器', en: 'Lifetime value calculator' },
  is_query: true,
  input: z.strictObject({ amount: figure, purchases_per_year: figure, years: figure, satisfied_tells: figure.optional(), dissatisfied_tells: figure.optional(), percent_moved: figure.optional() }),
  guard,
  run: (_ctx, { input }) => Promise.resolve(simpleValue(input)),
})
