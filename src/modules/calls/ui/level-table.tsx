/** One line a half hour or a queue: how many were offered, and what share was answered in time. */
import { useTranslation } from 'react-i18next'

import { formatNumber, formatTime, workspaceTimeZone } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { clockText } from './call-answers.ts'
import styles from './calls.module.css'

import type { LevelLine } from '../actions/show-level.ts'

export function LevelTable({ lines, isByQueue }: { lines: LevelLine[]; isByQueue?: boolean }) {
  const { t } = useTranslation()
  const title = t(isByQueue ? 'calls.by_queue' : 'calls.by_half_hour')
  return (
    <ScrollBox label={title}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t(isByQueue ? 'calls.queue' : 'calls.time')}</th>
            <th scope="col" className={styles.figure}>{t('calls.in_time')}</th>
            <th scope="col" aria-hidden="true" />
            {['offered', 'answered', 'missed', 'abandoned', 'average_waiting', 'average_talk'].map((name) => <th key={name} scope="col" className={styles.figure}>{t(`calls.${name}`)}</th>)}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.from ?? line.queue ?? ''}>
              <td>{isByQueue ? (line.name ?? t('calls.no_queue')) : slotOf(line.from)}</td>
              <td className={`${styles.figure} ${line.percent !== null && line.percent < line.wanted_percent ? styles.below : ''}`}>{line.percent === null ? '–' : `${formatNumber(line.percent)}%`}</td>
              <td><span className={styles.bar} aria-hidden="true"><i style={{ width: `${line.percent ?? 0}%` }} /></span></td>
              {[line.counted, line.answered, line.missed, line.abandoned].map((count, index) => <td key={index} className={styles.figure}>{formatNumber(count)}</td>)}
              <td className={styles.figure}>{clockText(line.average_waiting)}</td>
              <td className={styles.figure}>{clockText(line.average_talk)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function slotOf(from: string | null): string {
  if (from === null) return ''
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: workspaceTimeZone(), hour: '2-digit', minute: '2-digit' })
  return `${formatTime(clock.format(new Date(from)))}–${formatTime(clock.format(new Date(Date.parse(from) + 1_800_000)))}`
}
