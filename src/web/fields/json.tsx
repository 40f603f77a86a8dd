import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../client/i18n.ts'
import { boolean } from './boolean.tsx'
import { choice } from './choice.tsx'
import { date } from './date.tsx'
import { datetime } from './datetime.tsx'
import styles from './fields.module.css'
import { money } from './money.tsx'
import { number } from './number.tsx'
import { percent } from './percent.tsx'
import { reference } from './reference.tsx'
import { text } from './text.tsx'
import { time } from './time.tsx'
import { useNamed } from './use-named.ts'

import type { FieldMetadata } from '../../kernel/projections/metadata-shape.ts'
import type { CellProps, FieldTwin, InputProps } from './field-twin.ts'

type Part = NonNullable<FieldMetadata['parts']>[number]
type Entry = Record<string, unknown>

const partTwins: Record<Part['type'], FieldTwin> = { text, choice, date, datetime, time, number, boolean, money, percent, reference }

/** One or several entries of named parts, e.g. a consent per channel. */
function Input({ field, value, onChange, id, disabled, invalid, describedBy }: InputProps) {
  const { t } = useTranslation()
  const entries = useNamed(entriesOf(value), referenceOf(field))
  const shown = field.many || entries.length > 0 ? entries : [{}]
  const change = (changed: Entry[]) => onChange(field.many ? changed : (changed[0] ?? null))
  return (
    <div className={styles.rows} id={id} role="group" aria-labelledby={`${id}-label`} aria-describedby={describedBy}>
      {shown.map((entry, index) => (
        <div key={index} className={styles.row}>
          <div className={styles.parts}>
            {(field.parts ?? []).map((part) => {
              const { Input: PartInput } = partTwins[part.type]
              return (
                <label key={part.name} className={styles.part}>
                  <span className={styles.note}>{labelOf(part.label)}</span>
                  <PartInput
                    field={asField(part)}
                    id={`${id}-${index}-${part.name}`}
                    label={labelOf(part.label)}
                    value={entry[part.name]}
                    onChange={(given) => change(shown.with(index, { ...entry, [part.name]: given }))}
                    disabled={disabled}
                    invalid={invalid}
                  />
                </label>
              )
            })}
          </div>
          {field.many && <Button type="text" icon={<CloseOutlined aria-hidden />} aria-label={t('fields.remove_line')} onClick={() => change(shown.toSpliced(index, 1))} disabled={disabled} />}
        </div>
      ))}
      {field.many && (
        <Button type="link" size="small" icon={<PlusOutlined aria-hidden />} onClick={() => change([...shown, {}])} disabled={disabled}>
          {t('fields.another')}
        </Button>
      )}
    </div>
  )
}

function Cell({ field, value, dense }: CellProps) {
  // In lists and histories many stand below each other: there the names are not asked for.
  const entries = useNamed(entriesOf(value), referenceOf(field), !dense)
  if (entries.length === 0) return null
  // The id of an entry, or of a record without its name, says nothing to people.
  const parts = (field.parts ?? []).filter(({ name }) => name !== 'id')
  const lines = entries.map((entry, index) => (
    <li key={index} className={dense ? undefined : styles.inline}>
      {parts.map((part) => {
        const { Cell: PartCell } = partTwins[part.type]
        const given = entry[part.name]
        return given === undefined || given === null || given === '' || (part.type === 'reference' && typeof given === 'string') ? null : (
          <span key={part.name} title={labelOf(part.label)}>
            {isBareFigure(part) && <span className={styles.partLabel}>{labelOf(part.label)}</span>}
            <PartCell field={asField(part)} value={given} dense={dense} />
          </span>
        )
      })}
    </li>
  ))
  const more = dense ? lines.length - 1 : 0
  return (
    <ul className={styles.list}>
      {dense ? lines.slice(0, 1) : lines}
      {more > 0 && <li className={styles.partLabel}>+{more}</li>}
    </ul>
  )
}

/** No group has two parts that name records. */
function referenceOf(field: FieldMetadata): Part | undefined {
  return field.parts?.find(({ type }) => type === 'reference')
}

/** Several figures in a row say nothing without the names of what they count. */
function isBareFigure({ type }: Part): boolean {
  return type === 'number' || type === 'money' || type === 'percent'
}

/** Entries of a list without any part are not written. A single group says which parts are empty: a patch leaves what it does not name. */
function writable(value: unknown): unknown {
  const entries = entriesOf(value)
    .map((entry) => Object.entries(entry).map(([part, given]) => [part, given === undefined || given === '' ? null : idOf(given)] as const))
    .filter((entry) => entry.some(([, given]) => given !== null))
  if (!Array.isArray(value)) return entries[0] ? Object.fromEntries(entries[0]) : null
  return entries.map((entry) => Object.fromEntries(entry.filter(([, given]) => given !== null)))
}

/** A part that names a record is written as its id. */
function idOf(given: unknown): unknown {
  return typeof given === 'object' && given !== null && 'id' in given && !Array.isArray(given) ? given.id : given
}

function entriesOf(value: unknown): Entry[] {
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.flatMap((entry) => (typeof entry === 'object' && entry !== null ? [{ ...entry }] : []))
}

function asField(part: Part): FieldMetadata {
  return { ...part, required: false, readonly: false, right: 'write', custom: false, sortable: false, operators: [] }
}

export const json: FieldTwin = { Input, Cell, width: 180, isWide: true, writable, isLarge: true }
