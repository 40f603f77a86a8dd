import { Checkbox, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { ScrollBox } from '../../kit/scroll-box.tsx'
import { labelText } from './label-text.ts'
import styles from './import.module.css'

import type { Import } from './import-answer.ts'

interface Props {
  current: Import
  mapping: Record<string, string | null>
  onChange(column: string, path: string | null): void
}

/** So many samples of each column. */
const samples = 3

/** A line for each column of the file: its name, what stands in it, the field it goes to. */
export function MappingTable({ current, mapping, onChange }: Props) {
  const { t } = useTranslation()
  const used = Map.groupBy(Object.entries(mapping), ([, path]) => path)
  const options = current.fields.map((field) => ({ value: field.path, label: field.required ? `${labelText(field.label)} *` : labelText(field.label), title: field.hint && labelText(field.hint) }))
  // What is guessed stands on top; the order stays while one changes it.
  const columns = useMemo(() => current.columns.toSorted((a, b) => Number(!current.suggested[a]) - Number(!current.suggested[b])), [current.columns, current.suggested])
  // What a column was mapped to before it was left out comes back with its tick.
  const [former, setFormer] = useState<Record<string, string>>({})
  const leaveOut = (column: string, path: string) => {
    setFormer((before) => ({ ...before, [column]: path }))
    onChange(column, null)
  }
  const takeIn = (column: string) => {
    const path = former[column] ?? current.suggested[column]
    if (path) onChange(column, path)
    else document.getElementById(selectId(current, column))?.focus()
  }
  const ignored = current.columns.filter((column) => !mapping[column]).length
  return (
    <ScrollBox label={t('import.steps.mapping')} className={styles.tableBox}>
      <table className={`${styles.table} ${styles.mapping}`}>
        <caption className={styles.caption}>{t('import.mapping_hint', { count: current.columns.length, ignored })}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.tick}>{t('import.take')}</th>
            <th scope="col">{t('import.column')}</th>
            <th scope="col">{t('import.samples')}</th>
            <th scope="col">{t('import.field')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => {
            const index = current.columns.indexOf(column)
            const path = mapping[column] ?? null
            const isTwice = path !== null && (used.get(path)?.length ?? 0) > 1 && current.fields.find((field) => field.path === path)?.many !== true
            return (
              <tr key={column} className={path ? undefined : styles.ignored}>
                <td className={styles.tick}>
                  <Checkbox checked={path !== null} aria-label={t('import.take_column', { column })} onChange={() => (path ? leaveOut(column, path) : takeIn(column))} />
                </td>
                <th scope="row">{column}</th>
                <td>
                  <ul className={styles.samples}>
                    {current.sample.slice(0, samples).map((row, line) => (
                      <li key={line}>{row[index] || <span className={styles.quiet}>—</span>}</li>
                    ))}
                  </ul>
                </td>
                <td className={styles.target}>
                  <Select
                    className={styles.full}
                    value={path}
                    options={options}
                    onChange={(chosen) => onChange(column, chosen)}
                    id={selectId(current, column)}
                    placeholder={t('import.ignore')}
                    showSearch={{ optionFilterProp: 'label' }}
                    status={isTwice ? 'warning' : undefined}
                    aria-label={t('import.field_of', { column })}
                  />
                  {isTwice && <small className={styles.twice}>{t('import.twice')}</small>}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function selectId(current: Import, column: string): string {
  return `import-field-${current.columns.indexOf(column)}`
}
