/** How one customer's values went: a metric as a line with all of them in the table behind it, and the stages of its life below. */
import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from '@tanstack/react-query'

import { api } from '../../../web/client/api.ts'
import { useLanguage } from '../../../web/client/i18n.ts'
import { labelOf } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { Loaded } from '../../../web/kit/card.tsx'
import { Chart } from '../../../web/kit/chart.tsx'
import { formatDate, formatMoney, formatMonth, formatNumber } from '../../../web/kit/format.ts'
import { optionColour } from '../../../web/kit/theme.ts'
import { listPath } from './standing.ts'
import styles from './value-card.module.css'

import type { ChartData, ChartSeries } from '../../../web/kit/chart-data.ts'
import type { FieldMetadata, ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { DrawnMetric, ValueCurve as Answer } from '../queries/value-curve.ts'

const lines = ['monetary', 'profit', 'loyalty_index', 'lifetime_value'] as const satisfies DrawnMetric[]

export function ValueCurve({ object, customer }: { object: ObjectMetadata; customer: string }) {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: [...keys.lists(listPath), 'curve', customer], queryFn: ({ signal }) => api.post<Answer>(`/${listPath}/${customer}/curve`, {}, { signal }) })
  return (
    <Loaded query={query} lines={5} isEmpty={({ days }) => days.length < 2} empty={{ title: t('insight.curve_short'), hint: t('insight.curve_hint') }}>
      {(answer) => <Curve object={object} answer={answer} />}
    </Loaded>
  )
}

function Curve({ object, answer }: { object: ObjectMetadata; answer: Answer }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const told = lines.filter((name) => answer.values[name])
  const [chosen, choose] = useState<DrawnMetric>()
  const shown = told.find((name) => name === chosen) ?? told[0]
  const fieldOf = (name: string) => object.fields.find((field) => field.name === name)
  const nameOf = (name: string) => labelOf(fieldOf(name)?.label ?? { zh: name, en: name })
  const stage = fieldOf('lifecycle_stage')
  // `language` is part of the words.
  const data = useMemo(() => chartOf(), [answer, shown, language]) // eslint-disable-line react-hooks/exhaustive-deps
  function chartOf(): ChartData {
    const order = shown ? [shown, ...told.filter((name) => name !== shown)] : told
    const series = order.map((name): ChartSeries => ({ name: nameOf(name), values: (answer.values[name] ?? []).map((value) => (value === null ? NaN : Number(value))), format: (value) => (Number.isNaN(value) ? '–' : name === 'loyalty_index' ? formatNumber(value, 1) : formatMoney(value, { scale: 0 })) }))
    const stages = answer.values.lifecycle_stage
    const options = stage?.options ?? []
    return {
      title: shown ? nameOf(shown) : '', category: t(`insight.curve_${answer.step}`),
      labels: answer.days.map((day) => (answer.step === 'month' ? formatMonth(day) : formatDate(day, 'short'))),
      series: stages && stage ? [...series, { name: labelOf(stage.label), values: stages.map((key) => options.findIndex((option) => option.key === key)), format: (at) => labelOf(options[at]?.label ?? { zh: '–', en: '–' }) }] : series,
    }
  }
  return (
    <div className={styles.curve}>
      <Segmented size="small" block aria-label={t('insight.curve_of')} value={shown} onChange={choose} options={told.map((name) => ({ value: name, label: <span title={nameOf(name)}>{nameOf(name)}</span> }))} />
      <Chart data={data} kind="line" height={150} />
      {stage && answer.values.lifecycle_stage && <Stages field={stage} days={data.labels} stages={answer.values.lifecycle_stage} />}
    </div>
  )
}

/** Runs of one stage, each as wide as it is long. */
function Stages({ field, days, stages }: { field: FieldMetadata; days: string[]; stages: (string | null)[] }) {
  const runs: { key: string | null; from: number; length: number }[] = []
  for (const [at, key] of stages.entries()) {
    const last = runs.at(-1)
    if (last?.key === key) last.length += 1
    else runs.push({ key, from: at, length: 1 })
  }
  return (
    <ol className={styles.stages} aria-label={labelOf(field.label)}>
      {runs.map(({ key, from, length }) => {
        const option = field.options?.find((one) => one.key === key)
        const name = option ? labelOf(option.label) : '–'
        const said = `${name} ${days[from] ?? ''}${length > 1 ? ` – ${days[from + length - 1] ?? ''}` : ''}`
        return (
          <li key={from} style={{ flexGrow: length, borderColor: option?.color ? optionColour(option.color) : undefined }} title={said}>
            <span>{name}</span>
          </li>
        )
      })}
    </ol>
  )
}
