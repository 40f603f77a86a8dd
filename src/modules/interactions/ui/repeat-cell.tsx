/** How a task repeats, in words of the reader. */
import { useTranslation } from 'react-i18next'

import { useLanguage } from '../../../web/client/i18n.ts'
import { formatDate } from '../../../web/kit/format.ts'
import { partsOfRule } from './repeat-rule.ts'

import type { TFunction } from 'i18next'
import type { LanguageTag } from '../../../web/client/chosen-language.ts'
import type { CellProps } from '../../../web/fields/field-twin.ts'
import type { RepeatParts } from './repeat-rule.ts'

export function RepeatCell({ value }: CellProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const parts = partsOfRule(value)
  return parts ? <span>{wordsOf(parts, t, language)}</span> : null
}

function wordsOf(parts: RepeatParts, t: TFunction, language: LanguageTag): string {
  const { frequency, interval: count, until } = parts
  const every = count === 1 ? t(`interactions.repeat.each_${frequency.toLowerCase()}`) : t(`interactions.repeat.every_${frequency.toLowerCase()}`, { count })
  const on = daysOf(parts, t, language)
  const end = until ? t('interactions.repeat.until_day', { day: formatDate(until) }) : parts.count ? t('interactions.repeat.times', { count: parts.count }) : ''
  return [on ? t('interactions.repeat.on', { every, on }) : every, end].filter(Boolean).join(t('interactions.repeat.comma'))
}

function daysOf({ frequency, weekdays, monthDays, month }: RepeatParts, t: TFunction, language: LanguageTag): string {
  const list = (words: string[]) => words.join(t('interactions.repeat.and'))
  if (frequency === 'WEEKLY') return list(weekdays.map((day) => weekdayName(day, language)))
  const days = list(monthDays.map((day) => (day === -1 ? t('interactions.repeat.last_day') : day < 0 ? t('interactions.repeat.day_from_end', { day: -day }) : t('interactions.repeat.day', { day }))))
  if (frequency === 'YEARLY' && month && days) return t('interactions.repeat.of_month', { month: monthName(month, language), days })
  return frequency === 'MONTHLY' ? days : ''
}

/** @param day 0 for Monday */
export function weekdayName(day: number, language: LanguageTag): string {
  // 5 January 1970 was a Monday.
  return new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(new Date(Date.UTC(1970, 0, 5 + day)))
}

function monthName(month: number, language: LanguageTag): string {
  return new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(1970, month - 1, 1)))
}
