/** The live answer of a question. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'

import { api } from '../../../web/client/api.ts'
import { useLanguage } from '../../../web/client/i18n.ts'
import { keys } from '../../../web/client/records.ts'
import { ErrorState, SkeletonLines } from '../../../web/kit/states.tsx'
import { ReportResult } from './report-result.tsx'
import styles from './reports.module.css'

import type { ReportAnswer } from '../queries/answer.ts'
import type { Asked } from './question-state.ts'

export function Answer({ question, name, height }: { question: Asked; name?: string; height?: number }) {
  const language = useLanguage()
  const query = useQuery({
    queryKey: [...keys.lists('reports'), 'ask', language, question],
    queryFn: ({ signal }) => api.post<ReportAnswer>('/reports/ask', { question }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  if (query.isError) return <ErrorState small error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <SkeletonLines lines={8} height={28} />
  return (
    <div className={query.isPlaceholderData ? styles.old : undefined} aria-busy={query.isFetching}>
      <ReportResult answer={query.data} name={name} height={height} />
    </div>
  )
}
