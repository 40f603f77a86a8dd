import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDate, formatNumber } from '../../../web/kit/format.ts'
import { Row, Rows } from '../../../web/kit/rows.tsx'
import styles from './privacy.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { Filter } from '../../../web/client/records.ts'

interface Preview {
  today: number
  in_90_days: number
  records: { id: string; name: string; last_activity_at: string; is_reached: boolean }[]
}

interface Props {
  path: string
  target: ObjectMetadata
  rule: { object: string; condition: Filter; months: number; act: string }
}

export function RulePreview({ path, target, rule }: Props) {
  const { t } = useTranslation()
  const asked = { object: rule.object, condition: rule.condition, months: rule.months, act: rule.act }
  const preview = useQuery({
    queryKey: ['records', path, 'preview', asked],
    queryFn: ({ signal }) => api.post<Preview>(`/${path}/preview`, asked, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  return (
    <div style={{ marginTop: 16 }} aria-busy={preview.isFetching}>
      <Card title={t('privacy.preview')}>
        <Loaded query={preview} lines={4}>
          {({ today, in_90_days, records }) => (
            <>
              <dl className={styles.figures}>
                <div>
                  <dt>{t('privacy.reached_today')}</dt>
                  <dd>{formatNumber(today)}</dd>
                </div>
                <div>
                  <dt>{t('privacy.reached_later')}</dt>
                  <dd>{formatNumber(in_90_days)}</dd>
                </div>
              </dl>
              {records.length === 0 && <p>{t('privacy.preview_none')}</p>}
              <Rows>
                {records.slice(0, 50).map((record) => (
                  <Row
                    key={record.id}
                    to={`/${target.path}/${record.id}`}
                    title={record.name}
                    note={t('privacy.last_activity', { day: formatDate(record.last_activity_at) })}
                    end={t(record.is_reached ? 'privacy.reached_now' : 'privacy.reached_soon')}
                  />
                ))}
              </Rows>
              {in_90_days > 50 && <p className={styles.label}>{t('privacy.preview_more', { count: in_90_days - Math.min(50, records.length) })}</p>}
            </>
          )}
        </Loaded>
      </Card>
    </div>
  )
}
