import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { nameOf } from '../../../web/client/reference-parts.ts'
import { Card } from '../../../web/kit/card.tsx'
import { daysFromToday, formatDate } from '../../../web/kit/format.ts'
import { Row, Rows } from '../../../web/kit/rows.tsx'

const shown = 5

/** Customers that were handed over to me and that I have not acknowledged; nothing where there are none. */
export function MyHandoversCard() {
  const { t } = useTranslation()
  const object = useObject('handover_item')
  const query = useList(object?.path ?? '', { filter: { to: '@me', state: 'moved', acknowledged_at: { is_empty: true } }, sort: 'due_on', limit: shown, count: 'exact' }, { enabled: object !== undefined })
  const rows = recordsOf(query.data)
  if (rows.length === 0) return null
  return (
    <Card title={t('ownership.handover.mine')} note={t('ownership.handover.mine_count', { count: query.data?.pages[0]?.total ?? rows.length })} action={<Link to="/handovers">{t('ownership.handover.all')}</Link>}>
      <Rows>
        {rows.map((item) => (
          <Row key={item.id} to={`/handover-items/${item.id}`} title={nameOf(item.customer)} note={nameOf(item.handover)} end={t('ownership.handover.due_words', { day: formatDate(item.due_on, 'short') })} isAlarming={(daysFromToday(item.due_on) ?? 0) < 0} />
        ))}
      </Rows>
    </Card>
  )
}
