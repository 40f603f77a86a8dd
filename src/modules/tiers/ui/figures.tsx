/** Figures that decided, each with its name. */
import { labelOf, useMetadata } from '../../../web/client/metadata.tsx'
import { twinOf } from '../../../web/fields/index.ts'
import styles from './tiers.module.css'

import type { Figure } from '../queries/figures.ts'

export function Figures({ figures }: { figures: readonly Figure[] }) {
  const { objects } = useMetadata()
  return (
    <span className={styles.figures}>
      {figures.map(({ object, field: name, value }) => {
        const field = objects.find((one) => one.name === object)?.fields.find((one) => one.name === name)
        if (!field) return null
        const { Cell } = twinOf(field)
        return (
          <span key={`${object}.${name}`}>
            {labelOf(field.label)} <b>{value === null ? '—' : <Cell field={field} value={value} record={{}} isPlain dense />}</b>
          </span>
        )
      })}
    </span>
  )
}
