/** The rule of credit, and beside it how many customers would be rated otherwise: seen before it is saved. */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api, ProblemError } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatNumber } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { problemText } from '../../../web/kit/problem-text.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { RatingBars } from './rating-bars.tsx'
import { RuleFields } from './rule-fields.tsx'
import styles from './credit.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'
import type { Simulation } from './rating-bars.tsx'

export function CreditRulePage() {
  const { t } = useTranslation()
  const object = useObject('credit_rule')
  const query = useList('credit-rules', { limit: 1 })
  if (!object) return null
  return (
    <>
      <PageHeader title={t('credit.rule')} note={t('credit.rule_note')} />
      <div className={styles.page}>
        <Loaded query={query} lines={8} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: labelOf(object.empty_hint) }}>
          {(data) => recordsOf(data).map((rule) => <RuleForm key={`${rule.id} ${rule.version}`} object={object} rule={rule} />)}
        </Loaded>
      </div>
    </>
  )
}

function RuleForm({ object, rule }: { object: ObjectMetadata; rule: RecordData }) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const names = object.panels.flatMap((panel) => panel.fields).filter((name) => name !== 'name')
  const saved = Object.fromEntries(names.map((name) => [name, rule[name]]))
  const [draft, setDraft] = useState<Record<string, unknown>>(saved)
  const [fault, setFault] = useState('')
  const changes = Object.fromEntries(names.filter((name) => draft[name] !== saved[name]).map((name) => [name, draft[name]]))
  const isChanged = Object.keys(changes).length > 0
  const asked = useDeferredValue(draft)
  const simulation = useQuery({
    queryKey: ['records', 'credit-rules', 'simulate', asked, rule.version],
    queryFn: ({ signal }) => api.post<Simulation>('/credit-rules/simulate', asked, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const write = async (body: Record<string, unknown>, options?: { ifMatch: number }) => {
    await api.patch(`/credit-rules/${rule.id}`, body, options)
    await client.invalidateQueries({ queryKey: ['records'] })
  }
  const save = async () => {
    setFault('')
    const before = Object.fromEntries(Object.keys(changes).map((name) => [name, saved[name]]))
    try {
      await write(changes, { ifMatch: rule.version })
      toast.done(t('credit.saved'), { undo: () => void write(before).catch(toast.problem) })
    } catch (error) {
      setFault(error instanceof ProblemError && error.errors[0] ? error.errors[0].message : problemText(error))
    }
  }
  return (
    <form
      className={styles.columns}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div className={styles.stack}>
        {object.panels.map((panel) => (
          <Card key={panel.key} title={labelOf(panel.label)}>
            <RuleFields fields={object.fields.filter((field) => field.name !== 'name' && panel.fields.includes(field.name))} draft={draft} disabled={!rule.can.change} onChange={(name, value) => setDraft((before) => ({ ...before, [name]: value }))} />
          </Card>
        ))}
      </div>
      <div className={styles.aside}>
        <Card title={t('credit.preview')}>
          <Loaded query={simulation} lines={8}>
            {(shown) => (
              <div aria-busy={simulation.isFetching}>
                <p className={styles.changed}>{isChanged ? t('credit.would_change', { count: shown.changed, text: formatNumber(shown.changed), all: formatNumber(shown.customers) }) : t('credit.in_force', { all: formatNumber(shown.customers) })}</p>
                <RatingBars simulation={shown} />
              </div>
            )}
          </Loaded>
          {fault && (
            <p className={styles.fault} role="alert">
              {fault}
            </p>
          )}
          <div className={styles.foot}>
            <Button type="primary" htmlType="submit" disabled={!isChanged || !rule.can.change}>
              {t('record.save')}
            </Button>
            {isChanged && <Button onClick={() => setDraft(saved)}>{t('record.cancel')}</Button>}
          </div>
        </Card>
      </div>
    </form>
  )
}
