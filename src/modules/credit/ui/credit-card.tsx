/** May this customer buy on credit? The amount is typed, the answer stands below with its reasons. */
import { CheckCircleOutlined, CloseCircleOutlined, QuestionCircleOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { lazy, Suspense, useDeferredValue, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatMoney, formatNumber } from '../../../web/kit/format.ts'
import { amountOf } from './amount-of.ts'
import styles from './credit.module.css'

import type { Label } from '../../../kernel/definitions/label.ts'
import type { RecordData } from '../../../web/client/records.ts'

const RequestLimit = lazy(async () => ({ default: (await import('./request-limit.tsx')).RequestLimit }))

interface CreditAnswer {
  answer: 'yes' | 'ask_manager' | 'no'
  free: string | null
  limit: string | null
  used: string
  days: number | null
  rating: string
  score: string
  reasons: { code: string; text: Label }[]
  overdue_invoices: { number: string; amount: string; due_on: string; days: number }[]
}

const icons = { yes: CheckCircleOutlined, ask_manager: QuestionCircleOutlined, no: CloseCircleOutlined }

export function CreditCard({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const id = useId()
  const object = useObject('customer')
  const [text, setText] = useState('')
  const amount = amountOf(useDeferredValue(text))
  const isReadable = object?.fields.some((field) => field.name === 'credit_limit') === true && 'credit_limit' in record
  const query = useQuery({
    queryKey: keys.about('customers', record.id, 'credit', amount ?? '0', record.version),
    queryFn: ({ signal }) => api.post<CreditAnswer>(`/customers/${record.id}/credit-answer`, { amount: amount ?? '0' }, { signal }),
    placeholderData: keepPreviousData,
    enabled: isReadable && amount !== null,
    retry: false,
  })
  if (!isReadable) return null
  const isAsked = text.trim() !== ''
  return (
    <Card title={t('credit.title')} note={query.data && t('credit.rated', { rating: query.data.rating.toUpperCase(), score: query.data.score })} action={record.can.change && <Suspense fallback={null}><RequestLimit customer={record.id} /></Suspense>}>
      <Loaded query={query} lines={3}>
        {(answer) => {
          const Icon = icons[answer.answer]
          return (
            <>
              <dl className={styles.facts}>
                <div><dt>{t('credit.limit')}</dt><dd>{answer.limit === null ? t('credit.no_limit') : formatMoney(answer.limit, { scale: 0 })}</dd></div>
                <div><dt>{t('credit.used')}</dt><dd>{formatMoney(answer.used, { scale: 0 })}</dd></div>
                <div><dt>{t('credit.days')}</dt><dd>{answer.days === null ? '—' : formatNumber(answer.days)}</dd></div>
              </dl>
              <label className={styles.label} htmlFor={id}>{t('credit.ask')}</label>
              <Input id={id} inputMode="decimal" autoComplete="off" value={text} status={amount === null ? 'error' : undefined} placeholder={t('credit.amount')} onChange={(event) => setText(event.target.value)} aria-describedby={`${id}-answer`} />
              <div id={`${id}-answer`} aria-live="polite" aria-busy={query.isFetching}>
                {amount === null && <p className={styles.fault}>{t('credit.not_an_amount')}</p>}
                {isAsked && amount !== null && (
                  <p className={`${styles.answer} ${styles[answer.answer] ?? ''}`}>
                    <Icon aria-hidden />
                    <strong>{t(`credit.answer.${answer.answer}`)}</strong>
                    {answer.free !== null && <span>{t('credit.free', { amount: formatMoney(answer.free) })}</span>}
                  </p>
                )}
                {isAsked && amount !== null && (
                  <ul className={styles.reasons}>
                    {answer.reasons.map(({ code, text: words }) => (
                      <li key={code}>{labelOf(words)}</li>
                    ))}
                  </ul>
                )}
              </div>
            </>
          )
        }}
      </Loaded>
    </Card>
  )
}
