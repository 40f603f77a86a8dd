/** Chooses how a task repeats: how often, on which days, until when. What it says is written as a rule of RFC 5545. */
import { Checkbox, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'

import { useLanguage } from '../../../web/client/i18n.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { fieldTwins } from '../../../web/fields/index.ts'
import { weekdayName } from './repeat-cell.tsx'
import { frequencies, partsOfRule, ruleOf, weekdayKeys } from './repeat-rule.ts'
import styles from './repeat.module.css'

import type { FieldInputProps } from '../../../web/records/record/record-screens.tsx'
import type { RepeatParts } from './repeat-rule.ts'

const fresh: RepeatParts = { frequency: 'WEEKLY', interval: 1, weekdays: [], monthDays: [], month: undefined, until: undefined, count: undefined }

export function RepeatInput({ id, value, onChange, disabled, invalid, describedBy, autoFocus, values }: FieldInputProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const dayField = useObject('task')?.fields.find(({ name }) => name === 'due_on')
  const parts = partsOfRule(value)
  const change = (changes: Partial<RepeatParts>) => onChange(ruleOf({ ...(parts ?? fresh), ...changes }))
  // Of another length the days are others: they follow from the day of the task again.
  const choose = (frequency: RepeatParts['frequency'] | 'never') => onChange(frequency === 'never' ? null : ruleOf({ ...(parts ?? fresh), frequency, weekdays: [], monthDays: [], month: undefined }))
  const end = parts?.until ? 'until' : parts?.count ? 'count' : 'open'
  const day = typeof values.due_on === 'string' ? Number(values.due_on.slice(8)) : undefined
  return (
    <div className={styles.rule}>
      <Select
        id={id}
        value={parts?.frequency ?? 'never'}
        onChange={choose}
        options={(['never', ...frequencies] as const).map((key) => ({ value: key, label: t(`interactions.repeat.${key.toLowerCase()}`) }))}
        disabled={disabled}
        autoFocus={autoFocus}
        status={invalid ? 'error' : undefined}
        aria-invalid={invalid}
        aria-describedby={describedBy}
      />
      {parts && (
        <label className={styles.line}>
          <span>{t('interactions.repeat.interval')}</span>
          <InputNumber min={1} max={999} precision={0} value={parts.interval} onChange={(interval) => change({ interval: interval ?? 1 })} disabled={disabled} />
          <span>{t(`interactions.repeat.unit_${parts.frequency.toLowerCase()}`)}</span>
        </label>
      )}
      {parts?.frequency === 'WEEKLY' && (
        <Checkbox.Group
          className={styles.weekdays}
          value={parts.weekdays.length > 0 ? parts.weekdays : weekdayOf(values.due_on)}
          onChange={(weekdays) => change({ weekdays })}
          options={weekdayKeys.map((_, weekday) => ({ value: weekday, label: weekdayName(weekday, language) }))}
          disabled={disabled}
          aria-label={t('interactions.repeat.weekdays')}
        />
      )}
      {parts?.frequency === 'MONTHLY' && (
        <Select
          value={parts.monthDays[0] ?? day ?? 1}
          onChange={(monthDay) => change({ monthDays: [monthDay] })}
          options={[...Array.from({ length: 31 }, (_, at) => ({ value: at + 1, label: t('interactions.repeat.day', { day: at + 1 }) })), { value: -1, label: t('interactions.repeat.last_day') }]}
          disabled={disabled}
          aria-label={t('interactions.repeat.month_day')}
        />
      )}
      {parts && (parts.monthDays[0] ?? (parts.frequency === 'MONTHLY' ? (day ?? 1) : 1)) > 28 && parts.frequency === 'MONTHLY' && <p className={styles.hint}>{t('interactions.repeat.short_months')}</p>}
      {parts && (
        <div className={styles.line}>
          <Select
            value={end}
            onChange={(kind) => change({ until: kind === 'until' ? yearAfter(values.due_on) : undefined, count: kind === 'count' ? 10 : undefined })}
            options={(['open', 'until', 'count'] as const).map((key) => ({ value: key, label: t(`interactions.repeat.end_${key}`) }))}
            disabled={disabled}
            aria-label={t('interactions.repeat.end')}
          />
          {end === 'until' && dayField && <fieldTwins.date.Input field={dayField} id={`${id}-until`} value={parts.until} onChange={(until) => typeof until === 'string' && change({ until })} disabled={disabled} label={t('interactions.repeat.end_until')} />}
          {end === 'count' && <InputNumber min={1} max={999} precision={0} value={parts.count} onChange={(count) => change({ count: count ?? 1 })} disabled={disabled} aria-label={t('interactions.repeat.end_count')} />}
        </div>
      )}
    </div>
  )
}

/** With nothing chosen it is the weekday of the task: 0 for Monday. */
function weekdayOf(day: unknown): number[] {
  return typeof day === 'string' && day ? [(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] : []
}

/** 29 February has none: the day before. */
function yearAfter(day: unknown): string {
  const first = typeof day === 'string' && day ? day : new Date().toISOString().slice(0, 10)
  return `${Number(first.slice(0, 4)) + 1}${first.slice(4)}`.replace('-02-29', '-02-28')
}
