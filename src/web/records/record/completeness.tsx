/** How complete a file is, and what is missing, by name. */
import { Progress } from 'antd'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../client/metadata.tsx'
import styles from './record.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'

/** Nothing where the object does not measure it. */
export function Completeness({ object, record }: { object: ObjectMetadata; record: RecordData }) {
  const { t } = useTranslation()
  const percent = Number(record.completeness)
  if (record.completeness === undefined || record.completeness === null || Number.isNaN(percent)) return null
  const missing = Array.isArray(record.completeness_missing) ? record.completeness_missing.map((entry) => nameOf(object, entry)) : []
  return (
    <section className={styles.completeness} aria-label={t('record.completeness')}>
      <div className={styles.completenessLine}>
        <span>{t('record.completeness')}</span>
        <Progress percent={Math.round(percent)} size="small" aria-label={t('record.completeness')} strokeColor={percent >= 100 ? undefined : 'var(--warning)'} />
      </div>
      {missing.length > 0 && <p className={styles.missing}>{t('record.missing', { fields: missing.join(t('filter.list_words')) })}</p>}
    </section>
  )
}

function nameOf(object: ObjectMetadata, entry: unknown): string {
  const name = typeof entry === 'object' && entry !== null && 'field' in entry ? String(entry.field) : String(entry)
  const field = object.fields.find((each) => each.name === name)
  return field ? labelOf(field.label) : name
}
