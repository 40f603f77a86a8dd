/** The form with these panels. One can try it, so that fields of persons and of organisations are both seen; nothing is kept. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { ScrollBox } from '../../../../web/kit/scroll-box.tsx'
import { FormField } from '../../../../web/records/form/form-field.tsx'
import { panelsOf, startValues, withValue } from '../../../../web/records/form/form-model.ts'
import { FormPanels } from '../../../../web/records/form/form-panels.tsx'
import styles from './layouts.module.css'

import type { ObjectMetadata } from '../../../../web/client/metadata.tsx'
import type { Panel } from './layout-model.ts'

const nothing = () => undefined

export function LayoutPreview({ object, panels }: { object: ObjectMetadata; panels: Panel[] }) {
  const { t } = useTranslation()
  const [values, setValues] = useState(() => startValues(object, {}, {}))
  return (
    <ScrollBox className={styles.preview} label={t('team.layout.preview')}>
      <h2 className={styles.columnTitle}>{t('team.layout.preview')}</h2>
      <p className={styles.note}>{t('team.layout.preview_hint')}</p>
      <div className={styles.form}>
        <FormPanels panels={panelsOf({ ...object, panels }, values)}>
          {(field) => <FormField key={field.name} field={field} value={values[field.name]} onChange={(value) => setValues((before) => withValue(object, before, field.name, value))} errors={[]} onTakeTheirs={nothing} autoFocus={false} disabled={false} />}
        </FormPanels>
      </div>
    </ScrollBox>
  )
}
