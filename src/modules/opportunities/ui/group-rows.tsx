/** Rows of a group that are written where they stand: each is saved when one leaves it, an empty one goes. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { DayPicker } from '../../../web/kit/day-picker.tsx'
import { formatDate } from '../../../web/kit/format.ts'
import styles from './opportunity.module.css'

export type GroupRow = Record<string, unknown>

export interface GroupPart {
  name: string
  label: string
  kind: 'line' | 'words' | 'day' | 'check'
  placeholder?: string
}

interface Props {
  rows: GroupRow[]
  parts: GroupPart[]
  /** What a new row has before anything is written. */
  fresh: GroupRow
  add: string
  canChange: boolean
  onSave(rows: GroupRow[]): void
}

export function GroupRows({ rows, parts, fresh, add, canChange, onSave }: Props) {
  const { t } = useTranslation()
  const [drafts, setDrafts] = useState(rows)
  const kept = JSON.stringify(rows)
  // What others wrote appears, unless one is writing oneself.
  const [known, setKnown] = useState(kept)
  if (known !== kept) {
    setKnown(kept)
    setDrafts(rows)
  }
  const first = parts[0]?.name ?? ''
  const save = (next: GroupRow[]) => {
    const filled = next.filter((row) => String(row[first] ?? '').trim() !== '')
    if (JSON.stringify(filled) !== kept) onSave(filled)
  }
  const change = (at: number, name: string, value: unknown) => drafts.map((row, place) => (place === at ? { ...row, [name]: value } : row))
  return (
    <div className={styles.rows}>
      {drafts.map((row, at) => (
        <div key={at} className={styles.row} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && save(drafts)}>
          <div className={styles.parts}>
            {parts.map((part) => (
              <Part key={part.name} part={part} value={row[part.name]} disabled={!canChange} isFresh={canChange && part.name === first && at === drafts.length - 1 && !row[first]} onChange={(value) => {
                const next = change(at, part.name, value)
                setDrafts(next)
                // Chosen at once: nothing is left to be finished by going elsewhere.
                if (part.kind === 'check' || part.kind === 'day') save(next)
              }} />
            ))}
          </div>
          {canChange && <Button type="text" size="small" className={styles.remove} icon={<DeleteOutlined aria-hidden />} aria-label={t('opportunities.remove_row', { name: String(row[first] ?? '') })} onClick={() => save(drafts.filter((_, place) => place !== at))} />}
        </div>
      ))}
      {canChange && (
        <Button type="link" size="small" className={styles.add} icon={<PlusOutlined aria-hidden />} onClick={() => setDrafts([...drafts, fresh])}>
          {add}
        </Button>
      )}
    </div>
  )
}

function Part({ part, value, disabled, isFresh, onChange }: { part: GroupPart; value: unknown; disabled: boolean; isFresh: boolean; onChange(value: unknown): void }) {
  const text = typeof value === 'string' ? value : ''
  if (part.kind === 'check') {
    return (
      <Checkbox checked={value === true} disabled={disabled} onChange={({ target }) => onChange(target.checked)}>
        {part.label}
      </Checkbox>
    )
  }
  if (part.kind === 'day') return disabled ? <span className={styles.day}>{text && formatDate(text)}</span> : <DayPicker day={text} label={part.label} hint={part.label} className={styles.day} onChange={onChange} />
  const common = { 'aria-label': part.label, disabled, value: text, placeholder: part.placeholder ?? part.label, maxLength: 500, autoFocus: isFresh, variant: 'borderless' as const }
  return <Input.TextArea {...common} autoSize={{ minRows: 1, maxRows: 8 }} className={part.kind === 'line' ? styles.question : styles.answer} onChange={({ target }) => onChange(target.value.replaceAll('\n', ' '))} />
}
