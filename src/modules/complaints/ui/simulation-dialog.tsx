import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { labelOf } from '../../../web/client/metadata.tsx'
import { Loaded } from '../../../web/kit/card.tsx'
import styles from './complaints.module.css'

import type { Label } from '../../../kernel/definitions/label.ts'
import type { RecordData } from '../../../web/client/records.ts'

interface Simulation {
  total: number
  data: { customer: { id: string; name: string }; facts: Label[] }[]
}

/** What the rule would open now; one that is off is switched on from here. */
export function SimulationDialog({ rule, isTurning, onTurnOn, onClose }: { rule: RecordData; isTurning: boolean; onTurnOn(): void; onClose(): void }) {
  const { t } = useTranslation()
  const asked = { id: rule.id, kind: rule.kind, threshold: rule.threshold, window_days: rule.window_days }
  const query = useQuery({ queryKey: ['warning-simulation', asked, rule.version], queryFn: ({ signal }) => api.post<Simulation>('/warning-rules/simulate', asked, { signal }), staleTime: 0 })
  return (
    <Modal
      open
      title={t('complaints.simulation', { name: String(rule.name) })}
      onCancel={onClose}
      width={520}
      footer={
        <>
          <Button onClick={onClose}>{t('form.cancel')}</Button>
          {rule.is_active !== true && (
            <Button type="primary" disabled={!query.data} loading={isTurning} onClick={onTurnOn}>
              {t('complaints.turn_on')}
            </Button>
          )}
        </>
      }
    >
      <Loaded query={query} lines={5}>
        {({ total, data }) => (
          <>
            <p>{t(total === 0 ? 'complaints.would_open_none' : 'complaints.would_open', { count: total })}</p>
            <ul className={styles.simulated}>
              {data.map(({ customer, facts }) => (
                <li key={`${customer.id} ${facts[0] ? labelOf(facts[0]) : ''}`}>
                  <Link to={`/customers/${customer.id}`}>{customer.name}</Link>
                  <span className={styles.by}>{facts.map(labelOf).join(' · ')}</span>
                </li>
              ))}
            </ul>
            {total > data.length && <p className={styles.by}>{t('complaints.first', { count: data.length })}</p>}
          </>
        )}
      </Loaded>
    </Modal>
  )
}
