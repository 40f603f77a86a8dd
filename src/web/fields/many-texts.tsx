/** One input per line for phones and mail addresses; a single one where the field holds one value. */
import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'

import { textOf } from './text.tsx'
import styles from './fields.module.css'

import type { InputProps } from './field-twin.ts'

interface Options {
  type: 'tel' | 'email'
  /** How a stored value is shown for editing; the server understands it again. */
  show?: (value: unknown) => string
}

export function ManyTexts({ field, value, onChange, id, autoFocus, disabled, invalid, describedBy, label, type, show = textOf }: InputProps & Options) {
  const { t } = useTranslation()
  const lines: unknown[] = Array.isArray(value) && value.length > 0 ? value : [Array.isArray(value) ? '' : (value ?? '')]
  const change = (changed: unknown[]) => {
    const isBlank = changed.every((line) => line === '')
    onChange(field.many ? (isBlank && changed.length < 2 ? [] : changed) : changed[0] || null)
  }
  return (
    <div className={styles.rows}>
      {lines.map((line, index) => (
        <div key={index} className={styles.row}>
          <Input
            id={index === 0 ? id : `${id}-${index}`}
            type={type}
            value={show(line)}
            onChange={(event) => change(lines.with(index, event.target.value))}
            autoFocus={autoFocus && index === 0}
            disabled={disabled}
            status={invalid ? 'error' : undefined}
            aria-invalid={invalid}
            aria-describedby={describedBy}
            aria-label={label ?? (index === 0 ? undefined : t('fields.nth', { number: index + 1 }))}
            autoComplete="off"
          />
          {lines.length > 1 && (
            <Button type="text" icon={<CloseOutlined aria-hidden />} aria-label={t('fields.remove_line')} onClick={() => change(lines.toSpliced(index, 1))} disabled={disabled} />
          )}
        </div>
      ))}
      {field.many && textOf(lines.at(-1)) !== '' && (
        <Button type="link" size="small" icon={<PlusOutlined aria-hidden />} onClick={() => change([...lines, ''])} disabled={disabled}>
          {t('fields.another')}
        </Button>
      )}
    </div>
  )
}

/** Lines left empty are not written. */
export function filledLines(value: unknown): unknown {
  return Array.isArray(value) ? value.filter((line) => typeof line === 'string' && line.trim() !== '') : value
}
