/** One line as a row of the table, or a card on a phone: the same cells, laid out by style. */
import { CopyOutlined, DeleteOutlined, HolderOutlined, MessageOutlined, MoreOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'

import { formatNumber } from '../../../../web/kit/format.ts'
import { LineCell } from './line-cell.tsx'
import styles from './line-editor.module.css'
import { isTypedIn, typed } from './line.ts'

import type { FocusEvent } from 'react'
import type { Line, TypedPart } from './line.ts'

export interface RowWork {
  change(id: string, part: string, value: unknown): void
  duplicate(id: string): void
  remove(id: string): void
  grab(id: string): void
  focused(id: string, part: TypedPart, element: HTMLInputElement): void
  left(): void
}

interface Props {
  line: Line
  index: number
  amount: string | null
  /** The row below the last line, which becomes a line when something is typed. */
  isNew: boolean
  marksEmpty: boolean
  isGrabbed: boolean
  disabled: boolean
  /** Of the open choices, for the cell with the name. */
  choices: string | undefined
  activeChoice: string | undefined
  work: RowWork
}

const required: ReadonlySet<string> = new Set(['name', 'quantity', 'price'])

export const LineRow = memo(function LineRow({ line, index, amount, isNew, marksEmpty, isGrabbed, disabled, choices, activeChoice, work }: Props) {
  const { t } = useTranslation()
  const isWrong = (part: TypedPart) => {
    const value = line[part]
    if (part !== 'name' && part !== 'unit' && typeof value === 'string' && !/^-?\d+(\.\d+)?$/.test(value)) return true
    return !isNew && marksEmpty && required.has(part) && (value === null || value === undefined || value === '')
  }
  const items = [
    { key: 'copy', icon: <CopyOutlined aria-hidden />, label: t('sales.lines.duplicate'), onClick: () => work.duplicate(line.id) },
    { key: 'remark', icon: <MessageOutlined aria-hidden />, label: t('sales.lines.remark'), onClick: () => work.change(line.id, 'remark', line.remark ?? '') },
    { key: 'delete', icon: <DeleteOutlined aria-hidden />, label: t('sales.lines.delete'), onClick: () => work.remove(line.id) },
  ]
  return (
    <div className={isGrabbed ? styles.grabbed : styles.row} role="row" data-line={line.id} aria-rowindex={index + 2}>
      <div className={styles.handle} role="gridcell">
        {isNew ? (
          <span aria-hidden>+</span>
        ) : (
          <span
            className={styles.grip}
            title={t('sales.lines.reorder')}
            onPointerDown={(event) => {
              event.preventDefault()
              if (!disabled) work.grab(line.id)
            }}
          >
            <span className={styles.place}>{index + 1}</span>
            <HolderOutlined className={styles.dots} aria-hidden />
          </span>
        )}
      </div>
      {typed.map((part) => (
        <div key={part} className={styles[part]} role="gridcell">
          <span className={styles.cardLabel} aria-hidden>
            {t(`sales.lines.${part}`)}
          </span>
          <LineCell
            part={part}
            value={line[part]}
            isWrong={isWrong(part)}
            disabled={disabled}
            placeholder={part === 'name' && isNew ? t('sales.lines.new') : undefined}
            aria-label={t('sales.lines.cell', { part: t(`sales.lines.${part}`), line: index + 1 })}
            {...(part === 'name' ? { role: 'combobox', 'aria-expanded': choices !== undefined, 'aria-controls': choices, 'aria-activedescendant': activeChoice, 'aria-autocomplete': 'list' as const } : {})}
            onChange={(value) => work.change(line.id, part, value)}
            onFocus={(event: FocusEvent<HTMLInputElement>) => work.focused(line.id, part, event.target)}
            onBlur={work.left}
          />
          {part === 'name' && typeof line.code === 'string' && line.code !== '' && <span className={styles.code}>{line.code}</span>}
          {part === 'name' && typeof line.remark === 'string' && (
            <input className={styles.remark} value={line.remark} disabled={disabled} maxLength={500} placeholder={t('sales.lines.remark')} aria-label={t('sales.lines.cell', { part: t('sales.lines.remark'), line: index + 1 })} onChange={(event) => work.change(line.id, 'remark', event.target.value)} />
          )}
        </div>
      ))}
      <div className={styles.amount} role="gridcell">
        <span className={styles.cardLabel} aria-hidden>
          {t('sales.lines.amount')}
        </span>
        <output>{amount === null || !isTypedIn(line) ? '' : formatNumber(amount, 2)}</output>
      </div>
      <div className={styles.more} role="gridcell">
        {!isNew && (
          <Dropdown menu={{ items }} trigger={['click']} disabled={disabled}>
            <Button type="text" size="small" icon={<MoreOutlined aria-hidden />} aria-label={t('sales.lines.more', { line: index + 1 })} tabIndex={-1} />
          </Dropdown>
        )}
      </div>
    </div>
  )
})
