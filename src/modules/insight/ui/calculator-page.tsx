/** What one customer is worth by hand, and what its satisfaction is worth: it tells others, some of whom come or go. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { InputNumber } from 'antd'
import { useDeferredValue, useId } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatMoney, formatNumber } from '../../../web/kit/format.ts'
import { useParameters } from '../../../web/kit/use-parameters.ts'
import { InsightFrame } from './insight-frame.tsx'
import { listPath } from './standing.ts'
import styles from './insight.module.css'

import type { SimpleValue } from '../models/simple-value.ts'

/** The example of the books: fifty a week for ten years. */
const presets = { amount: '50', purchases_per_year: '52', years: '10', satisfied_tells: '5', dissatisfied_tells: '10', percent_moved: '20' } as const
type Input = keyof typeof presets
const names: readonly Input[] = ['amount', 'purchases_per_year', 'years', 'satisfied_tells', 'dissatisfied_tells', 'percent_moved']
const highest: Partial<Record<Input, number>> = { percent_moved: 100, years: 1000, purchases_per_year: 10_000 }

export function CalculatorPage() {
  const { t } = useTranslation()
  return (
    <InsightFrame title={t('insight.calculator')} isAlways>
      {() => <Calculator />}
    </InsightFrame>
  )
}

function Calculator() {
  const { t } = useTranslation()
  const id = useId()
  const [parameters, set] = useParameters()
  const typed = Object.fromEntries(names.map((name) => [name, parameters.get(name) ?? presets[name]]))
  const asked = useDeferredValue(JSON.stringify(typed))
  const query = useQuery({
    queryKey: ['records', listPath, 'calculate', asked],
    queryFn: ({ signal }) => api.post<SimpleValue>(`/${listPath}/calculate`, JSON.parse(asked), { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  return (
    <>
      <p className={styles.saying}>{t('insight.calculator_about')}</p>
      <div className={styles.pair}>
        <Card title={t('insight.inputs')}>
          <div className={styles.inputs}>
            {names.map((name) => (
              <div key={name}>
                <label htmlFor={`${id}-${name}`}>{t(`insight.input.${name}`)}</label>
                <InputNumber<string> id={`${id}-${name}`} stringMode min="0" max={highest[name] === undefined ? undefined : String(highest[name])} value={typed[name]} onChange={(value) => value !== null && set({ [name]: value === presets[name] ? undefined : value })} />
              </div>
            ))}
          </div>
        </Card>
        <Card title={t('insight.result')}>
          <Loaded query={query} lines={4}>
            {(value) => (
              <div aria-live="polite" aria-busy={query.isFetching}>
                <Results value={value} />
              </div>
            )}
          </Loaded>
        </Card>
      </div>
    </>
  )
}

function Results({ value }: { value: SimpleValue }) {
  const { t } = useTranslation()
  const most = Math.max(1, ...(['own', 'satisfied', 'dissatisfied'] as const).map((name) => Math.abs(Number(value[name]))))
  const words = { own: t('insight.result.own_how'), satisfied: t('insight.result.satisfied_how', { number: formatNumber(Number(value.won)) }), dissatisfied: t('insight.result.dissatisfied_how', { number: formatNumber(Number(value.lost)) }) }
  return (
    <dl className={styles.results}>
      {(['own', 'satisfied', 'dissatisfied'] as const).map((name) => (
        <div key={name}>
          <dt>{t(`insight.result.${name}`)}</dt>
          <dd className={name === 'dissatisfied' && Number(value[name]) < 0 ? styles.loss : undefined}>{formatMoney(value[name])}</dd>
          <span className={styles.worth} aria-hidden="true"><i className={name === 'dissatisfied' ? styles.minus : styles.ofAmount} style={{ width: `${(Math.abs(Number(value[name])) / most) * 100}%` }} /></span>
          <small>{words[name]}</small>
        </div>
      ))}
    </dl>
  )
}
