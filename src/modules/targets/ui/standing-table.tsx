import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { formatMoney, formatNumber, formatPercent } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import styles from './targets.module.css'

import type { Measure } from '../rules/measures.ts'

export interface Line {
  key: string
  name: string
  /** What it is narrowed to, or how many people it is of. */
  note: string
  /** Steps in from the edge. */
  depth: number
  /** The quota, and the records behind its figure. */
  to?: string
  rows?: string
  percent: number
  attained: string
  target: string
  missing: string
}

interface Props {
  lines: readonly Line[]
  label: string
  /** How much of the period is gone, in percent. */
  pace: number
  measure: Measure
}

/** A bar that ends at the target; the mark on it is where the period is. */
export function StandingTable({ lines, label, pace, measure }: Props) {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  const isMoney = measure === 'amount' || measure === 'margin'
  const figure = (value: string) => (isMoney ? formatMoney(value, { scale: 0, compact: isPhone }) : formatNumber(value))
  return (
    <ScrollBox label={label} className={styles.box}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('targets.whose')}</th>
            <th scope="col" className={styles.wide}>{t('targets.progress')}</th>
            <th scope="col" className={styles.figure}>{t('targets.percent')}</th>
            <th scope="col" className={styles.figure}>{t('targets.attained')}</th>
            <th scope="col" className={`${styles.figure} ${styles.desk}`}>{t('targets.target')}</th>
            <th scope="col" className={`${styles.figure} ${styles.desk}`}>{t('targets.missing')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <th scope="row" style={line.depth > 0 ? { paddingInlineStart: 8 + 16 * line.depth } : undefined}>
                {line.to ? <Link to={line.to}>{line.name}</Link> : line.name}
                {line.note && <small>{line.note}</small>}
              </th>
              <td>
                <span className={styles.track} aria-hidden="true">
                  <span className={styles.fill} style={{ width: `${Math.min(100, Math.max(0, line.percent))}%` }} />
                  {pace > 0 && pace < 100 && <span className={styles.mark} style={{ insetInlineStart: `${pace}%` }} />}
                </span>
                <span className={styles.word}>{t(wordOf(line.percent, pace), { points: formatNumber(Math.abs(Math.round(line.percent - pace))) })}</span>
              </td>
              <td className={styles.figure}>{formatPercent(line.percent, 1)}</td>
              <td className={styles.figure}>{line.rows ? <Link to={line.rows} aria-label={t('targets.rows', { name: line.name, attained: figure(line.attained) })}>{figure(line.attained)}</Link> : figure(line.attained)}</td>
              <td className={`${styles.figure} ${styles.desk}`}>{figure(line.target)}</td>
              <td className={`${styles.figure} ${styles.desk}`}>{figure(line.missing)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** Within a point of the pace is on pace. */
export function wordOf(percent: number, pace: number): string {
  if (percent >= 100) return 'targets.reached'
  if (pace >= 100) return 'targets.not_reached'
  const ahead = Math.round(percent - pace)
  return ahead > 1 ? 'targets.ahead' : ahead < -1 ? 'targets.behind' : 'targets.on_pace'
}
