/** Of which time, and what it is compared with. */
import { DatePicker, Segmented, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'

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
    const month = dayjs().format('YYYY-MM')
    return onChange({ period: { field, range: range === own ? `${month}-01..${dayjs().format('YYYY-MM-DD')}` : range } })
  }
  const [from, to] = period?.range.split('..') ?? []
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
      {isOwn && <DatePicker.RangePicker value={[dayjs(from), dayjs(to)]} allowClear={false} aria-label={t('reports.range.own')} onChange={(days) => days?.[0] && days[1] && onChange({ period: { field: period.field, range: `${days[0].format('YYYY-MM-DD')}..${days[1].format('YYYY-MM-DD')}` } })} />}
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
