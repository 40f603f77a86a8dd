/** What the customer needs, by the four kinds of question (S48): each with its answer, written where it stands. */
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../../web/client/metadata.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { useFieldSaver } from '../../../web/records/save-record.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { GroupRows } from './group-rows.tsx'
import { groupOf } from './group-of.ts'
import styles from './opportunity.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

export function NeedsCard({ object, record }: { object: ObjectMetadata; record: RecordData }) {
  const { t } = useTranslation()
  const toast = useToast()
  const saver = useFieldSaver(object)
  const field = object.fields.find(({ name }) => name === 'needs')
  if (!field) return null
  const kinds = field.parts?.find(({ name }) => name === 'kind')?.options ?? []
  const needs = groupOf(record.needs)
  const canChange = object.can.change && record.can?.change !== false && !field.readonly
  return (
    <Card title={labelOf(field.label)} note={t('opportunities.needs_note')}>
      <div className={styles.kinds}>
        {kinds.map(({ key, label }) => (
          <section key={key} className={styles.kind} aria-label={labelOf(label)}>
            <h3>
              {labelOf(label)} <span>{t(`opportunities.kind.${key}`)}</span>
            </h3>
            <GroupRows
              rows={needs.filter(({ kind }) => kind === key)}
              fresh={{ kind: key, question: '' }}
              parts={[
                { name: 'question', label: t('opportunities.question'), kind: 'line', placeholder: t(`opportunities.ask.${key}`) },
                { name: 'answer', label: t('opportunities.answer'), kind: 'words' },
              ]}
              add={t('opportunities.add_question')}
              canChange={canChange}
              onSave={(rows) => void saver.save(record, field, [...needs.filter(({ kind }) => kind !== key), ...rows]).catch(toast.problem)}
            />
          </section>
        ))}
      </div>
      {saver.dialog}
    </Card>
  )
}
