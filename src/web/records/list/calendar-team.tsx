/** Who has what in two weeks: a row for each person, a bar from the start of a record to its day, carried in time and from one to another; on a phone person by person. */
import { DndContext, DragOverlay, KeyboardSensor, PointerSensor, useDroppable, useSensor, useSensors } from '@dnd-kit/core'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../client/api.ts'
import { titleOf } from '../../client/metadata.tsx'
import { keys } from '../../client/records.ts'
import { addDays, diffDays } from '../../kit/days.ts'
import { dayOf, formatDate, formatNumber, formatWeekday, today } from '../../kit/format.ts'
import { ErrorState, SkeletonLines } from '../../kit/states.tsx'
import { useStill } from '../../kit/use-still.ts'
import { useToast } from '../../kit/toast.tsx'
import { useFieldSaver } from '../save-record.tsx'
import { CalendarAgenda } from './calendar-agenda.tsx'
import { useTeam } from './calendar-data.ts'
import { DayRecord } from './calendar-day.tsx'
import { barsOf, movedTo, type Bar } from './calendar-days.ts'
import { intoBar, nextOfTeam } from './calendar-keys.ts'
import { startFieldOf } from './displays.ts'
import { useRestDays } from './rest-days.ts'
import { useSaidDrops } from './said-drops.ts'
import { TeamBar } from './team-bar.tsx'
import styles from './calendar-team.module.css'

import type { CollisionDetection, DragEndEvent } from '@dnd-kit/core'
import type { FieldMetadata, ObjectMetadata } from '../../client/metadata.tsx'
import type { ListQuery, RecordData, Reference } from '../../client/records.ts'
import type { FieldChange } from '../save-record.tsx'
import type { Column } from './columns.ts'

interface Props {
  object: ObjectMetadata
  field: FieldMetadata
  /** Whose a record is. */
  owner: FieldMetadata
  query: ListQuery
  columns: Column[]
  days: string[]
  timeOf(record: RecordData): string
  opened: string | undefined
  isPhone: boolean
  label: string
  onOpen(record: RecordData, isFull: boolean): void
}

/** Nobody's records have a row of their own. */
const nobody = ''

/** A bar lies where it begins, however long it is. */
const whereItBegins: CollisionDetection = ({ collisionRect, droppableContainers, droppableRects }) => {
  const [x, y] = [collisionRect.left + intoBar, collisionRect.top + collisionRect.height / 2]
  const over = droppableContainers.find(({ id }) => {
    const rect = droppableRects.get(id)
    return rect && x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom
  })
  return over ? [{ id: over.id }] : []
}

