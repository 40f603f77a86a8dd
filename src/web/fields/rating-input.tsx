import { Rate } from 'antd'

import styles from './fields.module.css'
import { highest } from './stars.ts'

import type { InputProps } from './field-twin.ts'

export function Input({ value, onChange, id, autoFocus, disabled }: InputProps) {
  return <Rate id={id} className={styles.rate} count={highest} value={typeof value === 'number' ? value : 0} onChange={(stars) => onChange(stars || null)} autoFocus={autoFocus} disabled={disabled} />
}
