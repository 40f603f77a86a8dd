/** Who else wants this sale: at what price, how serious, and how it ended for them. */
import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { nameOf } from '../../../web/client/reference-parts.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatMoney } from '../../../web/kit/format.ts'
import styles from './opportunity.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

const FormDrawer = lazy(async () => ({ default: (await import('../../../web/records/form-drawer.tsx')).FormDrawer }))

export function CompetitionCard({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const object = useObject('opportunity_competitor')
  const [editing, setEditing] = useState<RecordData | 'new'>()
  const query = useList('opportunity-competitors', { filter: { opportunity: record.id }, sort: '-updated_at', limit: 50 }, { enabled: object !== undefined })
  if (!object) return null
  const canChange = object.can.create && record.can?.change !== false
  return (
    <Card
      title={labelOf(object.plural_label)}
      action={
        canChange && (
          <Button type="link" size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setEditing('new')}>
            {t('opportunities.add_competitor')}
          </Button>
        )
      }
    >
      <Loaded query={query} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('opportunities.no_competitor') }}>
        {(data) => (
          <ul className={styles.rivals}>
            {recordsOf(data).map((rival) => (
              <li key={rival.id}>
                <button type="button" disabled={!canChange} onClick={() => setEditing(rival)}>
                  <b>{nameOf(rival.competitor)}</b> <span>{t('opportunities.threat_of', { threat: choiceOf(object, 'threat', rival.threat) })}</span> <span>{rival.price ? formatMoney(rival.price) : ''}</span>
                  <span className={styles.outcome}>{choiceOf(object, 'outcome', rival.outcome)}</span>
                  {Boolean(rival.weaknesses) && <span className={styles.weakness}>{String(rival.weaknesses)}</span>}
                </button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <Suspense fallback={null}>
        {editing && <FormDrawer object={object} record={editing === 'new' ? undefined : editing} initial={editing === 'new' ? { opportunity: { id: record.id, name: record.name } } : undefined} onClose={() => setEditing(undefined)} />}
      </Suspense>
    </Card>
  )
}

function choiceOf(object: ObjectMetadata, name: string, key: unknown): string {
  const option = object.fields.find((field) => field.name === name)?.options?.find((each) => each.key === key)
  return option ? labelOf(option.label) : ''
}
