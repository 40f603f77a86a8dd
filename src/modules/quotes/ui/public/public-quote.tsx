/** What a customer sees by the link of a quote: the quote as it was sent, its PDF, and the place to answer. No account, nothing else. */
import { DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'

import { api, ProblemError } from '../../../../web/client/api.ts'
import { useLanguage } from '../../../../web/client/i18n.ts'
import { usePageTitle } from '../../../../web/kit/page-header.tsx'
import { ErrorState, SkeletonLines } from '../../../../web/kit/states.tsx'
import { LanguageSwitch } from '../../../../web/shell/language-switch.tsx'
import { PublicAnswer } from './public-answer.tsx'
import { PublicLines } from './public-lines.tsx'
import styles from './public-quote.module.css'

import type { Paper } from '../../paper/paper.ts'

export interface PublicAnswerBody {
  status: string
  paper: Paper
}

export function PublicQuote() {
  const { t } = useTranslation()
  const language = useLanguage()
  const path = `/public-quotes/${useLocation().pathname.split('/')[2] ?? ''}`
  const quote = useQuery({ queryKey: [path, language], queryFn: ({ signal }) => api.get<PublicAnswerBody>(path, { signal, isFresh: true }), retry: false, staleTime: Infinity })
  usePageTitle(quote.data ? `${quote.data.paper.number} ${quote.data.paper.name}` : t('quotes.public.title'))
  const isDead = quote.error instanceof ProblemError && quote.error.status === 404
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <span className={styles.company}>{quote.data?.paper.seller.name}</span>
        <LanguageSwitch />
      </header>
      <main className={styles.sheet}>
        {quote.isPending && <SkeletonLines lines={8} />}
        {isDead && (
          <div className={styles.dead} role="alert">
            <h1>{t('quotes.public.dead')}</h1>
            <p>{t('quotes.public.dead_hint')}</p>
          </div>
        )}
        {quote.isError && !isDead && <ErrorState error={quote.error} onRetry={() => void quote.refetch()} />}
        {quote.data && <Quote path={path} answer={quote.data} onAnswered={() => void quote.refetch()} />}
      </main>
    </div>
  )
}

function Quote({ path, answer: { status, paper }, onAnswered }: { path: string; answer: PublicAnswerBody; onAnswered(): void }) {
  const { t } = useTranslation()
  const facts = [
    ['number', paper.version > 1 ? `${paper.number} · ${t('quotes.version', { n: paper.version })}` : paper.number],
    ['made_on', paper.made_on],
    ['valid_until', paper.valid_until],
    ['for', [paper.buyer.name, paper.buyer.person].filter(Boolean).join(' · ')],
    ['from', [paper.seller.person, paper.seller.mail].filter(Boolean).join(' · ')],
  ] as const
  return (
    <>
      <div className={styles.head}>
        <div>
          <p className={styles.kind}>{t('quotes.public.title')}</p>
          <h1 className={styles.title}>{paper.name}</h1>
        </div>
        <Button icon={<DownloadOutlined aria-hidden />} href={api.url(`${path}/pdf`)} target="_blank" rel="noreferrer">
          {t('quotes.public.pdf')}
        </Button>
      </div>
      <dl className={styles.facts}>
        {facts.map(([name, text]) =>
          text ? (
            <div key={name}>
              <dt>{t(`quotes.public.${name}`)}</dt>
              <dd>{text}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <PublicLines paper={paper} />
      {([['terms', paper.terms], ['remark', paper.remark]] as const).map(([name, text]) =>
        text ? (
          <section key={name}>
            <h2 className={styles.heading}>{t(`quotes.public.${name}`)}</h2>
            <p className={styles.prose}>{text}</p>
          </section>
        ) : null,
      )}
      <PublicAnswer path={path} status={status} onAnswered={onAnswered} />
    </>
  )
}
