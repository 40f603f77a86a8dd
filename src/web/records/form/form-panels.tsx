/** The panels of a form, two columns where there is room. */
import { labelOf } from '../../client/metadata.tsx'
import styles from './form.module.css'

import type { ReactNode } from 'react'
import type { FieldMetadata } from '../../client/metadata.tsx'
import type { FormPanel } from './form-model.ts'

export function FormPanels({ panels, children }: { panels: FormPanel[]; children(field: FieldMetadata): ReactNode }) {
  return (
    <div className={styles.panels}>
      {panels.map((panel) => (
        <fieldset key={panel.key} className={styles.panel}>
          <legend className={styles.legend}>{labelOf(panel.label)}</legend>
          <div className={styles.grid}>{panel.fields.map(children)}</div>
        </fieldset>
      ))}
    </div>
  )
}
