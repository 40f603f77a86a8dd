/** A new handover: who gives, who receives or by which rule, which customers, why. */
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Segmented } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'

import { api, ProblemError } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { fetchList, useRecord } from '../../../web/client/records.ts'
import { useSession } from '../../../web/client/session.tsx'
import { ReferenceSelect, referencesOf } from '../../../web/fields/reference-select.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { formatNumber } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { problemText } from '../../../web/kit/problem-text.ts'
import { FilterBuilder } from '../../../web/records/filter/filter-builder.tsx'
import styles from './ownership.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { Filter, RecordData, Reference } from '../../../web/client/records.ts'

export function HandoverForm() {
  const handover = useObject('handover')
  const customer = useObject('customer')
  const [parameters] = useSearchParams()
  const only = parameters.get('customer') ?? undefined
  const record = useRecord('customers', only)
  if (!handover || !customer || (only && !record.data)) return null
  return <Form handover={handover} customer={customer} only={record.data} />
}

function Form({ handover, customer, only }: { handover: ObjectMetadata; customer: ObjectMetadata; only: RecordData | undefined }) {
  const { t } = useTranslation()
  const id = useId()
  const navigate = useNavigate()
  const { person } = useSession()
  const rules = useObject('assignment_rule')
  const [from, setFrom] = useState<Reference | undefined>(referencesOf(only?.owner)[0] ?? person)
  const [how, setHow] = useState<'to' | 'rule'>('to')
  const [receiver, setReceiver] = useState<unknown>(null)
  const [reason, setReason] = useState('')
  const [filter, setFilter] = useState<Filter>({})
  const [problem, setProblem] = useState('')
  const [isSending, setIsSending] = useState(false)
  const count = useQuery({
    queryKey: ['records', 'customers', 'list', 'handover', from?.id, filter],
    queryFn: async ({ signal }) => (await fetchList('customers', { filter: { and: [filter, { owner: from?.id }] }, fields: ['id'], limit: 1, count: 'exact' }, { signal })).total ?? 0,
    enabled: from !== undefined && !only,
    retry: false,
  })
  const field = (name: string) => handover.fields.find((each) => each.name === name)
  const [fromField, toField, ruleField] = ['from', 'to', 'rule'].map(field)
  const chosen = referencesOf(receiver)[0]
  const send = async () => {
    setIsSending(true)
    try {
      const body = { from: from?.id, [how]: chosen?.id, reason: reason.trim(), ...(only ? { customers: [only.id] } : { condition: filter }) }
      const { id } = await api.post<{ id: string }>('/handovers', body)
      void navigate(`/handovers/${id}`, { replace: true })
    } catch (error) {
      setProblem(error instanceof ProblemError && error.errors[0] ? error.errors[0].message : problemText(error))
      setIsSending(false)
    }
  }
  return (
    <>
      <PageHeader title={t('ownership.handover.new')} note={t('ownership.handover.note')} />
      <div className={styles.sheet}>
        <Card title={t('ownership.handover.who')}>
          {rules && (
            <div className={styles.segments}>
              <Segmented<'to' | 'rule'> value={how} onChange={(value) => { setHow(value); setReceiver(null) }} options={[{ value: 'to', label: t('ownership.handover.to_one') }, { value: 'rule', label: t('ownership.handover.by_rule') }]} />
            </div>
          )}
          <div className={styles.fields}>
            <div>
              <label className={styles.label} htmlFor={`${id}-from`}>{t('ownership.handover.from')}</label>
              {fromField && <ReferenceSelect id={`${id}-from`} field={fromField} value={from ?? null} disabled={only !== undefined} onChange={(value) => setFrom(referencesOf(value)[0])} />}
            </div>
            <div>
              <label className={styles.label} htmlFor={`${id}-to`}>{t(how === 'to' ? 'ownership.handover.to' : 'ownership.handover.rule')}</label>
              {how === 'to' ? toField && <ReferenceSelect key="to" id={`${id}-to`} field={toField} value={receiver} onChange={setReceiver} /> : ruleField && <ReferenceSelect key="rule" id={`${id}-to`} field={ruleField} value={receiver} onChange={setReceiver} />}
            </div>
          </div>
          <div className={styles.condition}>
            <label className={styles.label} htmlFor={`${id}-reason`}>{t('ownership.handover.reason')}</label>
            <Input id={`${id}-reason`} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} placeholder={t('ownership.handover.reason_hint')} />
          </div>
        </Card>
        <Card title={t('ownership.customers')} note={only ? String(only.name ?? '') : count.data === undefined ? undefined : t('ownership.handover.count', { count: count.data, figure: formatNumber(count.data) })}>
          {!only && <FilterBuilder object={customer} filter={filter} onChange={setFilter} />}
          <p className={styles.hint}>{t('ownership.handover.along')}</p>
        </Card>
        <div className={styles.bar}>
          <Button type="primary" loading={isSending} disabled={!from || !chosen || !reason.trim() || count.data === 0} onClick={() => void send()}>
            {t('ownership.handover.begin')}
          </Button>
          <Button onClick={() => void navigate(-1)}>{t('record.cancel')}</Button>
          {problem && (
            <span className={styles.fault} role="alert">
              {problem}
            </span>
          )}
        </div>
      </div>
    </>
  )
}
