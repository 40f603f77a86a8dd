/** Objections with how they were met, and what the customer has committed to. */
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../../web/client/metadata.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { useFieldSaver } from '../../../web/records/save-record.tsx'
import { groupOf } from './group-of.ts'
import { GroupRows } from './group-rows.tsx'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'
import type { GroupPart } from './group-rows.tsx'

interface Props {
  object: ObjectMetadata
  record: RecordData
}

export function ObjectionsCard(props: Props) {
  const { t } = useTranslation()
  return (
    <GroupCard
      {...props}
      name="objections"
      add={t('opportunities.add_objection')}
      parts={[
        { name: 'objection', label: t('opportunities.objection'), kind: 'line' },
        { name: 'answer', label: t('opportunities.how_met'), kind: 'words' },
        { name: 'is_met', label: t('opportunities.is_met'), kind: 'check' },
      ]}
    />
  )
}

export function CommitmentsCard(props: Props) {
  const { t } = useTranslation()
  return (
    <GroupCard
      {...props}
      name="commitments"
      add={t('opportunities.add_commitment')}
      parts={[
        { name: 'what', label: t('opportunities.commitment'), kind: 'line' },
        { name: 'on', label: t('opportunities.on_day'), kind: 'day' },
      ]}
    />
  )
}

function GroupCard({ object, record, name, add, parts }: Props & { name: string; add: string; parts: GroupPart[] }) {
  const toast = useToast()
  const saver = useFieldSaver(object)
  const field = object.fields.find((each) => each.name === name)
  if (!field) return null
  const canChange = object.can.change && record.can?.change !== false && !field.readonly
  return (
    <Card title={labelOf(field.label)}>
      <GroupRows rows={groupOf(record[name])} fresh={{}} parts={parts} add={add} canChange={canChange} onSave={(rows) => void saver.save(record, field, rows).catch(toast.problem)} />
      {saver.dialog}
    </Card>
  )
}
