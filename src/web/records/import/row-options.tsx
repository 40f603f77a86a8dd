import { Checkbox, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'

import { labelText } from './label-text.ts'
import styles from './import.module.css'

import type { ImportField, ImportOptions } from './import-answer.ts'

interface Props {
  /** Fields that are filled by the file: only they can tell whether a record is there already. */
  fields: ImportField[]
  options: ImportOptions
  onChange(options: ImportOptions): void
}

/** What happens to rows with a value that cannot be read. */
export function BadValueOptions({ options, onChange }: Pick<Props, 'options' | 'onChange'>) {
  const { t } = useTranslation()
  return (
    <fieldset className={styles.duplicates}>
      <legend>{t('import.bad_values')}</legend>
      <Radio.Group
        value={options.bad_values ?? 'refuse'}
        onChange={(event) => onChange({ ...options, bad_values: event.target.value })}
        options={(['refuse', 'leave_out'] as const).map((value) => ({ value, label: t(`import.bad_value.${value}`) }))}
      />
    </fieldset>
  )
}

/** What happens to rows whose record is there already, and how that is known. */
export function DuplicateOptions({ fields, options, onChange }: Props) {
  const { t } = useTranslation()
  const matching = fields.filter((field) => field.can_match === true)
  return (
    <fieldset className={styles.duplicates}>
      <legend>{t('import.duplicates')}</legend>
      <Radio.Group
        value={options.duplicates}
        onChange={(event) => onChange({ ...options, duplicates: event.target.value })}
        options={(['skip', 'update', 'create'] as const).map((value) => ({ value, label: t(`import.duplicate.${value}`) }))}
      />
      {options.duplicates === 'update' && (
        <Checkbox checked={options.empty_cells === 'clear'} onChange={(event) => onChange({ ...options, empty_cells: event.target.checked ? 'clear' : 'keep' })}>
          {t('import.clear_empty')}
        </Checkbox>
      )}
      {options.duplicates !== 'create' && (
        <div className={styles.line}>
          <label htmlFor="import-match">{t('import.match_by')}</label>
          <Select
            id="import-match"
            className={styles.match}
            mode="multiple"
            value={options.match_by.filter((path) => matching.some((field) => field.path === path))}
            options={matching.map((field) => ({ value: field.path, label: labelText(field.label) }))}
            onChange={(chosen) => onChange({ ...options, match_by: chosen })}
            placeholder={t('import.match_automatic')}
          />
        </div>
      )}
    </fieldset>
  )
}
