import { AimOutlined } from '@ant-design/icons'
import { Button, Input as TextInput, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { whereIam } from '../client/where-i-am.ts'
import { mapLink } from '../kit/map-link.ts'
import { useToast } from '../kit/toast.tsx'
import styles from './fields.module.css'
import { filterBy } from './operand.tsx'
import { text } from './text.tsx'

import type { CellProps, FieldTwin, InputProps } from './field-twin.ts'

/** A name and a point on the map: `{ name, lat, lng }`, each optional, in degrees. */
function Input({ value, onChange, id, disabled, invalid, describedBy }: InputProps) {
  const { t } = useTranslation()
  const place = placeOf(value)
  const change = (part: Place) => {
    const changed = Object.fromEntries(Object.entries({ ...place, ...part }).filter(([, given]) => given !== undefined))
    onChange(Object.keys(changed).length > 0 ? changed : null)
  }
  const toast = useToast()
  const [isLooking, setIsLooking] = useState(false)
  const here = async () => {
    setIsLooking(true)
    const point = await whereIam()
    setIsLooking(false)
    if (point) change(point)
    else toast.information(t('fields.nowhere'))
  }
  const shared = { status: invalid ? ('error' as const) : undefined, disabled }
  return (
    <span className={styles.place}>
      <TextInput {...shared} id={id} aria-describedby={describedBy} placeholder={t('fields.place_name')} value={place.name ?? ''} onChange={(event) => change({ name: event.target.value || undefined })} />
      <InputNumber {...shared} className={styles.full} controls={false} min={-90} max={90} aria-label={t('fields.latitude')} placeholder={t('fields.latitude')} value={place.lat ?? null} onChange={(lat) => change({ lat: lat ?? undefined })} />
      <InputNumber {...shared} className={styles.full} controls={false} min={-180} max={180} aria-label={t('fields.longitude')} placeholder={t('fields.longitude')} value={place.lng ?? null} onChange={(lng) => change({ lng: lng ?? undefined })} />
      <Button icon={<AimOutlined aria-hidden />} disabled={disabled} loading={isLooking} onClick={() => void here()}>
        {t('fields.here')}
      </Button>
    </span>
  )
}

function Cell({ value, dense }: CellProps) {
  const { name, lat, lng } = placeOf(value)
  const point = lat !== undefined && lng !== undefined ? `${lat.toFixed(5)}, ${lng.toFixed(5)}` : ''
  if (!name && !point) return null
  const map = dense ? undefined : mapLink({ name, lat, lng })
  if (map) return <a className={styles.wrap} href={map} target="_blank" rel="noreferrer" title={point}>{name ?? point}</a>
  return (
    <span className={dense ? styles.cut : styles.wrap} title={point}>
      {name ?? point}
    </span>
  )
}

interface Place {
  name?: string
  lat?: number
  lng?: number
}

function placeOf(value: unknown): Place {
  if (typeof value !== 'object' || value === null) return {}
  const given: Record<string, unknown> = { ...value }
  return {
    name: typeof given.name === 'string' ? given.name : undefined,
    lat: typeof given.lat === 'number' ? given.lat : undefined,
    lng: typeof given.lng === 'number' ? given.lng : undefined,
  }
}

export const place: FieldTwin = { Input, Cell, Filter: filterBy(text.Input), width: 160, isWide: true, isLarge: true, firstOperator: 'contains' }
