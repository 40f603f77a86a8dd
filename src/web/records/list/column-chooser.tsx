/** Which columns a list shows and in which order; by dragging or by the arrow keys. */
import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined, TableOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useMetadata } from '../../client/metadata.tsx'
import { FieldPicker } from '../filter/field-picker.tsx'
import { columnsOf } from './columns.ts'
import styles from './list.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { Column } from './columns.ts'
import type { Density } from './grid.tsx'

interface Props {
  object: ObjectMetadata
  names: string[]
  density: Density
  hasSums: boolean
  onChange(names: string[]): void
  onDensity(density: Density): void
  onSums(isShown: boolean): void
}

export function ColumnChooser(props: Props) {
  const { t } = useTranslation()
  return (
    <Popover trigger="click" placement="bottomRight" destroyOnHidden content={<Chooser {...props} />}>
      <Button icon={<TableOutlined aria-hidden />} aria-label={t('columns.title')} title={t('columns.title')} />
    </Popover>
  )
}

function Chooser({ object, names, density, hasSums, onChange, onDensity, onSums }: Props) {
  const { t } = useTranslation()
  const metadata = useMetadata()
  const columns = columnsOf(metadata, object, names)
  const [dragged, setDragged] = useState<string>()
  const ordered = columns.map((column) => column.name)
  const move = (name: string, to: number) => {
    const without = ordered.filter((each) => each !== name)
    // The first place belongs to the title.
    without.splice(Math.max(1, Math.min(without.length, to)), 0, name)
    onChange(without)
  }
  return (
    <div className={styles.chooser}>
      <ol className={styles.columnList} aria-label={t('columns.title')}>
        {columns.map((column, index) => (
          <li
            key={column.name}
            className={dragged === column.name ? styles.dragged : undefined}
            draggable={!column.isTitle}
            onDragStart={() => setDragged(column.name)}
            onDragEnd={() => setDragged(undefined)}
            onDragOver={(event) => {
              event.preventDefault()
              if (dragged && dragged !== column.name) move(dragged, index)
            }}
          >
            <ColumnLine column={column} index={index} count={columns.length} onMove={(to) => move(column.name, to)} onRemove={() => onChange(ordered.filter((each) => each !== column.name))} />
          </li>
        ))}
      </ol>
      <FieldPicker
        object={object}
        path={[]}
        accepts={everyField}
        onChange={(path) => {
          const name = path.join('.')
          if (!ordered.includes(name)) onChange([...ordered, name])
        }}
        label={t('columns.add')}
        placeholder={t('columns.add')}
      />
      <Segmented<Density>
        block
        size="small"
        value={density}
        onChange={onDensity}
        options={[
          { value: 'normal', label: t('columns.normal') },
          { value: 'compact', label: t('columns.compact') },
        ]}
      />
      <Checkbox checked={hasSums} onChange={(event) => onSums(event.target.checked)}>
        {t('columns.sums')}
      </Checkbox>
    </div>
  )
}

function ColumnLine({ column, index, count, onMove, onRemove }: { column: Column; index: number; count: number; onMove(to: number): void; onRemove(): void }) {
  const { t } = useTranslation()
  return (
    <>
      <span className={styles.columnName}>{column.label}</span>
      {!column.isTitle && (
        <>
          <Button size="small" type="text" icon={<ArrowUpOutlined aria-hidden />} disabled={index <= 1} aria-label={t('columns.up', { field: column.label })} onClick={() => onMove(index - 1)} />
          <Button size="small" type="text" icon={<ArrowDownOutlined aria-hidden />} disabled={index === count - 1} aria-label={t('columns.down', { field: column.label })} onClick={() => onMove(index + 1)} />
          <Button size="small" type="text" icon={<CloseOutlined aria-hidden />} aria-label={t('columns.remove', { field: column.label })} onClick={onRemove} />
        </>
      )}
    </>
  )
}

const everyField = () => true
