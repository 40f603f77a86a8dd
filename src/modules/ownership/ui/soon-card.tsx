import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { Card } from '../../../web/kit/card.tsx'
import { formatDate } from '../../../web/kit/format.ts'
import { Row, Rows } from '../../../web/kit/rows.tsx'

interface Soon {
  data: { id: string; name: string; due_on: string; why: 'contact' | 'deal'; place: number }[]
  pools: { name: string; contact_days: number | null; deal_days: number | null }[]
}

const shown = 10

/** My customers that come back to the pool within two weeks; nothing where there are none. */
export function SoonCard() {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['records', 'pools', 'soon'], queryFn: ({ signal }) => api.post<Soon>('/pools/soon', {}, { signal }) })
  const rows = query.data?.data ?? []
  if (rows.length === 0) return null
  return (
    <Card title={t('ownership.soon.title')} note={t('ownership.soon.count', { count: rows.length })}>
      <Rows>
        {rows.slice(0, shown).map(({ id, name, due_on, why, place }) => {
          const pool = query.data?.pools[place]
          return <Row key={id} to={`/customers/${id}`} title={name} note={t(`ownership.because.${why}`, { days: (why === 'contact' ? pool?.contact_days : pool?.deal_days) ?? 0 })} end={formatDate(due_on, 'short')} />
        })}
      </Rows>
    </Card>
  )
}
