import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { Card } from '../../../web/kit/card.tsx'
import { formatDateTime } from '../../../web/kit/format.ts'
import { EmptyState, ErrorState, SkeletonLines } from '../../../web/kit/states.tsx'
import { accountKeys, type HistoryEntry } from './account-answers.ts'
import styles from './account.module.css'

interface Page {
  data: HistoryEntry[]
  next: string | null
}

/** Sign-ins and changes of the account, newest first; of everybody for administrators. */
export function HistoryCard({ of }: { of: 'me' | 'everybody' }) {
  const { t } = useTranslation()
  const answer = useInfiniteQuery({
    queryKey: accountKeys.history(of),
    queryFn: ({ pageParam, signal }) => api.get<Page>('/account/history', { query: { of, limit: 10, before: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const entries = answer.data?.pages.flatMap(({ data }) => data) ?? []
  return (
    <Card title={t('account.history')}>
      {answer.isPending && <SkeletonLines lines={4} />}
      {answer.isError && <ErrorState small error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data && entries.length === 0 && <EmptyState small title={t('account.no_history')} />}
      <ul className={styles.list}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} withPerson={of === 'everybody'} />
        ))}
      </ul>
      {answer.hasNextPage && (
        <Button type="link" size="small" loading={answer.isFetchingNextPage} onClick={() => void answer.fetchNextPage()}>
          {t('account.earlier')}
        </Button>
      )}
    </Card>
  )
}

function Entry({ entry, withPerson }: { entry: HistoryEntry; withPerson: boolean }) {
  const { t } = useTranslation()
  const isByAnother = entry.actor.id !== entry.person.id && entry.what !== 'sign_in_failed' && entry.what !== 'password_reset'
  const words = t(`account.event.${entry.what}`)
  return (
    <li className={styles.item}>
      <span className={styles.text}>
        <span className={entry.what === 'sign_in_failed' ? `${styles.name} ${styles.warning}` : styles.name}>
          {withPerson ? t('account.of', { name: entry.person.name, what: words }) : words}
          {entry.details.key && <span className={styles.grey}>{entry.details.key}</span>}
          {entry.details.provider && <span className={styles.grey}>{entry.details.provider}</span>}
          {isByAnother && <span className={styles.grey}>{t('account.by', { name: entry.actor.name })}</span>}
        </span>
        <span className={styles.note}>{[formatDateTime(entry.at, 'short'), entry.address, entry.program].filter(Boolean).join(' · ')}</span>
      </span>
    </li>
  )
}
