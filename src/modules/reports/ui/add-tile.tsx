import { Select } from 'antd'
import { useTranslation } from 'react-i18next'

import { recordsOf, useList } from '../../../web/client/records.ts'
import styles from './reports.module.css'

/** A kept report becomes a tile. */
export function AddTile({ known, onAdd }: { known: string[]; onAdd(report: string): void }) {
  const { t } = useTranslation()
  const reports = recordsOf(useList('reports', { sort: 'name', fields: ['id', 'name'], limit: 500 }).data)
  return (
    <div className={styles.addTile}>
      <Select<string> value={null} options={reports.filter(({ id }) => !known.includes(id)).map(({ id, name }) => ({ value: id, label: String(name) }))} placeholder={t('reports.add_tile')} aria-label={t('reports.add_tile')} showSearch={{ optionFilterProp: 'label' }} onChange={onAdd} style={{ width: '100%' }} />
    </div>
  )
}
