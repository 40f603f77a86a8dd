/** Solved requests that are like this one, each with how it was solved. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { keys } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { doneStatuses, requestsPath } from './request-answer.ts'
import styles from './requests.module.css'

import type { RecordData } from '../../../web/client/records.ts'

interface Similar {
  id: string
  subject: string
  cause: string | null
  solution: string
}

export function SimilarCard({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const isOpen = !doneStatuses.includes(String(record.status))
  const query = useQuery({
    queryKey: keys.about(requestsPath, record.id, 'similar', record.subject),
    queryFn: ({ signal }) => api.post<{ data: Similar[] }>(`/${requestsPath}/${record.id}/similar`, {}, { signal }),
    enabled: isOpen,
  })
  if (!isOpen) return null
  return (
    <Card title={t('requests.similar')}>
      <Loaded query={query} isEmpty={({ data }) => data.length === 0} empty={{ title: t('requests.similar_none') }}>
        {({ data }) => (
          <ul className={styles.similar}>
            {data.map(({ id, subject, cause, solution }) => (
              <li key={id}>
                <Link to={`/${requestsPath}/${id}`}>{subject}</Link>
                <p>{[cause, solution].filter(Boolean).join('：')}</p>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  )
}
