import { Checkbox, Select } from 'antd'
import { useTranslation } from 'react-i18next'

import styles from './import.module.css'

import type { Import, ImportOptions } from './import-answer.ts'

interface Props {
  current: Import
  options: ImportOptions
  isBusy: boolean
  onChange(changes: Partial<ImportOptions>): void
}

const encodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be', 'big5', 'windows-1252']
const delimiters = [',', ';', '\t', '|']

/** How the file is read; a change shows the columns and samples anew. Only text files leave a choice. */
export function ReadingOptions({ current, options, isBusy, onChange }: Props) {
  const { t } = useTranslation()
  const header = (
    <Checkbox checked={options.has_header ?? true} disabled={isBusy} onChange={(event) => onChange({ has_header: event.target.checked })}>
      {t('import.has_header')}
    </Checkbox>
  )
  if (current.format === 'vcard') return null
  if (current.format !== 'csv') {
    const sheets = current.sheets ?? []
    return (
      <div className={styles.line}>
        {sheets.length > 1 && (
          <>
            <label htmlFor="import-sheet">{t('import.sheet')}</label>
            <Select id="import-sheet" value={options.sheet ?? current.sheet ?? sheets[0]} disabled={isBusy} options={sheets.map((sheet) => ({ value: sheet, label: sheet }))} onChange={(sheet) => onChange({ sheet })} popupMatchSelectWidth={false} />
          </>
        )}
        {header}
      </div>
    )
  }
  const encoding = (options.encoding ?? current.encoding ?? 'utf-8').toLowerCase()
  const delimiter = options.delimiter ?? current.delimiter ?? ','
  return (
    <div className={styles.line}>
      <label htmlFor="import-encoding">{t('import.encoding')}</label>
      <Select
        id="import-encoding"
        value={encoding}
        disabled={isBusy}
        options={[...new Set([encoding, ...encodings])].map((each) => ({ value: each, label: each.toUpperCase() }))}
        onChange={(chosen) => onChange({ encoding: chosen })}
        popupMatchSelectWidth={false}
      />
      <label htmlFor="import-delimiter">{t('import.delimiter')}</label>
      <Select
        id="import-delimiter"
        value={delimiter}
        disabled={isBusy}
        options={[...new Set([delimiter, ...delimiters])].map((each) => ({ value: each, label: delimiterName(t, each) }))}
        onChange={(chosen) => onChange({ delimiter: chosen })}
        popupMatchSelectWidth={false}
      />
      {header}
    </div>
  )
}

function delimiterName(t: (key: string) => string, delimiter: string): string {
  if (delimiter === ',') return t('import.comma')
  if (delimiter === ';') return t('import.semicolon')
  if (delimiter === '\t') return t('import.tab')
  return delimiter
}
