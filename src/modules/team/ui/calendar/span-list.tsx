import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import styles from './calendar.module.css'

import type { Span } from './use-calendar.ts'

interface Props {
  spans: Span[]
  /** Whose hours they are. */
  label: string
  emptyWord: string
  disabled?: boolean
  onChange(spans: Span[]): void
}

/** Hours of a day. The browser's own time field: typed by keyboard, turned by a thumb. */
export function SpanList({ spans, label, emptyWord, disabled, onChange }: Props) {
  const { t } = useTranslation()
  const set = (index: number, changes: Partial<Span>) => onChange(spans.map((span, at) => (at === index ? { ...span, ...changes } : span)))
  const next = spans.at(-1) ? { from: '13:30', to: '18:00' } : { from: '09:00', to: '12:00' }
  return (
    <div className={styles.spans} role="group" aria-label={label}>
      {spans.length === 0 && <span className={styles.quiet}>{emptyWord}</span>}
      {spans.map((span, index) => (
        <span key={index} className={styles.span}>
          <input type="time" required disabled={disabled} value={span.from} aria-label={t('team.calendar.from', { label })} onChange={(event) => set(index, { from: event.target.value })} />
          <span aria-hidden="true">–</span>
          <input type="time" required disabled={disabled} value={span.to} aria-label={t('team.calendar.to', { label })} onChange={(event) => set(index, { to: event.target.value })} />
          {span.to !== '00:00' && span.to <= span.from && <small className={styles.quiet}>{t('team.calendar.next_day')}</small>}
          {!disabled && <Button type="text" size="small" icon={<CloseOutlined aria-hidden />} aria-label={t('team.calendar.remove_span', { label })} onClick={() => onChange(spans.filter((_, at) => at !== index))} />}
        </span>
      ))}
      {!disabled && spans.length < 6 && <Button type="text" size="small" icon={<PlusOutlined aria-hidden />} aria-label={t('team.calendar.add_span', { label })} onClick={() => onChange([...spans, next])} />}
    </div>
  )
}