export function CalendarTeam({ object, field, owner, query, columns, days, timeOf, opened, isPhone, label, onOpen }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const toast = useToast()
  const saver = useFieldSaver(object)
  const start = startFieldOf(object, field)
  const answer = useTeam(object, { field, start, owner }, query, days)
  const [carried, setCarried] = useState<Bar>()
  const [isStretched, setIsStretched] = useState(false)
  const rest = useRestDays(days)
  const shown = useStill(answer.data, carried !== undefined || isStretched)
  const bars = useMemo(() => barsOf(shown?.records ?? [], { from: (record) => dayOf(start && record[start.name]) ?? dayOf(record[field.name]), to: (record) => dayOf(record[field.name]), owner: (record) => personOf(record, owner)?.id ?? nobody, days }), [shown, start, field, owner, days])
  const ofPerson = useMemo(() => Map.groupBy(bars, ({ record }) => personOf(record, owner)?.id ?? nobody), [bars, owner])
  const people = useMemo(() => peopleOf(shown?.team ?? [], bars.map(({ record }) => personOf(record, owner)), t('calendar.nobody')), [shown, bars, owner, t])
  const nameOf = (person: string) => people.find(({ id }) => id === person)?.name ?? ''
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: nextOfTeam, keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] } }),
  )
  const nameOfDay = (day: string) => (rest?.has(day) ? t('calendar.rest_of', { day: formatDate(day), name: rest.get(day) ?? t('calendar.rest') }) : formatDate(day))
  const nameOfPlace = (id: string) => t('calendar.place_of', { name: nameOf(placeOf(id).person), day: nameOfDay(placeOf(id).day) })
  const accessibility = useSaidDrops(nameOfPlace, t('calendar.instructions_team'))

  const drop = async ({ over }: DragEndEvent) => {
    setCarried(undefined)
    if (!carried || !over) return
    const { person, day } = placeOf(String(over.id))
    const { record } = carried
    const shift = diffDays(days[carried.first] ?? day, day)
    const moved = (each: FieldMetadata | undefined): FieldChange[] => {
      const before = each && dayOf(record[each.name])
      return each && before && shift !== 0 ? [[each, movedTo(record[each.name], addDays(before, shift))]] : []
    }
    const isGiven = person !== (personOf(record, owner)?.id ?? nobody) && !owner.readonly
    const changes: FieldChange[] = [...moved(start), ...moved(field), ...(isGiven ? [[owner, person === nobody ? null : { id: person, name: nameOf(person) }] as const] : [])]
    if (changes.length > 0) await change(record, changes, t('board.moved', { name: titleOf(object, record), place: nameOfPlace(String(over.id)) }))
  }

  /** A record of one day that is drawn out begins where it stood. */
  const stretch = ({ record, from }: Bar, day: string) =>
    change(record, [...(start && !record[start.name] ? [[start, from] as const] : []), [field, movedTo(record[field.name], day)]], t('calendar.stretched', { name: titleOf(object, record), day: nameOfDay(day) }))

  const change = async (record: RecordData, changes: readonly FieldChange[], said: string) => {
    const before = changes.map(([each]): FieldChange => [each, record[each.name] ?? null])
    try {
      await saver.saveTogether(record, changes)
      const undo = async () => saver.saveTogether(await api.get<RecordData>(`/${object.path}/${record.id}`), before)
      toast.done(said, { undo: () => void undo().catch(toast.problem) })
    } catch (error) {
      toast.problem(error)
    } finally {
      void client.invalidateQueries({ queryKey: keys.object(object.path) })
    }
  }

  if (answer.isError) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} small />
  if (answer.isPending) return <div className={styles.waiting}><SkeletonLines lines={10} height={48} /></div>
  const left = (shown?.total ?? 0) - (shown?.records.length ?? 0)
  const more = left > 0 && <p className={styles.left}>{t('calendar.first_only', { count: shown?.records.length ?? 0, number: formatNumber(shown?.records.length ?? 0) })}</p>
  if (isPhone) {
    const records = new Map([...ofPerson].map(([id, of]) => [id, of.map(({ record }) => record)]))
    return <>{more}<CalendarAgenda object={object} timeOf={timeOf} columns={columns.filter(({ name }) => name !== owner.name)} places={people.map(({ id }) => id)} nameOf={nameOf} records={records} counts={new Map([...records].map(([id, of]) => [id, of.length]))} /></>
  }
  return (
    <DndContext sensors={sensors} accessibility={accessibility} collisionDetection={whereItBegins} onDragStart={({ active }) => setCarried(bars.find(({ record }) => record.id === active.id))} onDragCancel={() => setCarried(undefined)} onDragEnd={(event) => void drop(event)}>
      {more}
      <div className={styles.team} role="group" aria-label={label}>
        <div className={`${styles.row} ${styles.head}`} aria-hidden>
          <span className={styles.person}>{t('calendar.people')}</span>
          {days.map((day) => <span key={day} className={`${day === today() ? styles.today : ''} ${rest?.has(day) ? styles.rest : ''}`} title={nameOfDay(day)}><small>{formatWeekday(day)}</small> {Number(day.slice(8))} {rest?.get(day) && <small>{rest.get(day)}</small>}</span>)}
        </div>
        {people.map((person) => {
          const own = ofPerson.get(person.id) ?? []
          const lanes = Math.max(1, ...own.map(({ lane }) => lane + 1))
          return (
            <section key={person.id} className={styles.row} aria-label={person.name}>
              <span className={styles.person} style={{ gridRow: `1 / span ${lanes}` }}>{person.name} <small>{own.length > 0 && formatNumber(own.length)}</small></span>
              {days.map((day, index) => <Place key={day} id={idOf(person.id, day)} column={index + 2} lanes={lanes} isToday={day === today()} isRest={rest?.has(day) === true} />)}
              {own.map((bar) => (
                <TeamBar key={bar.record.id} bar={bar} days={days} name={titleOf(object, bar.record)} canStretch={start !== undefined && !start.readonly && !field.readonly && bar.record.can?.change !== false} onHold={setIsStretched} onStretch={(day) => void stretch(bar, day)}>
                  <DayRecord object={object} field={field} time={timeOf(bar.record)} record={bar.record} columns={[]} isOpened={opened === bar.record.id} onOpen={onOpen} />
                </TeamBar>
              ))}
            </section>
          )
        })}
      </div>
      <DragOverlay dropAnimation={null}>{carried && <div className={styles.lifted}>{titleOf(object, carried.record) || t('list.no_name')}</div>}</DragOverlay>
      {saver.dialog}
    </DndContext>
  )
}

function Place({ id, column, lanes, isToday, isRest }: { id: string; column: number; lanes: number; isToday: boolean; isRest: boolean }) {
  const { setNodeRef, isOver } = useDroppable({ id })
  return <div ref={setNodeRef} data-day={placeOf(id).day} className={`${styles.place} ${isRest ? styles.rest : ''} ${isOver ? styles.over : ''} ${isToday ? styles.ofToday : ''}`} style={{ gridColumn: column, gridRow: `1 / span ${lanes}` }} />
}

/** The own department and whoever has something in these days, by name; nobody first, where there is something of nobody's. */
function peopleOf(team: readonly Reference[], owners: readonly (Reference | undefined)[], nobodyName: string): Reference[] {
  const known = new Map([...team, ...owners.filter((each) => each !== undefined)].map((each) => [each.id, { id: each.id, name: each.name }]))
  // By pinyin in either language, whatever the browser speaks.
  const named = [...known.values()].toSorted((one, other) => one.name.localeCompare(other.name, 'zh-CN'))
  return owners.includes(undefined) ? [{ id: nobody, name: nobodyName }, ...named] : named
}

function personOf(record: RecordData, { name }: FieldMetadata): Reference | undefined {
  // A reference as lists answer it.
  return (record[name] as Reference | null | undefined) ?? undefined
}

function idOf(person: string, day: string): string {
  return `${day} ${person}`
}

function placeOf(id: string): { person: string; day: string } {
  return { day: id.slice(0, 10), person: id.slice(11) }
}
