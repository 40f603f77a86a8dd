/** A list as a calendar over one of its dates: month, week and the hours of a day, records moved by pointer or keyboard; on a phone what comes, day by day. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { DndContext, DragOverlay, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../client/api.ts'
import { labelOf, titleOf } from '../../client/metadata.tsx'
import { keys } from '../../client/records.ts'
import { twinOf } from '../../fields/index.ts'
import { formatDate, formatMonth, formatTime, formatWeekday, today } from '../../kit/format.ts'
import { ErrorState, SkeletonLines } from '../../kit/states.tsx'
import { useStill } from '../../kit/use-still.ts'
import { useToast } from '../../kit/toast.tsx'
import { useSaidDrops } from './said-drops.ts'
import { useFieldSaver } from '../save-record.tsx'
import { CalendarAgenda } from './calendar-agenda.tsx'
import { mostOfDay, useCalendar } from './calendar-data.ts'
import { CalendarDay } from './calendar-day.tsx'
import { byDay, daysShown, movedTo, stepped } from './calendar-days.ts'
import { CalendarHours } from './calendar-hours.tsx'
import { hourMoved, nameOfPlace } from './day-places.ts'
import { nextDay } from './calendar-keys.ts'
import { CalendarTeam } from './calendar-team.tsx'
import styles from './calendar.module.css'
import { timeFieldOf } from './displays.ts'
import { spans } from './list-address.ts'

import type { DragEndEvent } from '@dnd-kit/core'
import type { FieldMetadata, ObjectMetadata } from '../../client/metadata.tsx'
import type { ListQuery, RecordData } from '../../client/records.ts'
import type { Column } from './columns.ts'
import type { ListChange, Span } from './list-address.ts'

interface Props {
  object: ObjectMetadata
  field: FieldMetadata
  /** Dates that it can show. */
  fields: FieldMetadata[]
  query: ListQuery
  columns: Column[]
  day: string | undefined
  span: Span
  opened: string | undefined
  isPhone: boolean
  onChange(change: ListChange, isStep?: boolean): void
  onOpen(record: RecordData, isFull: boolean): void
}

