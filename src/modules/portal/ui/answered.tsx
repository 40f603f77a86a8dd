import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

import { api, ProblemError } from '../../../web/client/api.ts'
import { useLanguage } from '../../../web/client/i18n.ts'
import { ErrorState, SkeletonLines } from '../../../web/kit/states.tsx'
import styles from './portal.module.css'

import type { ReactNode } from 'react'

interface AnsweredProps<T> {
  path: string
  page: string
  query?: Record<string, string>
  /** What colleagues may do to it meanwhile is seen within half a minute. */
  isFollowed?: boolean
  children(data: T): ReactNode
}

/** What the portal answers; a session that has ended leads back to the door. */
export function Answered<T>({ path, page, query: asked = {}, isFollowed, children }: AnsweredProps<T>) {
  const { t } = useTranslation()
  const language = useLanguage()
  const client = useQueryClient()
  const query = useQuery({
    queryKey: [path, language, asked],
    queryFn: ({ signal }) => api.get<T>(path, { signal, isFresh: true, query: asked }),
    retry: false,
    // What was done a moment ago is to be seen now.
    staleTime: 0,
    placeholderData: (before, from) => (from?.queryKey[0] === path ? before : undefined),
    ...(isFollowed ? { refetchInterval: 30_000 } : {}),
  })
  const status = query.error instanceof ProblemError ? query.error.status : null
  useEffect(() => {
    if (status === 401) void client.invalidateQueries({ queryKey: [`/portal/${page}`] })
  }, [status, client, page])
  if (query.isPending) return <SkeletonLines lines={6} />
  if (status === 404) return <p className={styles.none}>{t('portal.gone')}</p>
  if (query.data === undefined) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  return children(query.data)
}
