/** How complete a file is, and what is missing, by name. */
import { Progress } from 'antd'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../client/metadata.tsx'
import styles from './record.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'

/** Nothing where the object does not measure it. */
export function Completeness({ object, record, wordFor }: { object: ObjectMetadata; record: RecordData; wordFor?(name: string): string }) {
  const { t } = useTranslation()
  const percent = Number(record.completeness)
  if (record.completeness === undefined || record.completeness === null || Number.isNaN(percent)) return null
  const missing = Array.isArray(record.completeness_missing) ? record.completeness_missing.map((entry) => nameOf(object, String(entry), wordFor)) : []
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

/** What is missing may belong to another record, e.g. the primary contact; then `wordFor` knows its name. */
function nameOf(object: ObjectMetadata, name: string, wordFor: ((name: string) => string) | undefined): string {
  const field = object.fields.find((each) => each.name === name)
  return field ? labelOf(field.label) : (wordFor?.(name) ?? name)
}
