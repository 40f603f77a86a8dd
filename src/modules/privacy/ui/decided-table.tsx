import { useTranslation } from 'react-i18next'

import { labelOf, useMetadata } from '../../../web/client/metadata.tsx'
import { nameOf } from '../../../web/client/reference-parts.ts'
import { formatDateTime, formatNumber } from '../../../web/kit/format.ts'
import styles from './privacy.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

/** What was decided: it stays, without a name. */
export function DecidedTable({ object, erasures }: { object: ObjectMetadata; erasures: RecordData[] }) {
  const { t } = useTranslation()
  const { objects } = useMetadata()
  const labelIn = (name: string, value: unknown) => {
    const option = object.fields.find((field) => field.name === name)?.options?.find(({ key }) => key === value)
    return option ? labelOf(option.label) : ''
  }
  const countsOf = (counts: unknown) =>
    Object.entries(typeof counts === 'object' && counts !== null ? counts : {})
      .map(([name, count]) => {
        if (name === 'kept_documents') return t('privacy.kept_documents', { count: Number(count) })
        const counted = objects.find((each) => each.name === name)
        return counted ? `${labelOf(counted.label)} ${formatNumber(count)}` : ''
      })
      .filter(Boolean)
      .join(t('filter.list_words'))
  return (
    <div className={styles.box}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('privacy.number')}</th>
            <th scope="col">{t('privacy.state')}</th>
            <th scope="col">{t('privacy.ground')}</th>
            <th scope="col">{t('privacy.records')}</th>
            <th scope="col">{t('privacy.decided_by')}</th>
            <th scope="col">{t('privacy.decided_at')}</th>
          </tr>
        </thead>
        <tbody>
          {erasures.map((erasure) => (
            <tr key={erasure.id}>
              <th scope="row" className={styles.line}>
                {String(erasure.number)}
              </th>
              <td className={styles.line}>{labelIn('status', erasure.status)}</td>
              <td>{[labelIn('ground', erasure.ground), erasure.reason, erasure.answer].filter(Boolean).map(String).join(' · ')}</td>
              <td>{countsOf(erasure.counts)}</td>
              <td className={styles.quiet}>{[erasure.created_by?.name, nameOf(erasure.decided_by)].filter(Boolean).join(' → ') || t('privacy.by_rule')}</td>
              <td className={styles.quiet}>{formatDateTime(erasure.decided_at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
