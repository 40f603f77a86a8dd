/** The question that a page asks: the kept one, or what was made of it since, which stands in the address. */
import { useCallback, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'

import type { Filter } from '../../../web/client/records.ts'
import type { Comparison, Display } from '../rules/question.ts'

export type TimeUnit = 'day' | 'week' | 'month' | 'quarter' | 'year'

export interface AskedGroup {
  field: string
  by?: TimeUnit | undefined
}

export interface AskedMeasure {
  fn: 'count' | 'count_distinct' | 'sum' | 'avg' | 'min' | 'max'
  field?: string | undefined
}

/** As it is sent; the server fills in what is left out. */
export interface Asked {
  object: string
  filter?: Filter | undefined
  rows: AskedGroup[]
  columns: AskedGroup[]
  measures: AskedMeasure[]
  period?: { field: string; range: string } | undefined
  compare: Comparison
  display: Display
  sort?: string | undefined
  limit?: number | undefined
}

export interface QuestionState {
  question: Asked | undefined
  /** Something differs from what is kept. */
  isChanged: boolean
  change(next: Asked | undefined): void
}

const name = 'ask'

export function useQuestion(kept: unknown): QuestionState {
  const [parameters, setParameters] = useSearchParams()
  const text = parameters.get(name)
  const keptText = JSON.stringify(kept ?? null)
  const addressed = useMemo(() => askedOf(parse(text)) ?? askedOf(parse(keptText)), [text, keptText])
  // The address follows a moment later; what is clicked meanwhile builds on what was clicked before.
  const [coming, setComing] = useState<{ of: string; question: Asked | undefined }>()
  const isComing = coming !== undefined && coming.of === keptText && JSON.stringify(coming.question) !== JSON.stringify(addressed)
  const question = isComing ? coming.question : addressed
  const change = useCallback(
    (next: Asked | undefined) => {
      setComing({ of: keptText, question: next ?? askedOf(parse(keptText)) })
      setParameters(
        (before) => {
          const after = new URLSearchParams(before)
          if (next && JSON.stringify(askedOf(parse(keptText))) !== JSON.stringify(next)) after.set(name, JSON.stringify(next))
          else after.delete(name)
          return after
        },
        { replace: true, preventScrollReset: true },
      )
    },
    [setParameters, keptText],
  )
  return { question, isChanged: text !== null, change }
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    // A link that was cut when it was copied.
    return null
  }
}

/** Whatever has the form of a question; what does not fit in it the server says in words. */
function askedOf(given: unknown): Asked | undefined {
  if (!isObject(given) || typeof given.object !== 'string') return undefined
  const { object, filter, rows, columns, measures, period, compare, display, sort, limit } = given
  return {
    object,
    ...(isObject(filter) ? { filter } : {}),
    rows: listOf(rows).map(groupOf),
    columns: listOf(columns).map(groupOf),
    measures: Array.isArray(measures) && measures.length > 0 ? listOf(measures).map(measureOf) : [{ fn: 'count' }],
    ...(isObject(period) && typeof period.field === 'string' && typeof period.range === 'string' ? { period: { field: period.field, range: period.range } } : {}),
    compare: compare === 'period_before' || compare === 'year_before' ? compare : 'none',
    display: displays.find((each) => each === display) ?? 'bar',
    ...(typeof sort === 'string' ? { sort } : {}),
    ...(typeof limit === 'number' ? { limit } : {}),
  }
}

export const displays = ['table', 'bar', 'line', 'pie', 'funnel', 'heat', 'map', 'figure'] as const
export const units: readonly TimeUnit[] = ['day', 'week', 'month', 'quarter', 'year']
const functions = ['count', 'count_distinct', 'sum', 'avg', 'min', 'max'] as const

function groupOf({ field, by }: Filter): AskedGroup {
  const unit = units.find((each) => each === by)
  return { field: String(field), ...(unit ? { by: unit } : {}) }
}

function measureOf({ fn, field }: Filter): AskedMeasure {
  return { fn: functions.find((each) => each === fn) ?? 'count', ...(typeof field === 'string' ? { field } : {}) }
}

function listOf(value: unknown): Filter[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function isObject(value: unknown): value is Filter {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
