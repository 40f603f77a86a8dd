import { useTranslation } from 'react-i18next'

import { labelOf } from '../../../web/client/metadata.tsx'
import { twinOf } from '../../../web/fields/index.ts'
import styles from './leads.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

/** What they want comes first. */
export function WantsCard({ object, record }: { object: ObjectMetadata; record: RecordData }) {
  const { t } = useTranslation()
  const facts = ['products', 'budget', 'expected_on'].flatMap((name) => object.fields.find((field) => field.name === name) ?? []).filter(({ name }) => isFilled(record[name]))
  const wants = typeof record.wants === 'string' ? record.wants : ''
  return (
    <section className={styles.wants} aria-label={t('leads.wants')}>
      <h2>{t('leads.wants')}</h2>
      {wants ? <p>{wants}</p> : <p className={styles.quiet}>{t('leads.wants_none')}</p>}
      {facts.length > 0 && (
        <dl className={styles.facts}>
          {facts.map((field) => {
            const { Cell } = twinOf(field)
            return (
              <div key={field.name}>
                <dt>{labelOf(field.label)}</dt>
                <dd><Cell field={field} value={record[field.name]} record={record} /></dd>
              </div>
            )
          })}
        </dl>
      )}
    </section>
  )
}

function isFilled(value: unknown): boolean {
  return value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)
}
