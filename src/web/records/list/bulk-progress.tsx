import { Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'

import { formatNumber } from '../../kit/format.ts'
import styles from './list.module.css'

/** How far the work has got; `label` where it needs saying what the work is. */
export function BulkProgressBar({ done, total, label, onStop }: { done: number; total: number; label?: string | undefined; onStop?: (() => void) | undefined }) {
  const { t } = useTranslation()
  const percent = total > 0 ? Math.round((done / total) * 100) : 0
  return (
    <div className={styles.bulk} role="status">
      {label && <span className={styles.bulkCount}>{label}</span>}
      <div className={styles.progress}>
        <Progress percent={percent} size="small" aria-label={t('bulk.progress')} />
        <span className={styles.bulkCount}>
          {formatNumber(done)} / {formatNumber(total)}
        </span>
      </div>
      {onStop && (
        <Button size="small" onClick={onStop}>
          {t('bulk.stop')}
        </Button>
      )}
    </div>
  )
}
