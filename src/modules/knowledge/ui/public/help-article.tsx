/** One article as everybody may read it, and whether it helped. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../../web/client/api.ts'
import { useLanguage } from '../../../../web/client/i18n.ts'
import { randomId } from '../../../../web/client/random-id.ts'
import { formatDate } from '../../../../web/kit/format.ts'
import { usePageTitle } from '../../../../web/kit/page-header.tsx'
import { problemTexts } from '../../../../web/kit/problem-text.ts'
import { PublicFrame } from '../../../../web/shell/public-frame.tsx'
import styles from './public-help.module.css'

interface ArticleAnswer {
  company: string
  number: string
  title: string
  body: string
  updated_at: string
}

export function HelpArticle({ page, number }: { page: string; number: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const path = `/public-help/${page}/articles/${encodeURIComponent(decodeURIComponent(number))}`
  const query = useQuery({ queryKey: [path, language], queryFn: ({ signal }) => api.get<ArticleAnswer>(path, { signal, isFresh: true }), retry: false })
  usePageTitle(query.data?.title ?? t('knowledge.public.title'))
  return (
    <PublicFrame company={query.data?.company} query={query}>
      {({ title, body, updated_at: at }) => (
        <article className={styles.article}>
          <Link to={`/h/${page}`}>{t('knowledge.public.back')}</Link>
          <h1 className={styles.title}>{title}</h1>
          <p className={styles.of}>{t('knowledge.public.updated', { day: formatDate(at) })}</p>
          <p className={styles.body}>{body}</p>
          <Helped path={path} />
        </article>
      )}
    </PublicFrame>
  )
}

const keptAs = 'guanxi.help.reader'

/** The browser keeps who reads, so that one reader counts once; it says nothing of them. Where it keeps nothing, each visit is a reader. */
function readerKey(): string {
  try {
    const known = window.localStorage.getItem(keptAs)
    if (known) return known
    const made = randomId()
    window.localStorage.setItem(keptAs, made)
    return made
  } catch {
    return randomId()
  }
}

function Helped({ path }: { path: string }) {
  const { t } = useTranslation()
  const [state, setState] = useState<'asking' | 'sending' | 'done'>('asking')
  const [failure, setFailure] = useState('')
  const send = async (is_helpful: boolean) => {
    setState('sending')
    setFailure('')
    try {
      await api.post(`${path}/rate`, { key: readerKey(), is_helpful })
      setState('done')
    } catch (error) {
      setFailure(problemTexts(error))
      setState('asking')
    }
  }
  if (state === 'done') {
    return (
      <p className={styles.helped} role="status">
        {t('knowledge.public.thanks')}
      </p>
    )
  }
  return (
    <div className={styles.helped} role="group" aria-label={t('knowledge.public.helped')}>
      <span>{t('knowledge.public.helped')}</span>
      <Button size="large" disabled={state === 'sending'} onClick={() => void send(true)}>
        {t('knowledge.public.yes')}
      </Button>
      <Button size="large" disabled={state === 'sending'} onClick={() => void send(false)}>
        {t('knowledge.public.no')}
      </Button>
      {failure && <p role="alert">{failure}</p>}
    </div>
  )
}
