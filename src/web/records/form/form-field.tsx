/** One field of a form: label, input, hint, what is wrong with it, and what somebody else wrote meanwhile. */
import { Button } from 'antd'
import { Suspense, useId } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../client/metadata.tsx'
import { twinOf } from '../../fields/index.ts'
import { timeAgo } from '../../kit/format.ts'
import { mergeTexts } from '../merge-text.ts'
import styles from './form.module.css'

import type { ComponentType } from 'react'
import type { ProblemEntry } from '../../client/api.ts'
import type { FieldMetadata } from '../../client/metadata.tsx'
import type { FieldInputProps } from '../record/record-screens.tsx'

interface Props {
  field: FieldMetadata
  value: unknown
  onChange(value: unknown): void
  errors: string[]
  collision?: ProblemEntry
  onTakeTheirs(): void
  /** The other's words are in the value by now. */
  onMerged?(): void
  autoFocus: boolean
  disabled: boolean
  /** In the place of the twin's input. */
  Own?: ComponentType<FieldInputProps>
  /** Of the whole form, for an input that looks at them. */
  values?: Record<string, unknown>
}

export function FormField({ field, value, onChange, errors, collision, onTakeTheirs, onMerged, autoFocus, disabled, Own, values = {} }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const noteId = `${id}-note`
  const twin = twinOf(field)
  const takeTheirs = () => {
    onTakeTheirs()
    // The button goes; the keys stay with the form.
    document.getElementById(id)?.focus()
  }
  const theirs = collision?.theirs
  const texts = twin.isProse && typeof value === 'string' && typeof theirs === 'string' ? { mine: value, theirs } : undefined
  const takeBoth = () => {
    if (!texts) return
    onChange(mergeTexts(texts.mine, texts.theirs))
    onMerged?.()
    document.getElementById(id)?.focus()
  }
  const hasNote = errors.length > 0 || field.hint !== undefined
  const input = { field, id, value, onChange, autoFocus, disabled, invalid: errors.length > 0, describedBy: hasNote ? noteId : undefined }
  return (
    <div className={twin.isWide ? styles.wideField : styles.field} data-field={field.name}>
      <label className={styles.label} htmlFor={id} id={`${id}-label`}>
        {labelOf(field.label)}
        {field.required && (
          <span className={styles.required} title={t('form.required')}>
            {' *'}
          </span>
        )}
      </label>
      {Own ? (
        <Suspense fallback={null}>
          <Own {...input} values={values} />
        </Suspense>
      ) : (
        <twin.Input {...input} />
      )}
      {hasNote && (
        <div id={noteId} className={errors.length > 0 ? styles.error : styles.hint}>
          {errors.length > 0 ? errors.join(' ') : field.hint && labelOf(field.hint)}
        </div>
      )}
      {collision && (
        <div className={styles.collision} role="alert">
          <span>{t('form.collision', { who: collision.changed_by?.name ?? '', when: timeAgo(collision.changed_at) })}</span>
          <twin.Cell field={field} value={collision.theirs} />
          <Button size="small" onClick={takeTheirs}>
            {t('form.take_theirs')}
          </Button>
          {texts && (
            <Button size="small" onClick={takeBoth}>
              {t('form.take_both')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
