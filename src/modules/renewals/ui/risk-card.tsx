/** Whether the running contracts of this customer will be renewed, and why. Nothing where nothing was learnt or nothing runs. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { referencesOf } from '../../../web/fields/reference-select.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { formatDate, formatNumber, formatPercent } from '../../../web/kit/format.ts'
import { Row, Rows } from '../../../web/kit/rows.tsx'
import { reasonsOf, reasonText } from './reason-text.ts'
import styles from './renewals.module.css'

export function RiskCard({ customer }: { customer: string }) {
  const { t } = useTranslation()
  const object = useObject('contract_risk')
  const records = recordsOf(useList('contract-risks', { filter: { customer }, sort: '-risk', limit: 5 }, { enabled: object !== undefined }).data)
  const [first] = records
  if (!first) return null
  return (
    <Card title={t('renewals.risk')} note={t('renewals.as_of', { day: formatDate(first.as_of, 'short') })} action={<Link to="/contract-risks">{t('renewals.all')}</Link>}>
      <Rows>
        {records.map((record) => {
          const contract = referencesOf(record.contract)[0]
          return (
            <Row
              key={record.id}
              to={`/contracts/${contract?.id ?? ''}`}
              title={contract?.name ?? '—'}
              end={<span title={t('renewals.against', { times: formatNumber(record.against_usual, 1) })}>{formatPercent(record.risk, 0)}</span>}
              note={<span className={styles.reasons}>{[record.ends_on ? t('renewals.ends', { day: formatDate(record.ends_on) }) : '', ...reasonsOf(record.reasons).map((reason) => reasonText(t, reason))].filter(Boolean).join(' · ')}</span>}
            />
          )
        })}
      </Rows>
    </Card>
  )
}
