import { InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'

import styles from './fields.module.css'

import type { CellProps, FieldTwin, InputProps } from './field-twin.ts'

/** A point on the map: `{ latitude, longitude }` in degrees. */
function Input({ value, onChange, id, disabled, invalid, describedBy }: InputProps) {
  const { t } = useTranslation()
  const point = pointOf(value)
  const change = (part: Partial<Point>) => {
    const changed = { ...point, ...part }
    onChange(changed.latitude === null && changed.longitude === null ? null : changed)
  }
  const status = invalid ? 'error' : undefined
  return (
    <span className={styles.pair}>
      <InputNumber id={id} className={styles.full} controls={false} min={-90} max={90} status={status} disabled={disabled} aria-describedby={describedBy} aria-label={t('fields.latitude')} placeholder={t('fields.latitude')} value={point.latitude} onChange={(latitude) => change({ latitude })} />
      <InputNumber className={styles.full} controls={false} min={-180} max={180} status={status} disabled={disabled} aria-label={t('fields.longitude')} placeholder={t('fields.longitude')} value={point.longitude} onChange={(longitude) => change({ longitude })} />
    </span>
  )
}

function Cell({ value }: CellProps) {
  const { latitude, longitude } = pointOf(value)
  if (latitude === null || longitude === null) return null
  return (
    <span className={styles.figure}>
      {latitude.toFixed(5)}, {longitude.toFixed(5)}
    </span>
  )
}

interface Point {
  latitude: number | null
  longitude: number | null
}

function pointOf(value: unknown): Point {
  if (typeof value !== 'object' || value === null) return { latitude: null, longitude: null }
  const part = (name: string) => {
    const given: unknown = Reflect.get(value, name)
    return typeof given === 'number' ? given : null
  }
  return { latitude: part('latitude'), longitude: part('longitude') }
}

export const place: FieldTwin = { Input, Cell, width: 160 }
