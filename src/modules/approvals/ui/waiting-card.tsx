/** On Today: what waits for my decision; nothing where nothing does. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Card } from '../../../web/kit/card.tsx'
import { formatMoney, timeAgo } from '../../../web/kit/format.ts'
import { Row, Rows } from '../../../web/kit/rows.tsx'
import { useWaiting } from './approval-answer.ts'

const shown = 5

export function WaitingCard() {
  const { t } = useTranslation()
  const { data } = useWaiting()
  if (!data || data.data.length === 0) return null
  return (
    <Card title={t('approvals.waiting')} note={data.total} action={<Link to="/approvals">{t('approvals.all')}</Link>}>
      <Rows>
        {data.data.slice(0, shown).map((one) => (
          <Row
            key={one.id}
            to={`/approvals/${one.id}`}
            title={one.title}
            note={[one.requested_by.name, one.amount !== null && formatMoney(one.amount), one.for && t('approvals.for', { name: one.for.name })].filter(Boolean).join(' · ')}
            end={timeAgo(one.created_at)}
          />
        ))}
      </Rows>
    </Card>
  )
}
