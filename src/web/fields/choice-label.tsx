/** An option with its colour; the word says what the colour says. */
import { labelOf } from '../client/i18n.ts'
import { optionColour } from '../kit/theme.ts'
import styles from './fields.module.css'

import type { FieldMetadata } from '../../kernel/projections/metadata-shape.ts'

export function ChoiceLabel({ field, option }: { field: FieldMetadata; option: unknown }) {
  const found = field.options?.find(({ key }) => key === option)
  const text = found ? labelOf(found.label) : String(option)
  return (
    <span className={styles.chip}>
      {found?.color && <span className={styles.dot} style={{ background: optionColour(found.color) }} aria-hidden="true" />}
      <span className={styles.cut}>{text}</span>
    </span>
  )
}

export function choiceOptions(field: FieldMetadata): { value: string; label: string }[] {
  return (field.options ?? []).map(({ key, label }) => ({ value: key, label: labelOf(label) }))
}
