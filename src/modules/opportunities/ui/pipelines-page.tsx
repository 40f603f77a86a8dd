/** The pipelines of the company with their stages, in the order in which opportunities go through them. */
import { EditOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { idOf } from '../../../web/client/reference-parts.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { nameInLanguage } from './stage-words.ts'
import styles from './funnel.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

const FormDrawer = lazy(async () => ({ default: (await import('../../../web/records/form-drawer.tsx')).FormDrawer }))

interface Open {
  object: ObjectMetadata
  record?: RecordData
  initial?: Record<string, unknown>
}

export function PipelinesPage() {
  const { t } = useTranslation()
  const [pipeline, stage] = [useObject('pipeline'), useObject('stage')]
  const pipelines = useList('pipelines', { sort: 'position', limit: 100 })
  const stages = useList('stages', { sort: 'position', limit: 500 })
  const [open, setOpen] = useState<Open>()
  if (!pipeline || !stage) return null
  const agreements = pipeline.fields.find(({ name }) => name === 'won_by')?.options ?? []
  const wonBy = (record: RecordData) => {
    const chosen = agreements.filter(({ key }) => Array.isArray(record.won_by) && record.won_by.includes(key)).map(({ label }) => labelOf(label))
    return chosen.length > 0 ? t('opportunities.won_when', { acts: chosen.join(t('opportunities.or')) }) : t('opportunities.won_by_hand')
  }
  return (
    <>
      <PageHeader title={labelOf(pipeline.plural_label)} actions={pipeline.can.create && <Button icon={<PlusOutlined aria-hidden />} onClick={() => setOpen({ object: pipeline })}>{t('opportunities.new_pipeline')}</Button>} />
      <div className={styles.page}>
        <Loaded query={pipelines}>
          {(data) =>
            recordsOf(data).map((record) => (
              <Card
                key={record.id}
                title={nameInLanguage(String(record.name))}
                note={[record.is_default ? t('opportunities.is_default') : '', record.is_active ? '' : t('opportunities.not_active'), wonBy(record)].filter(Boolean).join(' · ')}
                action={
                  pipeline.can.change && (
                    <>
                      <Button type="link" size="small" onClick={() => setOpen({ object: pipeline, record })}>{t('opportunities.change')}</Button>
                      <Button type="link" size="small" onClick={() => setOpen({ object: stage, initial: { pipeline: { id: record.id, name: record.name } } })}>{t('opportunities.new_stage')}</Button>
                    </>
                  )
                }
              >
                <StageTable object={stage} stages={recordsOf(stages.data).filter((each) => idOf(each.pipeline) === record.id)} onEdit={(each) => setOpen({ object: stage, record: each })} />
              </Card>
            ))
          }
        </Loaded>
      </div>
      <Suspense fallback={null}>{open && <FormDrawer {...open} onClose={() => setOpen(undefined)} />}</Suspense>
    </>
  )
}

const columns = ['name', 'kind', 'probability', 'expected_days', 'required_fields'] as const

function StageTable({ object, stages, onEdit }: { object: ObjectMetadata; stages: RecordData[]; onEdit(stage: RecordData): void }) {
  const { t } = useTranslation()
  const fieldOf = (name: string) => object.fields.find((field) => field.name === name)
  const wordsOf = (name: string, value: unknown) => [value].flat().map((key) => labelOf(fieldOf(name)?.options?.find((option) => option.key === key)?.label ?? { zh: '', en: '' })).filter(Boolean).join(t('filter.list_words'))
  return (
    <div className={styles.box}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((name) => {
              const label = fieldOf(name)?.label
              return <th key={name} scope="col">{label && labelOf(label)}</th>
            })}
            <th scope="col" aria-label={t('opportunities.change')} />
          </tr>
        </thead>
        <tbody>
          {stages.map((stage) => (
            <tr key={stage.id}>
              <th scope="row">{nameInLanguage(String(stage.name))}</th>
              <td>{wordsOf('kind', stage.kind)}</td>
              <td>{String(stage.probability)}%</td>
              <td>{stage.expected_days === null ? '' : t('opportunities.days', { count: Number(stage.expected_days) })}</td>
              <td>{wordsOf('required_fields', stage.required_fields)}</td>
              <td className={styles.figure}>
                {object.can.change && <Button type="text" size="small" icon={<EditOutlined aria-hidden />} aria-label={t('opportunities.change_stage', { name: nameInLanguage(String(stage.name)) })} onClick={() => onEdit(stage)} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
