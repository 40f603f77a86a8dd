/** The public help page: categories, search, one article, and whether it helped. No account; only what is published for everybody. */
import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearchParams } from 'react-router'

import { api } from '../../../../web/client/api.ts'
import { useLanguage } from '../../../../web/client/i18n.ts'
import { usePageTitle } from '../../../../web/kit/page-header.tsx'
import { PublicFrame } from '../../../../web/shell/public-frame.tsx'
import styles from './public-help.module.css'
import { HelpArticle } from './help-article.tsx'

import type { PublicArticle, PublicCategory } from '../../queries/public-articles.ts'

interface HelpAnswer {
  company: string
  categories: PublicCategory[]
  articles: PublicArticle[]
}

export function PublicHelp() {
  const [, , page = '', number] = useLocation().pathname.split('/')
  return number ? <HelpArticle page={page} number={number} /> : <HelpList page={page} />
}

function HelpList({ page }: { page: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [parameters, setParameters] = useSearchParams()
  const words = parameters.get('q') ?? ''
  const category = parameters.get('category') ?? ''
  const q = useDeferredValue(words.trim())
  const path = `/public-help/${page}`
  const query = useQuery({
    queryKey: [path, language, q, category],
    queryFn: ({ signal }) => api.get<HelpAnswer>(path, { signal, isFresh: true, query: { ...(q ? { q } : {}), ...(category ? { category } : {}) } }),
    retry: false,
    placeholderData: (before) => before,
  })
  usePageTitle(t('knowledge.public.title'))
  const choose = (changes: Record<string, string>) =>
    setParameters((before) => {
      const after = new URLSearchParams(before)
      for (const [name, value] of Object.entries(changes)) {
        if (value) after.set(name, value)
        else after.delete(name)
      }
      return after
    }, { replace: true })
  return (
    <PublicFrame company={query.data?.company} query={query}>
      {({ categories, articles }) => (
        <>
          <h1 className={styles.title}>{t('knowledge.public.title')}</h1>
          <Input.Search size="large" allowClear value={words} onChange={(event) => choose({ q: event.target.value })} maxLength={100} placeholder={t('knowledge.public.find')} aria-label={t('knowledge.public.find')} />
          {categories.length > 0 && (
            <nav className={styles.categories} aria-label={t('knowledge.public.categories')}>
              <Button size="small" type={category === '' ? 'primary' : 'default'} aria-pressed={category === ''} onClick={() => choose({ category: '' })}>
                {t('knowledge.public.all')}
              </Button>
              {categories.map(({ id, name, count }) => (
                <Button key={id} size="small" type={category === id ? 'primary' : 'default'} aria-pressed={category === id} onClick={() => choose({ category: id })}>
                  {t('knowledge.public.category', { name, count })}
                </Button>
              ))}
            </nav>
          )}
          {articles.length === 0 && <p className={styles.none}>{t(q || category ? 'knowledge.public.found_none' : 'knowledge.public.empty')}</p>}
          <ul className={styles.articles}>
            {articles.map(({ number, title, category: of, excerpt }) => (
              <li key={number}>
                <Link to={`/h/${page}/${number}`}>{title}</Link>
                {of && <span className={styles.of}>{of}</span>}
                <p>{excerpt}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </PublicFrame>
  )
}
