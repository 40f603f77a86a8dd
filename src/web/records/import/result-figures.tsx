import { useTranslation } from 'react-i18next'

import { formatNumber } from '../../kit/format.ts'
import styles from './import.module.css'

import type { ImportResult } from './import-answer.ts'

/** `isCheck`: what would happen, not what did. */
export function ResultFigures({ result, isCheck }: { result: ImportResult; isCheck: boolean }) {
  const { t } = useTranslation()
  const figures = [
    { name: 'rows', value: result.rows },
    { name: isCheck ? 'would_create' : 'created', value: result.created },
    { name: isCheck ? 'would_update' : 'updated', value: result.updated },
    { name: isCheck ? 'would_skip' : 'skipped', value: result.skipped },
    { name: isCheck ? 'would_fail' : 'failed', value: result.failed },
    ...(result.joined ? [{ name: 'joined', value: result.joined }] : []),
    ...(result.left_out ? [{ name: isCheck ? 'would_leave_out' : 'left_out', value: result.left_out }] : []),
  ]
  return (
    <dl className={styles.results}>
      {figures.map((figure) => (
        <div key={figure.name}>
          <dt>{t(`import.figure.${figure.name}`)}</dt>
          <dd>{formatNumber(figure.value)}</dd>
        </div>
      ))}
    </dl>
  )
}
