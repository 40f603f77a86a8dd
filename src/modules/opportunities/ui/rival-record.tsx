/** How we have fared against a competitor: the share won of what was decided between the two, and how the rest stands. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatNumber, formatPercent } from '../../../web/kit/format.ts'
import styles from './opportunity.module.css'

import type { RecordData } from '../../../web/client/records.ts'

export function RivalRecord({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const object = useObject('opportunity_competitor')
  const outcomes = object?.fields.find(({ name }) => name === 'outcome')?.options ?? []
  const asked = { object: 'opportunity_competitor', filter: { competitor: record.id }, group_by: ['outcome'], measures: [{ fn: 'count' }] }
  const query = useQuery({
    queryKey: [...keys.object(object?.path ?? ''), 'outcomes', record.id],
    queryFn: async ({ signal }) => new Map((await api.post<{ data: { outcome: string; count: number }[] }>('/query', asked, { signal })).data.map(({ outcome, count }) => [outcome, count])),
    enabled: outcomes.length > 0,
  })
  if (!object || outcomes.length === 0) return null
  return (
    <Card title={t('opportunities.against')}>
      <Loaded query={query} isEmpty={(counts) => counts.size === 0} empty={{ title: t('opportunities.never_met') }}>
        {(counts) => {
          const [won, lost] = [counts.get('won_against') ?? 0, counts.get('lost_to') ?? 0]
          return (
            <>
              {won + lost > 0 && (
                <p className={styles.rate}>
                  <b>{formatPercent((100 * won) / (won + lost), 0)}</b> <span>{t('opportunities.rate_of', { count: won + lost, number: formatNumber(won + lost) })}</span>
                </p>
              )}
              <dl className={styles.outcomes}>
                {outcomes.map(({ key, label }) => (
                  <div key={key}>
                    <dt>{labelOf(label)}</dt>
                    <dd>
                      <Link to={`/${object.path}?${new URLSearchParams({ filter: JSON.stringify({ competitor: record.id, outcome: key }) })}`}>{formatNumber(counts.get(key) ?? 0)}</Link>
                    </dd>
                  </div>
                ))}
              </dl>
            </>
          )
        }}
      </Loaded>
    </Card>
  )
}
