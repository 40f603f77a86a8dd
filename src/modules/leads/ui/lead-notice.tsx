import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { formatDateTime, timeAgo } from '../../../web/kit/format.ts'
import { useNow } from '../../../web/kit/use-now.ts'
import { referenceOf } from './lead-answer.ts'
import styles from './leads.module.css'

import type { RecordData } from '../../../web/client/records.ts'

/** What must be known before anything else: nobody has spoken to them yet, it is settled, or it has become a customer. */
export function LeadNotice({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const object = useObject('lead')
  const now = useNow()
  const customer = referenceOf(record.customer)
  if (record.status === 'converted') {
    return (
      <p className={styles.converted} role="status">
        {t('leads.became', { at: formatDateTime(record.settled_at, 'short') })} {customer ? <Link to={`/customers/${customer.id}`}>{customer.name}</Link> : t('leads.became_unseen')}
      </p>
    )
  }
  if (record.status === 'unqualified') {
    const reason = object?.fields.find(({ name }) => name === 'unqualified_reason')?.options?.find(({ key }) => key === record.unqualified_reason)
    const remark = typeof record.unqualified_remark === 'string' ? record.unqualified_remark : ''
    return <p className={styles.settled} role="status">{[t('leads.unqualified', { reason: reason ? labelOf(reason.label) : '' }), remark].filter(Boolean).join(' · ')}</p>
  }
  if (record.first_contact_at || !record.contact_due_at || record.status === 'qualified') return null
  const isLate = Date.parse(String(record.contact_due_at)) < now.getTime()
  return (
    <p className={isLate ? styles.late : styles.waiting} role="status">
      {t(isLate ? 'leads.contact_late' : 'leads.contact_waits', { since: timeAgo(record.created_at, now), until: formatDateTime(record.contact_due_at, 'short') })}
    </p>
  )
}
