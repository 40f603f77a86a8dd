import { memo } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../client/metadata.tsx'
import { twinOf } from '../../fields/index.ts'
import { FieldEditor } from '../field-editor.tsx'
import { valueAt } from './columns.ts'
import { cellId } from './grid-place.ts'
import { ValueCell } from '../record/value-cell.tsx'
import styles from './grid.module.css'

import type { RecordData } from '../../client/records.ts'
import type { Column } from './columns.ts'
import type { Place } from './grid-place.ts'

/** The same object for as long as the grid lives. */
export interface RowActions {
  goTo(place: Place): void
  edit(place: Place | undefined): void
  toggle(index: number, extendsChoice: boolean): void
  open(record: RecordData, isFull: boolean): void
  save(record: RecordData, column: Column, value: unknown): Promise<void>
}

interface Props {
  gridId: string
  record: RecordData
  /** Place among those that are loaded. */
  index: number
  /** Place in the whole list, for screen readers. */
  rowNumber: number
  /** Where it stands in what holds it, in pixels. */
  top: number
  columns: Column[]
  template: string
  width: number
  height: number
  isChosen: boolean
  isOpened: boolean
  activeColumn: number | undefined
  editedColumn: number | undefined
  actions: RowActions
  chooseLabel: string
}

export const GridRow = memo(Row)

function Row(props: Props) {
  const { record, index, columns, editedColumn, activeColumn, actions } = props
  const classes = [styles.row, props.isChosen ? styles.chosen : '', props.isOpened ? styles.opened : '', editedColumn !== undefined ? styles.editing : '']
  return (
    <div
      role="row"
      aria-rowindex={props.rowNumber + 2}
      aria-selected={props.isChosen}
      className={classes.join(' ')}
      style={{ top: props.top, height: props.height, gridTemplateColumns: props.template, width: props.width }}
    >
      <div role="gridcell" aria-colindex={1} className={styles.check}>
        <input
          type="checkbox"
          className={styles.box}
          checked={props.isChosen}
          tabIndex={-1}
          aria-label={props.chooseLabel}
          onChange={(event) => actions.toggle(index, 'shiftKey' in event.nativeEvent && event.nativeEvent.shiftKey === true)}
        />
      </div>
      {columns.map((column, position) => (
        <Cell
          key={column.name}
          gridId={props.gridId}
          record={record}
          column={column}
          position={position}
          isActive={activeColumn === position}
          isEdited={editedColumn === position}
          actions={actions}
        />
      ))}
    </div>
  )
}

interface CellProps {
  gridId: string
  record: RecordData
  column: Column
  position: number
  isActive: boolean
  isEdited: boolean
  actions: RowActions
}

function Cell({ gridId, record, column, position, isActive, isEdited, actions }: CellProps) {
  const twin = twinOf(column.field)
  const value = valueAt(record, column)
  const place = { id: record.id, column: position }
  const canEdit = column.isEditable && record.can?.change !== false
  const classes = [styles.cell, column.isTitle ? styles.title : '', twin.align === 'right' ? styles.right : '', isActive ? styles.active : '', isEdited ? styles.editCell : '']
  return (
    <div
      role="gridcell"
      id={cellId(gridId, place)}
      aria-colindex={position + 2}
      aria-readonly={!canEdit}
      className={classes.join(' ')}
      onClick={() => actions.goTo(place)}
      onDoubleClick={() => canEdit && actions.edit(place)}
    >
      {isEdited ? (
        <div className={styles.editBox}>
          <FieldEditor
            field={column.field}
            value={value}
            record={record}
            onSave={(given) => actions.save(record, column, given)}
            onClose={(next) => actions.edit(next ? { id: record.id, column: position + (next === 'next' ? 1 : -1) } : undefined)}
          />
        </div>
      ) : column.isTitle ? (
        <Title column={column} record={record} value={value} actions={actions} />
      ) : (
        <ValueCell object={column.object} field={column.field} value={value} record={record} dense />
      )}
    </div>
  )
}

function Title({ column, record, value, actions }: { column: Column; record: RecordData; value: unknown; actions: RowActions }) {
  const { t } = useTranslation()
  const twin = twinOf(column.field)
  return (
    <button type="button" tabIndex={-1} className={styles.open} aria-label={t('list.open', { name: wordsOf(column, value) })} onClick={(event) => actions.open(record, event.ctrlKey || event.metaKey)}>
      <twin.Cell field={column.field} value={value} record={record} dense isPlain />
    </button>
  )
}

/** What a button that shows the value is called: never the key of an option. */
function wordsOf({ field }: Column, value: unknown): string {
  if (typeof value !== 'string') return typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : ''
  const option = field.options?.find(({ key }) => key === value)
  return option ? labelOf(option.label) : value
}
