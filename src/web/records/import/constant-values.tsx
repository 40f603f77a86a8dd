/** Values for fields that no column fills alone: the same for every row, or put together of columns, such as `{year}-{month}-{day}`. */
import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

import { fillTemplate } from './constant-template.ts'
import { labelText } from './label-text.ts'
import styles from './import.module.css'

import type { Import, ImportField } from './import-answer.ts'

interface Props {
  current: Import
  /** Not filled by a column. */
  offered: ImportField[]
  constants: Record<string, string>
  onChange(constants: Record<string, string>): void
}

export function ConstantValues({ current, offered, constants, onChange }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const given = Object.keys(constants)
  // What must be there and is in no column asks for a value by itself.
  const shown = [...new Set([...offered.filter((field) => field.required).map((field) => field.path), ...given])]
  const rest = offered.filter((field) => !shown.includes(field.path))
  const without = (path: string) => Object.fromEntries(Object.entries(constants).filter(([each]) => each !== path))
  const [row] = current.sample
  return (
    <fieldset className={styles.duplicates}>
      <legend>{t('import.constants')}</legend>
      {shown.map((path) => {
        const field = current.fields.find((each) => each.path === path)
        if (!field) return null
        const value = constants[path] ?? ''
        return (
          <div key={path} className={styles.constant}>
            <label htmlFor={`${id}-${path}`}>
              {labelText(field.label)}
              {field.required && ' *'}
            </label>
            <Input id={`${id}-${path}`} className={styles.constantInput} value={value} placeholder={t('import.constant_hint')} onChange={(event) => onChange({ ...constants, [path]: event.target.value })} />
            <Select
              className={styles.insert}
              value={null}
              placeholder={t('import.insert')}
              options={[{ value: 'row', label: t('import.row_number') }, ...current.columns.map((column) => ({ value: column, label: column }))]}
              onChange={(column) => onChange({ ...constants, [path]: `${value}{${column}}` })}
              showSearch={{ optionFilterProp: 'label' }}
              popupMatchSelectWidth={false}
              aria-label={t('import.insert')}
            />
            <span className={styles.quiet}>{value && row ? `→ ${fillTemplate(value, current.columns, row)}` : ''}</span>
            {!field.required && <Button size="small" type="text" icon={<CloseOutlined aria-hidden />} aria-label={t('filter.remove')} onClick={() => onChange(without(path))} />}
          </div>
        )
      })}
      {rest.length > 0 && (
        <Select
          className={styles.object}
          value={null}
          placeholder={
            <>
              <PlusOutlined aria-hidden /> {t('import.add_constant')}
            </>
          }
          options={rest.map((field) => ({ value: field.path, label: labelText(field.label) }))}
          onChange={(path) => path && onChange({ ...constants, [path]: '' })}
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('import.add_constant')}
        />
      )}
    </fieldset>
  )
}
