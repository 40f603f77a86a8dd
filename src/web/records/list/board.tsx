/** A list as a board: a column for each option of a choice; cards are moved by pointer or keyboard. */
import { DndContext, DragOverlay, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../client/api.ts'
import { useLanguage } from '../../client/i18n.ts'
import { labelOf, titleOf } from '../../client/metadata.tsx'
import { keys } from '../../client/records.ts'
import { useStill } from '../../kit/use-still.ts'
import { useToast } from '../../kit/toast.tsx'
import { useFieldSaver } from '../save-record.tsx'
import { BoardColumn } from './board-column.tsx'
import { nextColumn } from './board-keys.ts'
import { RecordCard } from './card-list.tsx'
import { useSaidDrops } from './said-drops.ts'
import styles from './board.module.css'

import type { DragEndEvent } from '@dnd-kit/core'
import type { FieldMetadata, ObjectMetadata } from '../../client/metadata.tsx'
import type { ListQuery, RecordData } from '../../client/records.ts'
import type { Column } from './columns.ts'

interface Props {
  object: ObjectMetadata
  field: FieldMetadata
  query: ListQuery
  columns: Column[]
  opened: string | undefined
  isPhone: boolean
  onOpen(record: RecordData, isFull: boolean): void
}

/** What a card carries while it is moved. */
export interface Carried {
  record: RecordData
  from: string | null
}

export function Board({ object, field, query, columns, opened, isPhone, onOpen }: Props) {
  const { t } = useTranslation()
  useLanguage()
  const client = useQueryClient()
  const toast = useToast()
  const saver = useFieldSaver(object)
  const counts = useCounts(object, field, query)
  const [carried, setCarried] = useState<Carried>()
  const shownCounts = useStill(counts.data, carried !== undefined)
  const options = useMemo(() => [...(field.options ?? []).map(({ key }) => key), ...(field.required ? [] : [null])], [field])
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: nextColumn, keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] } }),
  )

  const drop = ({ over }: DragEndEvent) => {
    setCarried(undefined)
    if (carried && over) void put(carried, over.id === 'none' ? null : String(over.id))
  }
  const put = async ({ record, from }: Carried, to: string | null) => {
    if (to === from) return
    try {
      await move(record, from, to)
    } catch (error) {
      toast.problem(error)
    } finally {
      void client.invalidateQueries({ queryKey: keys.object(object.path) })
    }
  }
  const move = async (record: RecordData, from: string | null, to: string | null) => {
    const isSaved = await saver.save(record, field, to)
    if (!isSaved) return
    const place = labelOf(field.options?.find(({ key }) => key === to)?.label ?? { zh: '', en: '' }) || t('board.none')
    // The version has moved on with the move itself.
    const undo = async () => {
      const current = await api.get<RecordData>(`/${object.path}/${record.id}`)
      await saver.save(current, field, from)
    }
    toast.done(t('board.moved', { name: titleOf(object, record), place }), { undo: () => void undo().catch(toast.problem) })
  }

  const names = new Map(options.map((key) => [key ?? 'none', nameOf(field, key) || t('board.none')]))
  // A thumb scrolls where it would carry: on a phone each card has a button that says where to.
  const places = isPhone ? options.map((key) => ({ key, name: names.get(key ?? 'none') ?? '' })) : undefined
  const accessibility = useSaidDrops((id) => names.get(id) ?? '', t('board.instructions'))
  return (
    <DndContext
      sensors={sensors}
      onDragStart={({ active }) => setCarried(isCarried(active.data.current) ? active.data.current : undefined)}
      onDragCancel={() => setCarried(undefined)}
      onDragEnd={drop}
      accessibility={accessibility}
    >
      <div className={styles.board} role="group" aria-label={labelOf(field.label)}>
        {options.map((key) => (
          <BoardColumn
            key={key ?? 'none'}
            object={object}
            field={field}
            option={key}
            name={names.get(key ?? 'none') ?? ''}
            query={query}
            columns={columns}
            count={shownCounts?.get(key ?? '')}
            hidesWhenEmpty={key === null}
            opened={opened}
            places={places}
            isHeld={carried !== undefined}
            onPut={(carried, to) => void put(carried, to)}
            onOpen={onOpen}
          />
        ))}
      </div>
      <DragOverlay dropAnimation={null}>
        {carried && (
          <div className={`${styles.card} ${styles.lifted}`}>
            <RecordCard object={object} record={carried.record} columns={columns} />
          </div>
        )}
      </DragOverlay>
      {saver.dialog}
    </DndContext>
  )
}

function useCounts(object: ObjectMetadata, field: FieldMetadata, query: ListQuery) {
  return useQuery({
    queryKey: [...keys.object(object.path), 'counts', field.name, query.q, query.filter],
    queryFn: async ({ signal }) => {
      const body = { object: object.name, q: query.q, filter: query.filter ?? {}, group_by: [field.name], measures: [{ fn: 'count', as: 'count' }], limit: 500 }
      const answer = await api.post<{ data: Record<string, unknown>[] }>('/query', body, { signal })
      return new Map(answer.data.map((row) => [String(row[field.name] ?? ''), Number(row.count)]))
    },
  })
}

function nameOf(field: FieldMetadata, key: string | null): string {
  const option = field.options?.find((each) => each.key === key)
  return option ? labelOf(option.label) : ''
}

function isCarried(data: unknown): data is Carried {
  return typeof data === 'object' && data !== null && 'record' in data && 'from' in data
}
