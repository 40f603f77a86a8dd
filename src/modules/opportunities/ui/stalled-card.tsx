/** On Today: my open opportunities that have stayed too long in their stage, or are to be closed this month. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { nameOf } from '../../../web/client/reference-parts.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDate, formatMoney, today } from '../../../web/kit/format.ts'
import { endOf } from '../../../web/kit/days.ts'
import { Row, Rows } from '../../../web/kit/rows.tsx'
import { daysSince, isStalled, nameInLanguage } from './stage-words.ts'

export function StalledCard() {
  const { t } = useTranslation()
  const object = useObject('opportunity')
  const filter = { owner: '@me', status: 'open', or: [{ stage_due_on: { lt: 'today' } }, { close_on: { lte: endOf(today(), 'month') } }] }
  const query = useList('opportunities', { filter, sort: 'close_on', limit: 6, count: 'exact' }, { enabled: object?.can.see === true })
  if (!object?.can.see) return null
  const total = query.data?.pages[0]?.total
  if (query.isSuccess && total === 0 && !object.can.create) return null
  return (
    <Card title={t('opportunities.to_push')} note={total || undefined} action={<Link to="/opportunities/board?whose=mine">{t('opportunities.board')}</Link>}>
      <Loaded query={query} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('opportunities.nothing_to_push') }}>
        {(data) => (
          <Rows>
            {recordsOf(data).slice(0, 6).map((record) => (
              <Row
                key={record.id}
                to={`/opportunities/${record.id}`}
                title={String(record.name)}
                note={[nameInLanguage(nameOf(record.stage)), isStalled(record) ? t('opportunities.stalled_days', { count: daysSince(record.stage_since) }) : '', formatMoney(record.amount, { compact: true })].filter(Boolean).join(' · ')}
                end={record.close_on ? formatDate(record.close_on, 'short') : ''}
                isAlarming={typeof record.close_on === 'string' && record.close_on < today()}
              />
            ))}
          </Rows>
        )}
      </Loaded>
    </Card>
  )
}
