/** What a customer sees by the link: how far it is, what was said, the place to answer and, once done, to rate. No account, nothing else. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'

import { api } from '../../../../web/client/api.ts'
import { useLanguage } from '../../../../web/client/i18n.ts'
import { formatDateTime } from '../../../../web/kit/format.ts'
import { usePageTitle } from '../../../../web/kit/page-header.tsx'
import { PublicFiles } from '../../../../web/shell/public-files.tsx'
import { PublicFrame } from '../../../../web/shell/public-frame.tsx'
import { PublicAnswer } from './public-answer.tsx'
import styles from './public.module.css'

import type { KeptFile } from '../../../../web/client/upload.ts'

export interface PublicRequestAnswer {
  company: string
  number: string
  subject: string
  description: string | null
  status: string
  /** The step, also while the customer is waited for. */
  stands_at: string
  received_at: string
  solution: string | null
  evaluation: number | null
  files: KeptFile[]
  steps: { step: string; at: string }[]
  messages: { id: string; kind: 'from_customer' | 'reply'; at: string; content: string; by: string | null; files: KeptFile[] }[]
}

export function PublicRequest() {
  const { t } = useTranslation()
  const language = useLanguage()
  const path = `/public-requests/${useLocation().pathname.split('/')[2] ?? ''}`
  const query = useQuery({ queryKey: [path, language], queryFn: ({ signal }) => api.get<PublicRequestAnswer>(path, { signal, isFresh: true }), retry: false, refetchInterval: 30_000 })
  usePageTitle(query.data ? `${query.data.number} ${query.data.subject}` : t('requests.public.title'))
  return (
    <PublicFrame company={query.data?.company} query={query}>
      {(answer) => <CustomerRequest path={path} answer={answer} onChanged={() => void query.refetch()} />}
    </PublicFrame>
  )
}

export interface CustomerRequestProps {
  path: string
  /** Where files are sent, when it is not the request itself. */
  uploads?: string
  answer: PublicRequestAnswer
  onChanged(): void
}

/** What a customer is to know of the eight steps. */
const stages = [
  ['received', ['received']],
  ['checked', ['terms_checked', 'diagnosing']],
  ['working', ['assigned', 'in_progress']],
  ['done', ['completed', 'evaluated', 'closed']],
] as const

/** @param props.path of the request, by its link or in the portal; what is done to it is posted below */
export function CustomerRequest({ path, uploads = `${path}/files`, answer, onChanged }: CustomerRequestProps) {
  const { t } = useTranslation()
  const at = stages.findIndex(([, steps]) => steps.some((step) => step === answer.stands_at))
  const isOver = answer.status === 'closed' || answer.status === 'cancelled'
  return (
    <>
      <div>
        <p className={styles.kind}>{answer.number}</p>
        <h1 className={styles.title}>{answer.subject}</h1>
      </div>
      {answer.status === 'cancelled' ? (
        <p className={styles.state} role="status">{t('requests.public.cancelled')}</p>
      ) : (
        <ol className={styles.stages} aria-label={t('requests.public.progress')}>
          {stages.map(([name], index) => (
            <li key={name} className={index < at || (index === at && name === 'done') ? styles.past : index === at ? styles.now : styles.ahead} aria-current={index === at ? 'step' : undefined}>
              {t(`requests.public.stage_${name}`)}
            </li>
          ))}
        </ol>
      )}
      {answer.status === 'waiting_customer' && <p className={styles.state} role="status">{t('requests.public.waits')}</p>}
      <ol className={styles.messages} aria-label={t('requests.conversation')}>
        <li className={styles.mine}>
          <p className={styles.by}>
            {t('requests.public.you')} <time>{formatDateTime(answer.received_at, 'short')}</time>
          </p>
          <p className={styles.text}>{answer.description ?? answer.subject}</p>
          <PublicFiles files={answer.files} path={`${path}/files`} />
        </li>
        {answer.messages.map(({ id, kind, at: when, content, by, files }) => (
          <li key={id} className={kind === 'reply' ? styles.theirs : styles.mine}>
            <p className={styles.by}>
              {kind === 'reply' ? (by ?? answer.company) : t('requests.public.you')} <time>{formatDateTime(when, 'short')}</time>
            </p>
            <p className={styles.text}>{content}</p>
            <PublicFiles files={files} path={`${path}/files`} />
          </li>
        ))}
        {answer.solution && at === 3 && (
          <li className={styles.theirs}>
            <p className={styles.by}>{t('requests.public.solution')}</p>
            <p className={styles.text}>{answer.solution}</p>
          </li>
        )}
      </ol>
      {isOver ? <p className={styles.state}>{t('requests.public.over')}</p> : <PublicAnswer key={answer.status} path={path} uploads={uploads} answer={answer} onChanged={onChanged} />}
    </>
  )
}
