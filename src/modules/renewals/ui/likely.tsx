/** The running contracts that are most likely to end without another, each with its reasons. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { recordsOf, useList } from '../../../web/client/records.ts'
import { referencesOf } from '../../../web/fields/reference-select.tsx'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDate, formatPercent } from '../../../web/kit/format.ts'
import { Row, Rows } from '../../../web/kit/rows.tsx'
import { reasonsOf, reasonText } from './reason-text.ts'
import styles from './renewals.module.css'

export function LikelyCard() {
  const { t } = useTranslation()
  const query = useList('contract-risks', { sort: '-risk', limit: 8 })
  return (
    <Card title={t('renewals.likely')} action={<Link to="/contract-risks">{t('renewals.all')}</Link>}>
      <Loaded query={query} lines={8} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('renewals.nobody') }}>
        {(data) => (
          <Rows>
            {recordsOf(data).map((record) => {
              const [customer, contract] = [referencesOf(record.customer)[0], referencesOf(record.contract)[0]]
              const reasons = reasonsOf(record.reasons).map((reason) => reasonText(t, reason))
              return <Row key={record.id} to={`/customers/${customer?.id ?? ''}`} title={customer?.name ?? '—'} end={formatPercent(record.risk, 0)} note={<span className={styles.reasons}>{[contract?.name, record.ends_on ? t('renewals.ends', { day: formatDate(record.ends_on) }) : '', ...reasons].filter(Boolean).join(' · ')}</span>} />
            })}
          </Rows>
        )}
      </Loaded>
    </Card>
  )
}
