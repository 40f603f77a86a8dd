/** Name, zone and the hours of a week. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select, Switch } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api, ProblemError } from '../../../../web/client/api.ts'
import { labelOf } from '../../../../web/client/metadata.tsx'
import { problemText } from '../../../../web/kit/problem-text.ts'
import { useToast } from '../../../../web/kit/toast.tsx'
import { SpanList } from './span-list.tsx'
import styles from './calendar.module.css'

import type { ObjectMetadata } from '../../../../web/client/metadata.tsx'
import type { RecordData } from '../../../../web/client/records.ts'
import type { Span } from './use-calendar.ts'

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
type Entry = Span & { weekday: string }

/** Zones that are offered by their names; the browser knows the rest. */
const zones = Intl.supportedValuesOf('timeZone')

export function HoursForm({ object, calendar, onCreated }: { object: ObjectMetadata; calendar?: RecordData; onCreated(id: string): void }) {
  const { t } = useTranslation()
  const id = useId()
  const toast = useToast()
  const client = useQueryClient()
  const saved = draftOf(calendar)
  const [draft, setDraft] = useState(saved)
  const [fault, setFault] = useState('')
  const isChanged = JSON.stringify(draft) !== JSON.stringify(saved)
  const isEditable = calendar ? calendar.can.change : object.can.create
  const set = (changes: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...changes }))
  const optionsOf = (name: string) => (object.fields.find((field) => field.name === name)?.options ?? []).map(({ key, label }) => ({ value: key, label: labelOf(label) }))
  const weekdayName = (key: string) => labelOf(object.fields.find((field) => field.name === 'hours')?.parts?.find((part) => part.name === 'weekday')?.options?.find((option) => option.key === key)?.label ?? { zh: key, en: key })
  const save = async () => {
    setFault('')
    try {
      if (calendar) {
        await api.patch(`/${object.path}/${calendar.id}`, draft, { ifMatch: calendar.version })
        toast.done(t('team.calendar.saved'), { undo: () => void api.patch(`/${object.path}/${calendar.id}`, { ...saved, is_default: draft.is_default }).then(() => client.invalidateQueries({ queryKey: ['records'] })).catch(toast.problem) })
      } else {
        const made = await api.post<RecordData>(`/${object.path}`, draft)
        toast.done(t('team.calendar.saved'))
        onCreated(made.id)
      }
      await client.invalidateQueries({ queryKey: ['records'] })
    } catch (error) {
      setFault(error instanceof ProblemError && error.errors[0] ? error.errors[0].message : problemText(error))
    }
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div className={styles.fields}>
        <div>
          <label htmlFor={`${id}-name`}>{t('team.calendar.name')}</label>
          <Input id={`${id}-name`} value={draft.name} maxLength={100} disabled={!isEditable} onChange={(event) => set({ name: event.target.value })} />
        </div>
        <div>
          <label htmlFor={`${id}-zone`}>{t('team.calendar.zone')}</label>
          <Select id={`${id}-zone`} showSearch value={draft.time_zone} disabled={!isEditable} onChange={(time_zone) => set({ time_zone })} options={zones.map((zone) => ({ value: zone, label: zone }))} />
        </div>
        <div>
          <label htmlFor={`${id}-holidays`}>{t('team.calendar.holidays')}</label>
          <Select id={`${id}-holidays`} value={draft.holidays} disabled={!isEditable} onChange={(holidays) => set({ holidays })} options={optionsOf('holidays')} />
        </div>
        <div className={styles.switch}>
          <Switch id={`${id}-default`} checked={draft.is_default} disabled={!isEditable || saved.is_default} onChange={(is_default) => set({ is_default })} />
          <label htmlFor={`${id}-default`}>{t('team.calendar.default')}</label>
        </div>
      </div>
      <dl className={styles.week}>
        {weekdays.map((weekday) => (
          <div key={weekday}>
            <dt>{weekdayName(weekday)}</dt>
            <dd>
              <SpanList
                spans={draft.hours.filter((entry) => entry.weekday === weekday)}
                label={weekdayName(weekday)}
                emptyWord={t('team.calendar.kind.holiday')}
                disabled={!isEditable}
                onChange={(spans) => set({ hours: weekdays.flatMap((each) => (each === weekday ? spans.map(({ from, to }) => ({ weekday, from, to })) : draft.hours.filter((entry) => entry.weekday === each))) })}
              />
            </dd>
          </div>
        ))}
      </dl>
      {fault && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
      {isEditable && (
        <div className={styles.foot}>
          <Button type="primary" htmlType="submit" disabled={!isChanged || !draft.name.trim()}>
            {t('record.save')}
          </Button>
          {isChanged && calendar && <Button onClick={() => setDraft(saved)}>{t('record.cancel')}</Button>}
        </div>
      )}
    </form>
  )
}

function draftOf(calendar: RecordData | undefined) {
  const office = weekdays.slice(0, 5).flatMap((weekday): Entry[] => [{ weekday, from: '09:00', to: '12:00' }, { weekday, from: '13:30', to: '18:00' }])
  return {
    name: String(calendar?.name ?? ''),
    time_zone: String(calendar?.time_zone ?? 'Asia/Shanghai'),
    hours: calendar ? entriesOf(calendar.hours) : office,
    holidays: String(calendar?.holidays ?? 'china'),
    is_default: calendar?.is_default === true,
  }
}

function entriesOf(value: unknown): Entry[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry: unknown) =>
    typeof entry === 'object' && entry !== null && 'weekday' in entry && 'from' in entry && 'to' in entry ? [{ weekday: String(entry.weekday), from: String(entry.from), to: String(entry.to) }] : [],
  )
}
