/** In which order groups stand, and how many of them by themselves. */
import { InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'

import styles from './reports.module.css'

import type { Asked } from './question-state.ts'

const orders = ['-measure', 'measure', 'group', '-group'] as const
const usual = 20

export function OrderPart({ question: { rows, sort, limit }, onChange }: { question: Asked; onChange(part: Partial<Asked>): void }) {
  const { t } = useTranslation()
  if (rows.length === 0) return null
  return (
    <fieldset className={styles.part}>
      <legend>{t('reports.order')}</legend>
      <div className={styles.line}>
        <Select<string> value={sort} allowClear placeholder={t('reports.sort.usual')} options={orders.map((value) => ({ value, label: t(`reports.sort.${value}`) }))} onChange={(next: string | undefined) => onChange({ sort: next })} aria-label={t('reports.order')} />
        <InputNumber className={styles.unit} min={1} max={100} precision={0} value={limit ?? usual} onChange={(next) => onChange({ limit: next === null || next === usual ? undefined : next })} aria-label={t('reports.limit')} title={t('reports.limit')} />
      </div>
    </fieldset>
  )
}
