/** Of which time, and what it is compared with. */
import { Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'

import { DaysPicker } from '../../../web/kit/day-picker.tsx'
import { startOf } from '../../../web/kit/days.ts'
import { today } from '../../../web/kit/format.ts'
import { FieldPicker } from '../../../web/records/filter/field-picker.tsx'
import { isTime, ranges } from './offered.ts'
import styles from './reports.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { Comparison } from '../rules/question.ts'
import type { Asked } from './question-state.ts'

const comparisons: Comparison[] = ['none', 'period_before', 'year_before']
const own = 'own'

export function PeriodPart({ object, question: { period, compare }, onChange }: { object: ObjectMetadata; question: Asked; onChange(part: Partial<Asked>): void }) {
  const { t } = useTranslation()
  const field = period?.field ?? object.fields.find((each) => isTime(each) && each.operators.length > 0)?.name
  const choose = (range: string | undefined) => {
    if (!range || !field) return onChange({ period: undefined, compare: 'none' })
    return onChange({ period: { field, range: range === own ? `${startOf(today(), 'month')}..${today()}` : range } })
  }
  const [from = '', to] = period?.range.split('..') ?? []
  const isOwn = period !== undefined && to !== undefined
  return (
    <fieldset className={styles.part}>
      <legend>{t('reports.period')}</legend>
      <div className={styles.line}>
        <Select<string>
          value={isOwn ? own : period?.range}
          allowClear
          placeholder={t('reports.all_time')}
          options={[...ranges, own].map((range) => ({ value: range, label: t(`reports.range.${range}`) }))}
          onChange={(range: string | undefined) => choose(range)}
          aria-label={t('reports.period')}
        />
      </div>
      {isOwn && <DaysPicker from={from} to={to} label={t('reports.range.own')} onChange={(first, last) => onChange({ period: { field: period.field, range: `${first}..${last}` } })} />}
      {period && (
        <>
          <FieldPicker object={object} path={period.field.split('.')} accepts={(each) => isTime(each) && each.operators.length > 0} label={t('reports.period_field')} onChange={(path) => onChange({ period: { ...period, field: path.join('.') } })} />
          <span className={styles.partTitle}>{t('reports.compare')}</span>
          <Segmented<Comparison> block size="small" value={compare} options={comparisons.map((value) => ({ value, label: t(`reports.compare_with.${value}`) }))} onChange={(next) => onChange({ compare: next })} aria-label={t('reports.compare')} />
        </>
      )}
    </fieldset>
  )
}
