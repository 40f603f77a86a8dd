import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList, useRemove, useRestore } from '../../../web/client/records.ts'
import { ChoiceLabel } from '../../../web/fields/choice-label.tsx'
import { referencesOf } from '../../../web/fields/reference-select.tsx'
import { formatDate, today } from '../../../web/kit/format.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { exclusionsPath } from './suggestions-answer.ts'
import styles from './suggestions.module.css'

/** What is not offered to this customer, and the way back. Nothing where there is none. */
export function ExclusionList({ customer }: { customer: string }) {
  const { t } = useTranslation()
  const toast = useToast()
  const object = useObject('product_exclusion')
  const query = useList(exclusionsPath, { filter: { customer, or: [{ until: { is_empty: true } }, { until: { gte: today() } }] }, limit: 100 }, { enabled: object !== undefined })
  const remove = useRemove(exclusionsPath)
  const restore = useRestore(exclusionsPath)
  const reason = object?.fields.find(({ name }) => name === 'reason')
  const records = recordsOf(query.data)
  if (records.length === 0) return null
  const take = (id: string, name: string) => remove.mutate(id, { onSuccess: () => toast.done(t('suggestions.offered_again', { name }), { undo: () => void restore.mutateAsync(id).catch(toast.problem) }), onError: toast.problem })
  return (
    <details className={styles.excluded}>
      <summary>{t('suggestions.exclusions', { count: records.length })}</summary>
      <ul>
        {records.map((record) => {
          const name = referencesOf(record.product)[0]?.name ?? '—'
          return (
            <li key={record.id}>
              <span className={styles.name}>{name}</span>
              <span className={styles.why}>{reason && <ChoiceLabel field={reason} option={record.reason} />}{typeof record.until === 'string' && ` ${t('suggestions.until', { day: formatDate(record.until) })}`}</span>
              {record.can.delete && <Button size="small" type="link" onClick={() => take(record.id, name)} aria-label={t('suggestions.offer_again_of', { name })}>{t('suggestions.offer_again')}</Button>}
            </li>
          )
        })}
      </ul>
    </details>
  )
}