export function Calendar(props: Props) {
  const { object, field, query, isPhone, onChange } = props
  const { t } = useTranslation()
  const client = useQueryClient()
  const toast = useToast()
  const saver = useFieldSaver(object)
  const day = props.day ?? today()
  const timeField = timeFieldOf(object, field)
  const isTimed = timeField !== undefined || twinOf(field).moment === 'instant'
  const owner = object.fields.find(({ name }) => object.reach === 'owner' && name === 'owner')
  const offered = spans.filter((each) => (each === 'day' ? isTimed : each === 'team' ? owner !== undefined && !field.readonly : true))
  const span = offered.includes(props.span) ? props.span : 'week'
  const days = useMemo(() => daysShown(day, span), [day, span])
  const answer = useCalendar(object, [field, timeField], query, days, span !== 'team')
  const [carried, setCarried] = useState<RecordData>()
  const shown = useStill(answer.data, carried !== undefined)
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: nextDay, keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] } }),
  )
  const accessibility = useSaidDrops((id) => nameOfPlace(id, t('calendar.whole_day')), t(span === 'day' ? 'calendar.instructions_day' : 'calendar.instructions'))
  const timeOf = useMemo(() => (record: RecordData) => (isTimed ? formatTime(record[timeField?.name ?? field.name]) : ''), [isTimed, timeField, field])
  const records = useMemo(() => byDay(shown?.records ?? [], field.name, timeOf), [shown, field.name, timeOf])

  const drop = async ({ over }: DragEndEvent) => {
    setCarried(undefined)
    if (!carried || !over) return
    const place = String(over.id)
    const changed = (span === 'day' && timeField) || field
    const before = carried[changed.name]
    const after = span === 'day' ? hourMoved(before, place) : movedTo(before, place)
    if (after === (before ?? null)) return
    try {
      if (!(await saver.save(carried, changed, after))) return
      const undo = async () => void (await saver.save(await api.get<RecordData>(`/${object.path}/${carried.id}`), changed, before))
      toast.done(t('board.moved', { name: titleOf(object, carried), place: nameOfPlace(place, t('calendar.whole_day')) }), { undo: () => void undo().catch(toast.problem) })
    } catch (error) {
      toast.problem(error)
    } finally {
      void client.invalidateQueries({ queryKey: keys.object(object.path) })
    }
  }

  const title = span === 'day' ? formatWeekday(day, 'day') : span === 'week' || span === 'team' ? `${formatDate(days[0])} – ${formatDate(days.at(-1))}` : formatMonth(day)
  // Six weeks fit a window as five do, with one record a day less.
  const isLong = days.length > 35
  const step = (by: number) => onChange({ day: stepped(day, span, by) })
  const showDay = (each: string) => onChange({ display: 'table', filter: { ...query.filter, and: [...conjuncts(query), { [field.name]: { on: each } }] } }, true)
  return (
    <div className={styles.calendar}>
      <div className={styles.bar}>
        <Button icon={<LeftOutlined aria-hidden />} aria-label={t(`calendar.previous_${span}`)} onClick={() => step(-1)} />
        <Button icon={<RightOutlined aria-hidden />} aria-label={t(`calendar.next_${span}`)} onClick={() => step(1)} />
        <Button onClick={() => onChange({ day: undefined })}>{t('calendar.today')}</Button>
        <h2 className={styles.title} aria-live="polite">{title}</h2>
        <Segmented<Span> value={span} onChange={(chosen) => onChange({ span: chosen === 'month' ? undefined : chosen })} options={offered.map((value) => ({ value, label: t(`calendar.${value}`) }))} />
        <Select
          value={field.name}
          options={props.fields.map((each) => ({ value: each.name, label: labelOf(each.label) }))}
          onChange={(calendarBy) => onChange({ calendarBy })}
          popupMatchSelectWidth={false}
          aria-label={t('calendar.by')}
        />
      </div>
      {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} small />}
      {span === 'team' && owner ? (
        <CalendarTeam object={object} field={field} owner={owner} query={query} columns={props.columns} days={days} timeOf={timeOf} opened={props.opened} isPhone={isPhone} label={`${labelOf(field.label)}, ${title}`} onOpen={props.onOpen} />
      ) : answer.isPending ? (
        <div className={styles.waiting}>
          <SkeletonLines lines={10} height={48} />
        </div>
      ) : isPhone ? (
        <CalendarAgenda object={object} timeOf={timeOf} columns={props.columns.filter((column) => column.name !== field.name)} places={days.filter((each) => span !== 'month' || each.slice(0, 7) === day.slice(0, 7))} nameOf={(each) => formatWeekday(each, 'day')} records={records} counts={shown?.counts ?? new Map()} onDay={showDay} />
      ) : (
        <DndContext sensors={sensors} accessibility={accessibility} onDragStart={({ active }) => setCarried(recordOf(active.data.current))} onDragCancel={() => setCarried(undefined)} onDragEnd={(event) => void drop(event)}>
          {span === 'day' ? (
            <CalendarHours object={object} field={field} timeOf={timeOf} isWholeDay={timeField !== undefined} columns={props.columns} records={records.get(day) ?? []} count={shown?.counts.get(day) ?? 0} opened={props.opened} label={`${labelOf(field.label)}, ${title}`} onOpen={props.onOpen} onDay={() => showDay(day)} />
          ) : (
            <div className={`${styles.grid} ${span === 'week' ? styles.week : isLong ? styles.long : ''}`} role="group" aria-label={`${labelOf(field.label)}, ${title}`}>
              {days.map((each) => (
                <CalendarDay
                  key={each}
                  object={object}
                  field={field}
                  timeOf={timeOf}
                  day={each}
                  columns={span === 'week' ? props.columns : []}
                  isOutside={span === 'month' && each.slice(0, 7) !== day.slice(0, 7)}
                  most={span === 'week' ? mostOfDay : isLong ? 1 : 2}
                  records={records.get(each) ?? []}
                  count={shown?.counts.get(each) ?? 0}
                  opened={props.opened}
                  onOpen={props.onOpen}
                  onDay={() => showDay(each)}
                />
              ))}
            </div>
          )}
          <DragOverlay dropAnimation={null}>{carried && <div className={`${styles.record} ${styles.lifted}`}>{titleOf(object, carried) || t('list.no_name')}</div>}</DragOverlay>
        </DndContext>
      )}
      {saver.dialog}
    </div>
  )
}

function conjuncts({ filter }: ListQuery): unknown[] {
  return Array.isArray(filter?.and) ? filter.and : []
}

function recordOf(data: Record<string, unknown> | undefined): RecordData | undefined {
  // Put there by CalendarDay.
  return data?.record as RecordData | undefined
}
