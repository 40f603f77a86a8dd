/** What the company says of one day: as usual, off, or worked in hours of its own. */
import { Button, Input, Segmented } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { formatDate } from '../../../../web/kit/format.ts'
import { problemText } from '../../../../web/kit/problem-text.ts'
import { useToast } from '../../../../web/kit/toast.tsx'
import { SpanList } from './span-list.tsx'
import { useDays } from './use-calendar.ts'
import styles from './calendar.module.css'

import type { DayAnswer, DayDraft } from './use-calendar.ts'

export function DayEditor({ day, calendarId, onClose }: { day: DayAnswer; calendarId: string; onClose(): void }) {
  const { t } = useTranslation()
  const id = useId()
  const toast = useToast()
  const days = useDays(calendarId)
  const [draft, setDraft] = useState<DayDraft>({ kind: day.own?.kind ?? 'usual', name: day.own?.name ?? '', hours: day.own?.hours ?? [] })
  const [fault, setFault] = useState('')
  const [isSaving, setIsSaving] = useState(false)
  const save = async () => {
    setIsSaving(true)
    try {
      const undo = await days.save(day, draft)
      toast.done(t('team.calendar.day_saved', { day: formatDate(day.day) }), { undo: () => void undo().catch(toast.problem) })
      onClose()
    } catch (error) {
      setFault(problemText(error))
      setIsSaving(false)
    }
  }
  const kinds = (['usual', 'holiday', 'working'] as const).map((kind) => ({ value: kind, label: t(`team.calendar.kind.${kind}`) }))
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <strong>{formatDate(day.day)}</strong>
      {day.published && (
        <span className={styles.quiet}>
          {t(`team.calendar.published.${day.published.kind}`, { name: day.published.name })}
          {day.published.is_expected && ` · ${t('team.calendar.expected')}`}
        </span>
      )}
      <Segmented block options={kinds} value={draft.kind} onChange={(kind) => setDraft((before) => ({ ...before, kind }))} />
      {draft.kind !== 'usual' && (
        <>
          <label htmlFor={`${id}-name`}>{t('team.calendar.day_name')}</label>
          <Input id={`${id}-name`} value={draft.name} maxLength={100} onChange={(event) => setDraft((before) => ({ ...before, name: event.target.value }))} />
        </>
      )}
      {draft.kind === 'working' && (
        <>
          <span className={styles.label}>{t('team.calendar.day_hours')}</span>
          <SpanList spans={draft.hours} label={t('team.calendar.day_hours')} emptyWord={t('team.calendar.as_usual')} onChange={(hours) => setDraft((before) => ({ ...before, hours }))} />
        </>
      )}
      {fault && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
      <div className={styles.foot}>
        <Button type="primary" htmlType="submit" size="small" loading={isSaving}>
          {t('record.save')}
        </Button>
        <Button size="small" onClick={onClose}>
          {t('record.cancel')}
        </Button>
      </div>
    </form>
  )
}
