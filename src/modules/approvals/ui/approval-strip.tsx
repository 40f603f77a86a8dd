/** On the page of a record: how its latest approval stands, with the way to it. Nothing where there was none. */
import { AuditOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { nameOf } from '../../../web/client/reference-parts.ts'
import { ChoiceLabel } from '../../../web/fields/choice-label.tsx'
import { formatMoney, timeAgo } from '../../../web/kit/format.ts'
import { useOccasions } from './approval-answer.ts'
import styles from './approvals.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

/** Above the time line of every record whose object has an occasion. */
export function ApprovalBox({ object, record }: { object: ObjectMetadata; record: RecordData }) {
  const occasions = useOccasions().data?.data ?? []
  if (!occasions.some((one) => one.object === object.name)) return null
  return <ApprovalStrip objectName={object.name} recordId={record.id} />
}

export function ApprovalStrip({ objectName, recordId }: { objectName: string; recordId: string }) {
  const { t } = useTranslation()
  const object = useObject('approval')
  const query = useList('approvals', { filter: { object: objectName, record: recordId }, sort: '-created_at', limit: 1 }, { enabled: object !== undefined })
  const latest = recordsOf(query.data)[0]
  const status = object?.fields.find(({ name }) => name === 'status')
  if (!latest || !status) return null
  const names = Array.isArray(latest.waiting_for) ? latest.waiting_for.map(nameOf).filter(Boolean) : []
  return (
    <Link className={styles.strip} to={`/approvals/${latest.id}`}>
      <AuditOutlined aria-hidden />
      <span className={styles.stripText}>
        <span className={styles.stripTitle}>{String(latest.title)}</span>
        <span className={styles.stripNote}>
          {[latest.amount !== null && formatMoney(latest.amount), names.length > 0 ? t('approvals.waits_for', { names: names.join(t('filter.list_words')) }) : timeAgo(latest.decided_at ?? latest.updated_at)].filter(Boolean).join(' · ')}
        </span>
      </span>
      <ChoiceLabel field={status} option={latest.status} />
    </Link>
  )
}
