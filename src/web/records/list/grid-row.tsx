import { Checkbox } from 'antd'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'

import { twinOf } from '../../fields/index.ts'
import { FieldEditor } from '../field-editor.tsx'
import { valueAt } from './columns.ts'
import { cellId } from './grid-place.ts'
import styles from './grid.module.css'

import type { RecordData } from '../../client/records.ts'
import type { Column } from './columns.ts'
import type { GridProps } from './grid.tsx'
import type { Place } from './grid-place.ts'

interface Props extends Pick<GridProps, 'onPlace' | 'onEdit' | 'onOpen' | 'onSave'> {
  gridId: string
  record: RecordData
  index: number
  columns: Column[]
  template: string
  width: number
  height: number
  isChosen: boolean
  isOpened: boolean
  activeColumn: number | undefined
  editedColumn: number | undefined
  onToggle(extendsSelection: boolean): void
}

/** Drawn again only when something of this row changed; the callbacks of the list do the same for every render. */
export const GridRow = memo(Row, (before, after) =>
  (['record', 'index', 'columns', 'template', 'height', 'isChosen', 'isOpened', 'activeColumn', 'editedColumn'] as const).every((name) => before[name] === after[name]),
)

function Row(props: Props) {
  const { t } = useTranslation()
  const { record, columns, editedColumn, activeColumn } = props
  const classes = [styles.row, props.isChosen ? styles.chosen : '', props.isOpened ? styles.opened : '', editedColumn !== undefined ? styles.editing : '']
  return (
    <div
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={props.isChosen}
      className={classes.join(' ')}
      style={{ top: props.index * props.height, height: props.height, gridTemplateColumns: props.template, width: props.width }}
    >
      <div role="gridcell" aria-colindex={1} className={styles.check}>
        <Checkbox
          checked={props.isChosen}
          tabIndex={-1}
          aria-label={t('list.choose_row')}
          onChange={(event) => props.onToggle('shiftKey' in event.nativeEvent && event.nativeEvent.shiftKey === true)}
        />
      </div>
      {columns.map((column, position) => (
        <Cell key={column.name} {...props} column={column} place={{ id: record.id, column: position }} isActive={activeColumn === position} isEdited={editedColumn === position} />
      ))}
    </div>
  )
}

interface CellProps extends Props {
  column: Column
  place: Place
  isActive: boolean
  isEdited: boolean
}

function Cell({ column, place, isActive, isEdited, record, gridId, onPlace, onEdit, onOpen, onSave }: CellProps) {
  const { t } = useTranslation()
  const twin = twinOf(column.field)
  const value = valueAt(record, column)
  const canEdit = column.isEditable && record.can?.change !== false
  const classes = [styles.cell, column.isTitle ? styles.title : '', twin.align === 'right' ? styles.right : '', isActive ? styles.active : '', isEdited ? styles.editCell : '']
  return (
    <div
      role="gridcell"
      id={cellId(gridId, place)}
      aria-colindex={place.column + 2}
      aria-readonly={!canEdit}
      className={classes.join(' ')}
      onClick={() => onPlace(place)}
      onDoubleClick={() => canEdit && onEdit(place)}
    >
      {isEdited ? (
        <div className={styles.editBox}>
          <FieldEditor
            field={column.field}
            value={value}
            record={record}
            onSave={(given, base) => onSave(base, column, given)}
            onClose={(next) => onEdit(next ? { id: record.id, column: place.column + (next === 'next' ? 1 : -1) } : undefined)}
          />
        </div>
      ) : column.isTitle ? (
        <button type="button" tabIndex={-1} className={styles.open} aria-label={t('list.open', { name: textOf(value) })} onClick={(event) => onOpen(record, event.ctrlKey || event.metaKey)}>
          <twin.Cell field={column.field} value={value} record={record} dense isPlain />
        </button>
      ) : (
        <twin.Cell field={column.field} value={value} record={record} dense />
      )}
    </div>
  )
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : ''
}
