/** Names and figures as they are written. */
import { labelOf, useMetadata } from '../../../web/client/metadata.tsx'
import { formatDate, formatDuration, formatMoney, formatMonth, formatNumber, formatPercent } from '../../../web/kit/format.ts'
import { useTranslation } from 'react-i18next'

import type { TFunction } from 'i18next'
import type { Column, Figure, Filter, Opens, RowName, Unit } from '../rules/answer.ts'

type LabelOfOption = (object: string, field: string, key: string) => string

/** Words of rows and heads, in the language of the page. */
export function useTold(): { nameOf(name: RowName): string; headOf(column: Column): string } {
  const { t } = useTranslation()
  const { objects } = useMetadata()
  const optionOf: LabelOfOption = (object, field, key) => {
    const label = objects.find(({ name }) => name === object)?.fields.find(({ name }) => name === field)?.options?.find((option) => option.key === key)?.label
    return label ? labelOf(label) : key
  }
  return {
    nameOf: (name) => nameIn(t, optionOf, name),
    headOf: ({ key, option }) => (option ? optionOf(option.object, option.field, key) : t(`analyses.column.${key}`)),
  }
}

function nameIn(t: TFunction, optionOf: LabelOfOption, name: RowName): string {
  switch (name.kind) {
    case 'option': return optionOf(name.object, name.field, name.key)
    case 'text': return name.days ? `${name.text} ${daysText(name.days)}` : name.text
    case 'word': return t(`analyses.row.${name.key}`)
    case 'month': return formatMonth(name.month)
    case 'week': return t('analyses.week_of', { day: formatDate(name.day, 'short') })
    case 'unknown': return t('analyses.unknown')
    case 'rest': return t('analyses.rest')
    case 'range': {
      const isMoney = name.unit === 'money'
      const unit = isMoney ? '' : t(`analyses.unit.${name.unit}`)
      const [from, to] = [name.from, name.to].map((end) => (isMoney ? formatMoney(end, { scale: 0, compact: true }) : formatNumber(end)))
      // Of what is counted in whole numbers the last one is said, not the one after it.
      if ((name.unit === 'years' || name.unit === 'times') && name.to !== null && name.to - (name.from ?? 0) >= 1) {
        const last = formatNumber(name.to - 1)
        return name.to - (name.from ?? 0) === 1 ? `${last}${unit}` : t('analyses.between', { from: formatNumber(name.from ?? 0), to: last, unit })
      }
      if (name.from === null) return t('analyses.below', { to, unit })
      if (name.to === null) return t('analyses.from', { from, unit })
      return t('analyses.between', { from, to, unit })
    }
  }
}

function daysText([from, until]: [string, string]): string {
  return `${formatDate(from)} – ${formatDate(until)}`
}

export function figureText(unit: Unit, figure: Figure, isCompact = false): string {
  if (figure === null) return '–'
  if (unit === 'money') return formatMoney(figure, { scale: 0, compact: isCompact })
  if (unit === 'percent') return formatPercent(figure, 1)
  if (unit === 'minutes') return formatDuration(isCompact && Number(figure) >= 600 ? Math.round(Number(figure) / 60) * 60 : figure)
  return unit === 'count' ? formatNumber(figure) : formatNumber(figure, 1)
}

/** The list of the rows behind a figure; nothing where the reader has no such list. */
export function useListOf(): (opens: Opens | null, narrows?: Filter) => string | null {
  const { objects } = useMetadata()
  return (opens, narrows) => {
    const object = objects.find(({ name }) => name === opens?.object)
    if (!object || !opens) return null
    const filter = narrows ? { and: [opens.filter, narrows] } : opens.filter
    return `/${object.path}?${new URLSearchParams({ view: 'all', filter: JSON.stringify(filter) })}`
  }
}
