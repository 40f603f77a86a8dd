import { InputNumber } from 'antd'
import { useId } from 'react'

import { labelOf } from '../../../web/client/metadata.tsx'
import { formatNumber } from '../../../web/kit/format.ts'
import { limitNames, type Limit } from './scheme-draft.ts'
import styles from './tiers.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'

/** Each limit a line, with what it means. */
export function LimitFields({ object, limits, isDraft, onChange }: { object: ObjectMetadata; limits: Record<Limit, number>; isDraft: boolean; onChange(limits: Record<Limit, number>): void }) {
  const id = useId()
  return (
    <div className={styles.limits}>
      {limitNames.map((name) => {
        const field = object.fields.find((one) => one.name === name)
        if (!field) return null
        return (
          <div key={name}>
            <label htmlFor={`${id}-${name}`}>
              {labelOf(field.label)}
              {field.hint && <small>{labelOf(field.hint)}</small>}
            </label>
            {isDraft ? <InputNumber id={`${id}-${name}`} min={name === 'hold_days' || name === 'hand_days' ? 0 : 1} max={name.startsWith('most') ? 10 : 3650} precision={0} value={limits[name]} onChange={(value) => value !== null && onChange({ ...limits, [name]: value })} /> : <b>{formatNumber(limits[name])}</b>}
          </div>
        )
      })}
    </div>
  )
}
