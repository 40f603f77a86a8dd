/** On Today: my leads that nobody has spoken to yet, the most urgent first; then those to be contacted again by today. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDateTime } from '../../../web/kit/format.ts'
import { Row, Rows } from '../../../web/kit/rows.tsx'
import { useNow } from '../../../web/kit/use-now.ts'
import { leadsPath } from './lead-answer.ts'
import { waitingLeads, waitingShown } from './waiting-question.ts'

export function WaitingLeadsCard() {
  const { t } = useTranslation()
  const object = useObject('lead')
  const now = useNow().getTime()
  const query = useList(leadsPath, waitingLeads, { enabled: object !== undefined })
  if (!object) return null
  const total = query.data?.pages[0]?.total
  return (
    <Card title={t('leads.waiting')} note={total || undefined} action={<Link to={`/${leadsPath}?view=mine`}>{t('leads.all_mine')}</Link>}>
      <Loaded query={query} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('leads.waiting_none') }}>
        {(data) => (
          <Rows>
            {recordsOf(data).slice(0, waitingShown).map((lead) => (
              <Row
                key={lead.id}
                to={`/${leadsPath}/${lead.id}`}
                title={[lead.name, lead.company].filter(Boolean).join(' · ')}
                note={typeof lead.wants === 'string' ? lead.wants : undefined}
                end={lead.contact_due_at ? t('leads.until', { until: formatDateTime(lead.contact_due_at, 'short') }) : undefined}
                isAlarming={Date.parse(String(lead.contact_due_at)) < now}
              />
            ))}
          </Rows>
        )}
      </Loaded>
    </Card>
  )
}
