import { Popover } from 'antd'
import { useTranslation } from 'react-i18next'

import { formatDate } from '../../../../web/kit/format.ts'
import { DayEditor } from './day-editor.tsx'
import styles from './calendar.module.css'

import type { DayAnswer } from './use-calendar.ts'

interface Props {
  title: string
  weekdays: string[]
  days: DayAnswer[]
  calendarId: string
  isEditable: boolean
  open: string | undefined
  onOpen(day: string | undefined): void
}

/** A month as weeks from Monday. Worked, off and made up are told by a word as well as by colour. */
export function MonthGrid({ title, weekdays, days, calendarId, isEditable, open, onOpen }: Props) {
  const { t } = useTranslation()
  const [first] = days
  return (
    <section className={styles.month} aria-label={title}>
      <h3 className={styles.monthTitle}>{title}</h3>
      <div className={styles.grid}>
        {weekdays.map((weekday, index) => (
          <span key={index} className={styles.weekday} aria-hidden="true">
            {weekday}
          </span>
        ))}
        {days.map((day) => {
          const mark = markOf(day)
          const words = [formatDate(day.day), mark ? t(`team.calendar.mark.${mark}`) : '', nameOf(day), day.published?.is_expected ? t('team.calendar.expected') : '', day.own ? t('team.calendar.own') : '']
          const cell = (
            <button
              type="button"
              className={[styles.day, mark ? styles[mark] : day.is_worked ? '' : styles.rest, day.own ? styles.own : '', !day.own && day.published?.is_expected ? styles.expected : ''].join(' ')}
              style={day === first ? { gridColumnStart: day.weekday } : undefined}
              title={words.filter(Boolean).join(' · ')}
              aria-label={words.filter(Boolean).join(', ')}
              disabled={!isEditable}
            >
              {Number(day.day.slice(8))}
              {mark && <small aria-hidden="true">{t(`team.calendar.short.${mark}`)}</small>}
            </button>
          )
          if (!isEditable) return <span key={day.day} className={styles.cell} style={day === first ? { gridColumnStart: day.weekday } : undefined}>{cell}</span>
          return (
            <Popover
              key={day.day}
              trigger="click"
              open={open === day.day}
              onOpenChange={(isOpen) => onOpen(isOpen ? day.day : undefined)}
              destroyOnHidden
              content={<DayEditor day={day} calendarId={calendarId} onClose={() => onOpen(undefined)} />}
            >
              {cell}
            </Popover>
          )
        })}
      </div>
    </section>
  )
}

/** What sets the day apart from its weekday. */
function markOf({ is_worked, published, own, weekday }: DayAnswer): 'off' | 'worked' | undefined {
  if (!published && !own) return undefined
  if (!is_worked) return 'off'
  return weekday > 5 || published || own?.hours.length ? 'worked' : undefined
}

function nameOf({ published, own }: DayAnswer): string {
  return own?.name ?? published?.name ?? ''
}
