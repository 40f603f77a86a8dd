/** What is asked, by clicking. Every change is asked at once; nothing is kept until one says so. */
import { CloseOutlined, PlusOutlined, SwapOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useMetadata } from '../../../web/client/metadata.tsx'
import { useLanguage } from '../../../web/client/i18n.ts'
import { fieldAt } from '../../../web/records/list/columns.ts'
import { FieldPicker } from '../../../web/records/filter/field-picker.tsx'
import { DisplayPicker } from './display-picker.tsx'
import { FilterPart } from './filter-part.tsx'
import { firstQuestion, isGroupable, isTime, measureFrom, measureOptions, measureText, reportable } from './offered.ts'
import { OrderPart } from './order-part.tsx'
import { PeriodPart } from './period-part.tsx'
import { units } from './question-state.ts'
import styles from './reports.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { Asked, AskedGroup } from './question-state.ts'

interface Props {
  question: Asked
  onChange(question: Asked): void
}

export function Builder({ question, onChange }: Props) {
  const { t } = useTranslation()
  const metadata = useMetadata()
  const language = useLanguage()
  const object = metadata.objects.find(({ name }) => name === question.object)
  // `language` is part of the labels.
  const objects = useMemo(() => reportable(metadata).map((each) => ({ value: each.name, label: labelOf(each.plural_label) })), [metadata, language])
  const choose = (name: string) => {
    const chosen = metadata.objects.find((each) => each.name === name)
    if (chosen) onChange(firstQuestion(chosen))
  }
  return (
    <div className={styles.panel}>
      <fieldset className={styles.part}>
        <legend>{t('reports.about')}</legend>
        <Select value={question.object} options={objects} onChange={choose} showSearch={{ optionFilterProp: 'label' }} aria-label={t('reports.about')} />
      </fieldset>
      {object && <Parts object={object} question={question} onChange={onChange} />}
    </div>
  )
}

function Parts({ object, question, onChange }: Props & { object: ObjectMetadata }) {
  const { t } = useTranslation()
  const set = (part: Partial<Asked>) => onChange({ ...question, ...part })
  const [row, below] = question.rows
  const [column] = question.columns
  // A second group stands in columns, or in a table below the first.
  const setGroups = (rows: AskedGroup[], columns: AskedGroup[]) => onChange(withPeriodOf(object, question, { rows, columns, display: rows.length === 0 ? 'figure' : question.display === 'figure' ? 'bar' : question.display }))
  return (
    <>
      <fieldset className={styles.part}>
        <legend>{t('reports.measures')}</legend>
        <Measures object={object} question={question} onChange={onChange} />
      </fieldset>
      <fieldset className={styles.part}>
        <legend>{t('reports.rows_by')}</legend>
        <GroupLine object={object} group={row} label={t('reports.rows_by')} onChange={(next) => setGroups(next ? [next, ...(below ? [below] : [])] : [], next ? question.columns : [])} />
        {below && <GroupLine object={object} group={below} label={t('reports.below')} onChange={(next) => setGroups([...(row ? [row] : []), ...(next ? [next] : [])], question.columns)} />}
      </fieldset>
      {row && !below && (
        <fieldset className={styles.part}>
          <legend>{t('reports.columns_by')}</legend>
          <GroupLine object={object} group={column} label={t('reports.columns_by')} onChange={(next) => setGroups(question.rows, next ? [next] : [])} />
          {column && (
            <Button size="small" type="text" icon={<SwapOutlined aria-hidden />} onClick={() => onChange({ ...question, rows: [column], columns: [row] })}>
              {t('reports.swap')}
            </Button>
          )}
        </fieldset>
      )}
      <PeriodPart object={object} question={question} onChange={set} />
      <FilterPart object={object} filter={question.filter ?? {}} onChange={(filter) => set({ filter: Object.keys(filter).length > 0 ? filter : undefined })} />
      <DisplayPicker question={question} onChange={(display) => set({ display })} />
      <OrderPart question={question} onChange={set} />
    </>
  )
}

/** By a time one mostly wants the last twelve months, so that there is something to compare. */
function withPeriodOf(object: ObjectMetadata, question: Asked, part: Pick<Asked, 'rows' | 'columns' | 'display'>): Asked {
  const [group] = [...part.rows, ...part.columns].filter(({ by }) => by)
  if (question.period || !group || group.field.split('.').length > 1 || !object.fields.some(({ name }) => name === group.field)) return { ...question, ...part }
  return { ...question, ...part, period: { field: group.field, range: 'year_so_far' } }
}

function Measures({ object, question, onChange }: Props & { object: ObjectMetadata }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const metadata = useMetadata()
  const { measures } = question
  const options = useMemo(() => measureOptions(metadata, object, measures), [metadata, object, measures, language])
  const replace = (at: number, text: string | undefined) => onChange({ ...question, measures: measures.flatMap((each, index) => (index !== at ? [each] : text ? [measureFrom(text)] : [])) })
  return (
    <>
      {measures.map((measure, at) => (
        <div key={`${at} ${measureText(measure)}`} className={styles.line}>
          <Select value={measureText(measure)} options={options} onChange={(text: string) => replace(at, text)} showSearch={{ optionFilterProp: 'label' }} aria-label={t('reports.measure', { number: at + 1 })} />
          {measures.length > 1 && <Button type="text" icon={<CloseOutlined aria-hidden />} aria-label={t('reports.remove_measure')} onClick={() => replace(at, undefined)} />}
        </div>
      ))}
      {measures.length < 4 && (
        <Button size="small" type="text" icon={<PlusOutlined aria-hidden />} onClick={() => onChange({ ...question, measures: [...measures, measureFrom(options.find(({ value }) => !measures.some((each) => measureText(each) === value))?.value ?? 'count')] })}>
          {t('reports.add_measure')}
        </Button>
      )}
    </>
  )
}

function GroupLine({ object, group, label, onChange }: { object: ObjectMetadata; group: AskedGroup | undefined; label: string; onChange(group: AskedGroup | undefined): void }) {
  const { t } = useTranslation()
  const metadata = useMetadata()
  const timeOf = (path: string[]) => isTime(fieldAt(metadata, object, path))
  return (
    <div className={styles.line}>
      <FieldPicker object={object} path={group?.field.split('.') ?? []} accepts={isGroupable} label={label} placeholder={t('reports.choose_group')} onChange={(path) => onChange({ field: path.join('.'), ...(timeOf(path) ? { by: 'month' as const } : {}) })} />
      {group?.by && <Select className={styles.unit} value={group.by} options={units.map((unit) => ({ value: unit, label: t(`reports.unit.${unit}`) }))} onChange={(by) => onChange({ ...group, by })} aria-label={t('reports.unit_of', { what: label })} />}
      {group && <Button type="text" icon={<CloseOutlined aria-hidden />} aria-label={t('reports.remove_group', { what: label })} onClick={() => onChange(undefined)} />}
    </div>
  )
}

